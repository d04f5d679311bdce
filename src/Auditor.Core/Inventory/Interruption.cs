namespace Auditor.Core.Inventory;

/// <summary>
/// Says that a collection ended before everything was read. What is missing is unknown, with a gap for each account and Region.
/// </summary>
public sealed record Interruption
{
    /// <summary>One sentence: what ended it.</summary>
    public required string Because { get; init; }

    /// <summary>What the rules needed: whoever goes on with other needs would mix two inventories.</summary>
    public required string Needs { get; init; }
}
