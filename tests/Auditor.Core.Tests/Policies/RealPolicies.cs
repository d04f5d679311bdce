using System.Collections.Immutable;
using Auditor.Core.Policies;
using Auditor.Testing.Policies;

namespace Auditor.Core.Tests.Policies;

/// <summary>Policies in the shapes that people write, from seeds: none is too entangled. 10,000 of them are in the benchmarks.</summary>
[Trait("Category", "Exhaustive")]
public sealed class RealPolicies
{
    private const int Policies = 250;
    private const long MostSteps = 4_000_000;

    private static readonly DateTimeOffset Now = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);

    private static readonly ImmutableArray<CallerClass> Everyone =
    [
        CallerClass.Anonymous, CallerClass.AnyAwsPrincipal, new(CallerIdentity.AnyAwsPrincipal, CallerNetwork.AnyEndpoint), new(
            CallerIdentity.Account("111122223333"), CallerNetwork.Internet),
    ];

    [Fact]
    public void Each_is_decided_in_bounded_work()
    {
        for (var seed = 1; seed <= Policies; seed++)
        {
            var policy = new AccessPolicy(PolicyDocument.Parse(PolicyShapes.Of(seed)), Now);
            foreach (var caller in Everyone)
            {
                foreach (var route in HardPolicies.Routes(6))
                {
                    policy.Ask(caller, route).DependsOn.ShouldNotBe(["the policy as a whole"], $"seed {seed}");
                }
            }

            policy.Steps.ShouldBeLessThan(MostSteps, $"seed {seed}");
        }
    }

    [Fact]
    public void The_hardest_are_given_up_after_bounded_work()
    {
        foreach (var (name, text) in HardPolicies.All)
        {
            var policy = new AccessPolicy(PolicyDocument.Parse(text), Now);
            foreach (var route in HardPolicies.Routes(300))
            {
                policy.Ask(CallerClass.Anonymous, route).Because.ShouldNotBeEmpty(name);
            }

            text.Length.ShouldBeLessThanOrEqualTo(PolicyShapes.MostCharacters);
            policy.Steps.ShouldBeLessThan(500_000, name);
        }
    }
}
