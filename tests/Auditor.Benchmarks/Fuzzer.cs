// What the command prints is let go: the streams are the console's.
#pragma warning disable RS0030

using System.Diagnostics;
using System.Globalization;
using Auditor.Testing.Fuzzing;
using BenchmarkDotNet.Loggers;

namespace Auditor.Benchmarks;

/// <summary>Files that strangers might have made, from a seed on, for some minutes; what ends as our internal error is kept.</summary>
internal static class Fuzzer
{
    private const int InternalError = 4;

    public static void Run(string[] arguments)
    {
        var first = Number(arguments, "--seed", 1);
        var time = TimeSpan.FromMinutes(Number(arguments, "--minutes", 1));
        var folder = Directory.CreateTempSubdirectory("auditor-fuzz").FullName;
        var good = Path.Combine(folder, "good.json");
        File.WriteAllText(good, FuzzTarget.GoodInventory());
        Command("check", "--inventory", good, "--format", "json", "--format", "sarif", "--output", Path.Combine(folder, "before"), "--fail-on", "none");
        var targets = FuzzTarget.All(File.ReadAllText(Path.Combine(folder, "before", "findings.json")), File.ReadAllText(Directory.EnumerateFiles(Path.Combine(folder, "before"), "*.sarif").First()));
        var watch = Stopwatch.StartNew();
        var (seed, failures) = (first, 0);
        for (; watch.Elapsed < time; seed++)
        {
            foreach (var target in targets)
            {
                var file = Path.Combine(folder, target.FileName);
                File.WriteAllBytes(file, target.File(seed));
                var code = Command([.. target.Arguments.Select(argument => argument switch { "FILE" => file, "GOOD" => good, _ => argument }), "--output", Path.Combine(folder, $"out of {target.Name}")]);
                if (code == InternalError)
                {
                    failures++;
                    var kept = Path.Combine(folder, Text($"failed-{seed}-{target.FileName}"));
                    File.Copy(file, kept, overwrite: true);
                    Write($"internal error: {target.Name}, seed {seed}: {kept}");
                }
            }
        }

        Write($"Seeds {first} to {seed - 1}, {(seed - first) * targets.Length:N0} files: {failures} internal errors.");
    }

    // In this process: a thousand starts would be most of the time.
    private static int Command(params string[] arguments)
    {
        var (output, error) = (Console.Out, Console.Error);
        try
        {
            Console.SetOut(TextWriter.Null);
            Console.SetError(TextWriter.Null);
            return (int)(System.Reflection.Assembly.Load("auditor").EntryPoint?.Invoke(null, [arguments]) ?? InternalError);
        }
        catch (System.Reflection.TargetInvocationException)
        {
            return InternalError;
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
    }

    private static int Number(string[] arguments, string name, int otherwise) =>
        Array.IndexOf(arguments, name) is >= 0 and var at && at + 1 < arguments.Length ? int.Parse(arguments[at + 1], CultureInfo.InvariantCulture) : otherwise;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void Write(FormattableString line) => ConsoleLogger.Default.WriteLine(Text(line));
}
