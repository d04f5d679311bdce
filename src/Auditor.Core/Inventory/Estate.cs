using System.Collections.Immutable;

namespace Auditor.Core.Inventory;

/// <summary>Everything that was read, in every account and Region: the content of <c>inventory.json</c>.</summary>
public sealed record Estate
{
    /// <summary>The version of the file format that this program reads and writes.</summary>
    public const int CurrentSchemaVersion = 1;

    /// <summary>The version of the file format.</summary>
    public int SchemaVersion { get; init; } = CurrentSchemaVersion;

    /// <summary>When the collection started, UTC. Rules take it as "now", so that a re-check gives the same answer.</summary>
    public required DateTimeOffset CollectedAt { get; init; }

    /// <summary>Why not everything was read that was to be; null when the collection ran to its end.</summary>
    public Interruption? Interruption { get; init; }

    /// <summary>
    /// The shards that it holds, where the accounts were divided among several collections; <see langword="null"/> when they were not, or
    /// nobody recorded it.
    /// </summary>
    public ImmutableArray<CollectedShard>? Shards { get; init; }

    /// <summary>What was read per account, independent of Region.</summary>
    public ImmutableArray<Account> Accounts { get; init; } = [];

    /// <summary>What was read per account and Region.</summary>
    public ImmutableArray<Scope> Scopes { get; init; } = [];
}
