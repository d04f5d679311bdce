using System.Collections.Immutable;

namespace Auditor.Testing.FakeAws.Estate;

/// <summary>An app client of a user pool. Its secret is one that a test may plant.</summary>
public sealed record FakeUserPoolClient(string Id)
{
    public string? ClientSecret { get; init; }

    public ImmutableArray<string> AllowedOAuthFlows { get; init; } = [];

    public ImmutableArray<string> AllowedOAuthScopes { get; init; } = [];

    public ImmutableArray<string> ExplicitAuthFlows { get; init; } = [];
}
