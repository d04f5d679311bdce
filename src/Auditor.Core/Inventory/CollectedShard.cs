namespace Auditor.Core.Inventory;

/// <summary>One of the equal parts of a collection whose accounts were divided among several.</summary>
public sealed record CollectedShard
{
    /// <summary>
    /// What the parts of one collection have in common, such as the id of a build; <see langword="null"/> when nobody said.
    /// </summary>
    public string? Run { get; init; }

    /// <summary>Which part, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>How many parts there are.</summary>
    public required int Count { get; init; }
}
