using System.Collections.Immutable;

namespace Auditor.Core.Findings;

/// <summary>What became of the findings of an earlier run.</summary>
public sealed record Comparison
{
    /// <summary>The file that the earlier run was read from, as it was named.</summary>
    public required string Source { get; init; }

    /// <summary>When the earlier run was collected; <see langword="null"/> when the file does not say.</summary>
    public DateTimeOffset? CollectedAt { get; init; }

    /// <summary>Flagged then, looked at again now, and not there any more.</summary>
    public ImmutableArray<PastFinding> Absent { get; init; } = [];

    /// <summary>
    /// Flagged then, and not looked at this time: the thing could not be read, or its rule, account or Region was left out. Nobody knows.
    /// </summary>
    public ImmutableArray<PastFinding> NotReread { get; init; } = [];

    /// <summary>
    /// Of <see cref="NotReread"/>, what this run was to look at: its rule ran, and the thing, its account or its Region is missing, though
    /// the Region is not closed on purpose.
    /// </summary>
    public ImmutableArray<PastFinding> Lost { get; init; } = [];
}
