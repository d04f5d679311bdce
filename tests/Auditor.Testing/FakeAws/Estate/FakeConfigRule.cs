using System.Collections.Immutable;

namespace Auditor.Testing.FakeAws.Estate;

/// <summary>A rule of AWS Config.</summary>
public sealed record FakeConfigRule(string Name)
{
    public string SourceIdentifier { get; init; } = "API_GW_ASSOCIATED_WITH_WAF";

    public ImmutableArray<string> ResourceTypes { get; init; } = [];

    /// <summary>JSON; what stands in it is one that a test may plant.</summary>
    public string? InputParameters { get; init; }

    public string State { get; init; } = "ACTIVE";
}
