using System.Collections.Immutable;

namespace Auditor.Testing.FakeAws.Estate;

/// <summary>A route of an HTTP or WebSocket API, e.g. <c>GET /orders</c>, <c>$default</c> or <c>$connect</c>.</summary>
public sealed record FakeRoute(string RouteKey)
{
    public string Id { get; init; } = FakeId.Of("route", RouteKey, 7);

    public string AuthorizationType { get; init; } = "NONE";

    public string? AuthorizerId { get; init; }

    public ImmutableArray<string> AuthorizationScopes { get; init; } = [];

    public bool ApiKeyRequired { get; init; }

    public bool? ApiGatewayManaged { get; init; }

    public string? OperationName { get; init; }

    /// <summary>The id of an integration; the wire has it as <c>integrations/ID</c>.</summary>
    public string? IntegrationId { get; init; }
}
