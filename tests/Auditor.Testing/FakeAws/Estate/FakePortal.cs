using System.Collections.Immutable;

namespace Auditor.Testing.FakeAws.Estate;

/// <summary>A developer portal.</summary>
public sealed record FakePortal(string Id)
{
    public string? DisplayName { get; init; }

    public string PublishStatus { get; init; } = "PUBLISHED";

    /// <summary>Null: <c>none</c>, which makes it readable by anyone on the web (aws-facts.md A.4).</summary>
    public string? UserPoolArn { get; init; }

    public ImmutableArray<string> IncludedPortalProductArns { get; init; } = [];
}
