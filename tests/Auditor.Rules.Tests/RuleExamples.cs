using System.Reflection;
using Auditor.Core.Inventory;
using Auditor.Core.Rules;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests;

/// <summary>What the tests of one rule say for the tests of all rules.</summary>
internal static class RuleExamples
{
    /// <summary>An estate in which a rule flags something: that of its own tests, or the one that many rules share.</summary>
    public static Estate Of(Type rule, string name = "worst") =>
        OwnOf(rule) is { } own ? (Estate)own.Invoke(null, [name]).ShouldNotBeNull() : WorstEstate.Make(name);

    /// <summary>Whether a rule's tests bring an estate of their own.</summary>
    public static bool HasOwn(Type rule) => OwnOf(rule) is not null;

    /// <summary>Why AWS Config records nothing of what a rule looks at; <see langword="null"/> where it does.</summary>
    public static string? NotRecorded(Rule rule) => TestsOf(rule.GetType())?.GetCustomAttribute<NotRecordedAttribute>()?.Because;

    /// <summary>Whether a rule asks who can call an API, or what becomes of calls.</summary>
    public static bool IsAboutCallers(Rule rule) => TestsOf(rule.GetType())?.IsDefined(typeof(AboutCallersAttribute)) is true;

    private static MethodInfo? OwnOf(Type rule) =>
        TestsOf(rule) is { } tests && tests.IsAssignableTo(typeof(IExampleEstate))
            ? tests.GetMethod(nameof(IExampleEstate.WithSomethingWrong))
            : null;

    // A rule and its tests are in this assembly's two, or both in one that a test made.
    private static Type? TestsOf(Type rule)
    {
        var name = $"{rule.Namespace?.Replace("Auditor.Rules.", "Auditor.Rules.Tests.", StringComparison.Ordinal)}.{rule.Name}Tests";
        return typeof(RuleExamples).Assembly.GetType(name) ?? rule.Assembly.GetType(name);
    }
}
