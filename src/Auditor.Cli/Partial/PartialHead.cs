using System.Collections.Immutable;
using Auditor.Core.Inventory;

namespace Auditor.Cli.Partial;

/// <summary>What a run set out to read.</summary>
internal sealed record PartialHead
{
    /// <summary>When the first of the runs began.</summary>
    public required DateTimeOffset CollectedAt { get; init; }

    /// <summary>What the rules needed: whoever goes on with other needs would mix two inventories.</summary>
    public required string Needs { get; init; }

    public required ImmutableArray<PartialPlace> Places { get; init; }

    /// <summary>Which part of the accounts is read; null for all.</summary>
    public CollectedShard? Shard { get; init; }
}
