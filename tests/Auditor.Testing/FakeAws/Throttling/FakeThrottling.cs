namespace Auditor.Testing.FakeAws.Throttling;

/// <summary>Which limits the fake enforces. All off unless asked for, so that a test is fast.</summary>
public sealed record FakeThrottling
{
    public static FakeThrottling Off { get; } = new();

    /// <summary>The documented limits (aws-facts.md B.1, B.3, B.4, B.5).</summary>
    public static FakeThrottling AsDocumented { get; } = new() { Enforced = true };

    public bool Enforced { get; init; }

    /// <summary>
    /// Requests a second that somebody else makes of API Gateway in every account and Region, for a share of the same limit.
    /// </summary>
    public double OthersRate { get; init; }
}
