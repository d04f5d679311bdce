using System.Collections.Immutable;

namespace Auditor.Testing.FakeAws.Estate;

/// <summary>A canary: a share of a stage's requests goes to a second deployment.</summary>
public sealed record FakeCanarySettings(string DeploymentId)
{
    public double PercentTraffic { get; init; } = 10.0;

    public bool UseStageCache { get; init; }

    public ImmutableDictionary<string, string> StageVariableOverrides { get; init; } = [];
}
