using Auditor.Core.Inventory;
using BenchmarkDotNet.Loggers;

namespace Auditor.Benchmarks;

/// <summary>The largest API cold, as a command meets it, and warm; then what each of its measures costs.</summary>
internal static class OnceOver
{
    private const int WarmRuns = 5;

    public static void Run()
    {
        var (routes, stages, domains, policy) = (300, 10, 20, LargeApi.MostOfPolicy);
        Write($"{routes} routes x {stages} stages x {domains} domain names, a policy of {policy:N0} characters (milliseconds of processor):");
        Write($"  cold {Time(LargeApi.Make(routes, stages, domains, policy)),6:F0} ms");
        for (var run = 0; run < WarmRuns; run++)
        {
            Measure("warm", LargeApi.Make(routes, stages, domains, policy));
        }

        Write($"Growth, the best of {WarmRuns} runs each:");
        foreach (var some in new[] { 75, 150, 300 })
        {
            Best($"{some} routes", LargeApi.Make(some, stages, domains, policy));
        }

        foreach (var some in new[] { 1, 5, 10 })
        {
            Best($"{some} stages", LargeApi.Make(routes, some, domains, policy));
        }

        foreach (var some in new[] { 0, 10, 20 })
        {
            Best($"{some} domain names", LargeApi.Make(routes, stages, some, policy));
        }

        foreach (var some in new[] { 512, 2_048, policy })
        {
            Best($"{some:N0} characters of policy", LargeApi.Make(routes, stages, domains, some));
        }

        foreach (var some in new[] { 0, 200, 1_000 })
        {
            Best($"{some:N0} roles whose policies were read", LargeApi.Make(routes, stages, domains, policy).WithRoles(some));
        }

        Best($"{policy:N0} characters of patterns that begin with wildcards", LargeApi.Make(routes, stages, domains, policy, isEntangled: true));
    }

    private static void Measure(string name, Estate estate) => Write($"  {name} {Time(estate),6:F0} ms");

    private static void Best(string name, Estate estate) => Write($"  {Enumerable.Range(0, WarmRuns).Min(_ => Time(estate)),6:F0} ms  {name}");

    private static double Time(Estate estate)
    {
        // Of the processor, not of the clock: a busy machine has no say in it.
        var before = Environment.CpuUsage.UserTime;
        ExposureOfALargeApi.CountExposed(estate);
        return (Environment.CpuUsage.UserTime - before).TotalMilliseconds;
    }

    private static void Write(FormattableString line) => ConsoleLogger.Default.WriteLine(FormattableString.Invariant(line));
}
