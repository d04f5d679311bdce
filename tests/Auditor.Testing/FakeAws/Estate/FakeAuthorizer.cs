using System.Collections.Immutable;

namespace Auditor.Testing.FakeAws.Estate;

/// <summary>An authorizer of a REST API.</summary>
public sealed record FakeAuthorizer(string Name)
{
    public string Id { get; init; } = FakeId.Of("authorizer", Name, 6);

    public string Type { get; init; } = "TOKEN";

    public ImmutableArray<string> ProviderArns { get; init; } = [];

    public string? AuthType { get; init; }

    public string? AuthorizerUri { get; init; }

    public string? AuthorizerCredentials { get; init; }

    /// <summary>One string, comma separated (aws-facts.md A.3).</summary>
    public string? IdentitySource { get; init; } = "method.request.header.Authorization";

    public string? IdentityValidationExpression { get; init; }

    /// <summary>Absent means 300 (aws-facts.md C.3).</summary>
    public int? AuthorizerResultTtlInSeconds { get; init; }
}
