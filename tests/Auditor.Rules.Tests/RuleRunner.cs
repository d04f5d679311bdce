using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Auditor.Rules.Tests;

/// <summary>Runs tests on a rule that is not in the catalogue.</summary>
internal static class RuleRunner
{
    private static readonly Type[] OfAllRules =
    [
        typeof(EveryRule),
        typeof(EveryPage),
        typeof(EveryFramework),
        typeof(EveryOption),
        typeof(EveryRecordedMember),
        typeof(NobodyCanCall),
    ];

    /// <summary>The tests of all rules that fail on this one.</summary>
    public static IEnumerable<(string Name, string Message)> FailedOfAllRules(Type rule) =>
        OfAllRules.SelectMany(tests => tests.GetMethods()
            .Where(test => test.IsDefined(typeof(TheoryAttribute))
                && test.GetParameters() is [{ ParameterType: var only }]
                && only == typeof(Type))
            .Where(test => tests != typeof(EveryRecordedMember) || EveryRecordedMember.IsRecorded(EveryRule.Create(rule)))
            .Where(test => tests != typeof(NobodyCanCall)
                || test.Name is nameof(NobodyCanCall.An_API_with_neither_name_is_kept_all_the_same))
            .SelectMany(test => Failed(tests, test, [rule])));

    /// <summary>The tests of a class that fail.</summary>
    public static IEnumerable<(string Name, string Message)> FailedOf(Type tests) =>
        tests.GetMethods()
            .Where(test => test.IsDefined(typeof(FactAttribute)))
            .SelectMany(test => Cases(tests, test).SelectMany(one => Failed(tests, test, one)));

    /// <summary>Runs the compiler that came with the SDK.</summary>
    public static async Task<(int ExitCode, string Output)> Compile(string responseFile)
    {
        var root = new DirectoryInfo(RuntimeEnvironment.GetRuntimeDirectory()).Parent?.Parent?.Parent.ShouldNotBeNull();
        var compiler = Directory.EnumerateDirectories(Path.Combine(root?.FullName ?? "", "sdk"))
            .Select(sdk => Path.Combine(sdk, "Roslyn", "bincore", "csc.dll"))
            .Where(File.Exists)
            .OrderDescending(StringComparer.Ordinal)
            .First();
        var start = new ProcessStartInfo("dotnet", [compiler, $"@{responseFile}"]) { RedirectStandardOutput = true };
        using var process = Process.Start(start).ShouldNotBeNull();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }

    private static IEnumerable<object?[]> Cases(Type tests, MethodInfo test) => test.GetCustomAttribute<MemberDataAttribute>() is { } data
        ? (IEnumerable<object[]>)tests.GetProperty(data.MemberName)!.GetValue(null)!
        : [[]];

    private static IEnumerable<(string Name, string Message)> Failed(Type tests, MethodInfo test, object?[] arguments)
    {
        try
        {
            test.Invoke(Activator.CreateInstance(tests), arguments);
            return [];
        }
        catch (TargetInvocationException exception)
        {
            return [(test.Name, exception.InnerException?.Message ?? "")];
        }
    }
}
