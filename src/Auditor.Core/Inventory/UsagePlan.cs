using System.Collections.Immutable;

namespace Auditor.Core.Inventory;

/// <summary>Limits for holders of API keys.</summary>
public sealed record UsagePlan
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Limit per key; <see langword="null"/> when there is none.</summary>
    public Throttle? Throttle { get; init; }

    /// <summary>Requests per period; <see langword="null"/> when there is no quota.</summary>
    public Quota? Quota { get; init; }

    public ImmutableArray<UsagePlanStage> Stages { get; init; } = [];

    /// <summary>The ids of the API keys in it.</summary>
    public Fact<ImmutableArray<string>> ApiKeyIds { get; init; }

    /// <summary>What somebody wrote about it.</summary>
    public string? Description { get; init; }

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
