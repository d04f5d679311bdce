using System.Collections.Immutable;

namespace Auditor.Core.Inventory;

/// <summary>What AWS Config recorded of one thing, without its values. Only of things that something was wrong with.</summary>
public sealed record ConfigHistory
{
    /// <summary>The ARN of the thing.</summary>
    public required string Arn { get; init; }

    /// <summary>When the oldest record was made that was read; <see langword="null"/> when there is none.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Whether there are older records, which were not read.</summary>
    public bool HasMore { get; init; }

    /// <summary>What changed from record to record, newest first.</summary>
    public ImmutableArray<ConfigChange> Changes { get; init; } = [];
}
