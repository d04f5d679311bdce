using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;

namespace Auditor.Core.Priorities;

/// <summary>What one route of one stage adds to the priority of what is wrong with it, its stage or its API.</summary>
/// <param name="Route">The route.</param>
/// <param name="Reasons">Exposure, action, traffic, protection and environment.</param>
internal sealed record RoutePriority(DeployedRoute Route, ImmutableArray<PriorityReason> Reasons)
{
    /// <summary>What is left of a priority of 100.</summary>
    public decimal Weight { get; } = Reasons.Aggregate(1m, (weight, reason) => weight * reason.Percent / 100m);
}
