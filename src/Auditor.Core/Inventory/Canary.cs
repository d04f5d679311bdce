namespace Auditor.Core.Inventory;

/// <summary>The canary of a REST stage.</summary>
public sealed record Canary
{
    /// <summary>The deployment that gets part of the traffic.</summary>
    public required string DeploymentId { get; init; }

    /// <summary>0 to 100.</summary>
    public double PercentTraffic { get; init; }
}
