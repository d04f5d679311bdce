using System.Collections.Immutable;

namespace Auditor.Testing.FakeAws.Estate;

/// <summary>An authorizer of an HTTP or WebSocket API.</summary>
public sealed record FakeApiAuthorizer(string Name)
{
    public string Id { get; init; } = FakeId.Of("api authorizer", Name, 6);

    public string Type { get; init; } = "JWT";

    public string? AuthorizerUri { get; init; }

    public string? AuthorizerCredentialsArn { get; init; }

    public string? AuthorizerPayloadFormatVersion { get; init; }

    public int? AuthorizerResultTtlInSeconds { get; init; }

    public bool? EnableSimpleResponses { get; init; }

    /// <summary>An array, unlike a REST API's (aws-facts.md A.4).</summary>
    public ImmutableArray<string> IdentitySource { get; init; } = ["$request.header.Authorization"];

    public string? IdentityValidationExpression { get; init; }

    public string? Issuer { get; init; }

    public ImmutableArray<string> Audience { get; init; } = [];
}
