using Xunit.Abstractions;

namespace Auditor.Core.Tests.Policies;

public sealed class ExactnessForSignedCallers(ITestOutputHelper output) : ExactnessProof(output)
{
    [Fact]
    public void The_solver_agrees_with_trying_every_request() =>
        Compare(PolicySketches.Signed, SmallWorld.Signed, count: 700, leastCases: 100);
}
