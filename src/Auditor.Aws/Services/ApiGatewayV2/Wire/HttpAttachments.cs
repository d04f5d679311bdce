using System.Text.Json;

namespace Auditor.Aws.Services.ApiGatewayV2.Wire;

// Answers of API Gateway's second interface about VPC links and developer portals.

internal sealed record HttpVpcLink
{
    public string? VpcLinkId { get; init; }

    public string? Name { get; init; }

    public string? VpcLinkStatus { get; init; }

    public string? VpcLinkStatusMessage { get; init; }

    public IReadOnlyDictionary<string, string?>? Tags { get; init; }
}

internal sealed record Portal
{
    public string? PortalId { get; init; }

    public string? PortalArn { get; init; }

    public string? PublishStatus { get; init; }

    public PortalAuthorization? Authorization { get; init; }

    public PortalContent? PortalContent { get; init; }

    public IReadOnlyList<string?>? IncludedPortalProductArns { get; init; }
}

/// <summary>One member is present; which one says how readers sign in.</summary>
internal sealed record PortalAuthorization
{
    public JsonElement? CognitoConfig { get; init; }

    public JsonElement? None { get; init; }
}

internal sealed record PortalContent
{
    public string? DisplayName { get; init; }
}

internal sealed record ProductRestEndpointPage
{
    /// <summary>The endpoint in words, where its parts are not told.</summary>
    public string? Endpoint { get; init; }

    public RestEndpointIdentifier? RestEndpointIdentifier { get; init; }

    public string? TryItState { get; init; }
}

internal sealed record RestEndpointIdentifier
{
    public RestEndpointParts? IdentifierParts { get; init; }
}

internal sealed record RestEndpointParts
{
    public string? RestApiId { get; init; }

    public string? Stage { get; init; }

    public string? Path { get; init; }

    public string? Method { get; init; }
}
