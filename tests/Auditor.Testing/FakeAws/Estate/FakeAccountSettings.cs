using System.Collections.Immutable;

namespace Auditor.Testing.FakeAws.Estate;

/// <summary>GetAccount of API Gateway.</summary>
public sealed record FakeAccountSettings
{
    public string? CloudwatchRoleArn { get; init; }

    // The account throttle's default (aws-facts.md B.2).
    public double RateLimit { get; init; } = 10000;

    public int BurstLimit { get; init; } = 5000;

    public ImmutableArray<string> Features { get; init; } = ["UsagePlans"];
}
