namespace Auditor.Core.Inventory;

/// <summary>A limit on requests; a member that is not set limits nothing.</summary>
public sealed record Throttle
{
    /// <summary>Requests per second.</summary>
    public double? Rate { get; init; }

    /// <summary>Requests at once.</summary>
    public double? Burst { get; init; }
}
