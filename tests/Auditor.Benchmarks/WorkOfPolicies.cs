using System.Collections.Immutable;
using Auditor.Core.Policies;
using Auditor.Testing.Policies;
using BenchmarkDotNet.Loggers;

namespace Auditor.Benchmarks;

/// <summary>Policies in the shapes that people write, and the worst that come to mind: who can call each of 300 routes.</summary>
internal static class WorkOfPolicies
{
    private const int Routes = 300;
    private const int FewRoutes = 6;
    private const int Worst = 5;

    private static readonly DateTimeOffset Now = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);

    private static readonly ImmutableArray<CallerClass> Callers =
    [
        CallerClass.Anonymous, CallerClass.AnyAwsPrincipal, new(CallerIdentity.AnyAwsPrincipal, CallerNetwork.AnyEndpoint), new(CallerIdentity.Account("111122223333"), CallerNetwork.Internet),
    ];

    public static void Run(int policies)
    {
        foreach (var (name, policy) in HardPolicies.All)
        {
            var (seconds, steps, undecided) = Measure(policy, Routes, [CallerClass.Anonymous]);
            Write($"{seconds,6:F2} s {steps,10:N0} steps {(undecided > 0 ? "undecided" : "decided"),9}  {name} ({policy.Length:N0} characters, {Routes} routes)");
        }

        var all = Enumerable.Range(1, policies).Select(seed => (Seed: seed, Measured: Measure(PolicyShapes.Of(seed), FewRoutes, Callers))).ToList();
        Write($"{policies:N0} seeded policies x {Callers.Length} callers x {FewRoutes} routes: {all.Count(each => each.Measured.Undecided > 0)} undecided, {all.Average(each => each.Measured.Seconds) * 1000:F1} ms on average; the longest:");
        foreach (var (seed, measured) in all.OrderByDescending(each => each.Measured.Seconds).Take(Worst))
        {
            Write($"{measured.Seconds,6:F2} s {measured.Steps,10:N0} steps  seed {seed} ({PolicyShapes.Of(seed).Length:N0} characters)");
        }

        foreach (var each in all.Where(each => each.Measured.Undecided > 0).Take(Worst))
        {
            Write($"undecided: seed {each.Seed}");
        }
    }

    private static (double Seconds, long Steps, int Undecided) Measure(string text, int routes, ImmutableArray<CallerClass> callers)
    {
        var before = Environment.CpuUsage.UserTime;
        var policy = new AccessPolicy(PolicyDocument.Parse(text), Now);
        var undecided = callers.Sum(caller => HardPolicies.Routes(routes).Count(route => policy.Ask(caller, route).DependsOn is ["the policy as a whole"]));
        return ((Environment.CpuUsage.UserTime - before).TotalSeconds, policy.Steps, undecided);
    }

    private static void Write(FormattableString line) => ConsoleLogger.Default.WriteLine(FormattableString.Invariant(line));
}
