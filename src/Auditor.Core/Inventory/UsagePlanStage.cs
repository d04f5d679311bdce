using System.Collections.Immutable;

namespace Auditor.Core.Inventory;

/// <summary>A stage that a usage plan covers.</summary>
public sealed record UsagePlanStage
{
    public required string ApiId { get; init; }

    public required string Stage { get; init; }

    /// <summary>Limits per method, by route key as in <see cref="Route.Key"/>.</summary>
    public ImmutableSortedDictionary<string, Throttle> MethodThrottles { get; init; } = ImmutableSortedDictionary<string, Throttle>.Empty;
}
