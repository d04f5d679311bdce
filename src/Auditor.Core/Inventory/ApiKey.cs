using System.Collections.Immutable;

namespace Auditor.Core.Inventory;

/// <summary>An API key. Its value is never asked for.</summary>
public sealed record ApiKey
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public bool Enabled { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? LastUpdatedAt { get; init; }

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>What somebody wrote about it.</summary>
    public string? Description { get; init; }
}
