using Auditor.Core.Policies;
using Xunit.Abstractions;

namespace Auditor.Core.Tests.Policies;

public sealed class ExactnessForAnonymousCallers(ITestOutputHelper output) : ExactnessProof(output)
{
    [Fact]
    public void The_solver_agrees_with_trying_every_request_on_a_few_policies() =>
        Compare(PolicySketches.Network, SmallWorld.Anonymous, count: 40, leastCases: 1_500);

    [Fact]
    [Trait("Category", "Exhaustive")]
    public void The_solver_agrees_with_trying_every_request() =>
        Compare(PolicySketches.Network, SmallWorld.Anonymous, count: 750, leastCases: 40_000);

    [Fact]
    [Trait("Category", "Exhaustive")]
    public void The_solver_agrees_with_trying_every_request_where_patterns_lie_one_behind_the_other() =>
        Compare(PolicySketches.Entangled, [CallerClass.Anonymous], count: 80, leastCases: 1_600);
}
