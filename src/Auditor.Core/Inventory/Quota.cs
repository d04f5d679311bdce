namespace Auditor.Core.Inventory;

/// <summary>How many requests a key may make in a period.</summary>
public sealed record Quota
{
    public required long Limit { get; init; }

    /// <summary><c>DAY</c>, <c>WEEK</c> or <c>MONTH</c>.</summary>
    public string? Period { get; init; }
}
