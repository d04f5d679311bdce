namespace Auditor.Core.Inventory;

/// <summary>What CloudWatch saw of requests in a window that ends with the collection.</summary>
public sealed record Usage
{
    /// <summary>How many days the window has.</summary>
    public required int WindowDays { get; init; }

    /// <summary>Whether there was any request. CloudWatch writes no zeros, so "no data" and "none" are the same.</summary>
    public required bool AnyRequest { get; init; }

    /// <summary>How many, where they were counted: what was active in the last two weeks is known from the list of metrics alone.</summary>
    public double? Requests { get; init; }
}
