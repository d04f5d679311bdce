using System.Collections.Immutable;

namespace Auditor.Testing.FakeAws.Estate;

/// <summary>An HTTP or WebSocket API.</summary>
public sealed record FakeApi(string Name, string ProtocolType = "HTTP")
{
    public string Id { get; init; } = FakeId.Of("api", Name);

    public string? Description { get; init; }

    public string? Version { get; init; }

    public DateTimeOffset CreatedDate { get; init; } = new(2025, 3, 2, 10, 0, 0, TimeSpan.Zero);

    public bool? ApiGatewayManaged { get; init; }

    public FakeCorsConfiguration? CorsConfiguration { get; init; }

    public bool DisableExecuteApiEndpoint { get; init; }

    /// <summary>WebSocket only.</summary>
    public bool? DisableSchemaValidation { get; init; }

    public string IpAddressType { get; init; } = "ipv4";

    public string? RouteSelectionExpression { get; init; }

    public string ApiKeySelectionExpression { get; init; } = "$request.header.x-api-key";

    public ImmutableDictionary<string, string> Tags { get; init; } = [];

    public ImmutableArray<FakeRoute> Routes { get; init; } = [];

    public ImmutableArray<FakeApiAuthorizer> Authorizers { get; init; } = [];

    public ImmutableArray<FakeApiIntegration> Integrations { get; init; } = [];

    public ImmutableArray<FakeApiDeployment> Deployments { get; init; } = [];

    public ImmutableArray<FakeApiStage> Stages { get; init; } = [];
}
