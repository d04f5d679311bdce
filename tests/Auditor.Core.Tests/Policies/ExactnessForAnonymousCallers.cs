using Xunit.Abstractions;

namespace Auditor.Core.Tests.Policies;

public sealed class ExactnessForAnonymousCallers(ITestOutputHelper output) : ExactnessProof(output)
{
    [Fact]
    public void The_solver_agrees_with_trying_every_request() =>
        Compare(PolicySketches.Network, SmallWorld.Anonymous, count: 1000, leastCases: 100);
}
