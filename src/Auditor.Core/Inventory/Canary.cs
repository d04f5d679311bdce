using System.Collections.Immutable;

namespace Auditor.Core.Inventory;

/// <summary>The canary of a REST stage.</summary>
public sealed record Canary
{
    /// <summary>The deployment that gets part of the traffic.</summary>
    public required string DeploymentId { get; init; }

    /// <summary>0 to 100.</summary>
    public double PercentTraffic { get; init; }

    /// <summary>
    /// What it has in place of the stage's variables of these names, or besides them (<c>canarySettings.stageVariableOverrides</c>).
    /// </summary>
    public ImmutableArray<StageVariable> VariableOverrides { get; init; } = [];

    /// <summary>The variables that requests to the canary meet.</summary>
    public ImmutableArray<StageVariable> VariablesOver(ImmutableArray<StageVariable> ofStage) =>
        [
            .. ofStage.ExceptBy(VariableOverrides.Select(variable => variable.Name), variable => variable.Name, StringComparer.Ordinal),
            .. VariableOverrides,
        ];
}
