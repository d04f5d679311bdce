using Auditor.Aws.Services.ApiGateway.Wire;

namespace Auditor.Aws.Services.ApiGatewayV2.Wire;

// Answers of API Gateway's second interface, on the wire in lower camel case although every SDK shows them in Pascal case.

internal sealed record HttpApi
{
    public string? ApiId { get; init; }

    public string? Name { get; init; }

    public string? ProtocolType { get; init; }

    public CorsConfiguration? CorsConfiguration { get; init; }

    public DateTimeOffset? CreatedDate { get; init; }

    public string? Description { get; init; }

    public bool? DisableSchemaValidation { get; init; }

    public bool? DisableExecuteApiEndpoint { get; init; }

    public string? IpAddressType { get; init; }

    public IReadOnlyDictionary<string, string?>? Tags { get; init; }
}

internal sealed record HttpStage
{
    public string? StageName { get; init; }

    public string? Description { get; init; }

    public bool? AutoDeploy { get; init; }

    public string? DeploymentId { get; init; }

    public string? LastDeploymentStatusMessage { get; init; }

    public string? ClientCertificateId { get; init; }

    public AccessLogSettings? AccessLogSettings { get; init; }

    public RouteSettings? DefaultRouteSettings { get; init; }

    public IReadOnlyDictionary<string, RouteSettings?>? RouteSettings { get; init; }

    public IReadOnlyDictionary<string, string?>? StageVariables { get; init; }

    public DateTimeOffset? CreatedDate { get; init; }

    public DateTimeOffset? LastUpdatedDate { get; init; }

    public IReadOnlyDictionary<string, string?>? Tags { get; init; }
}

internal sealed record RouteSettings
{
    public bool? DataTraceEnabled { get; init; }

    public bool? DetailedMetricsEnabled { get; init; }

    public string? LoggingLevel { get; init; }

    public double? ThrottlingBurstLimit { get; init; }

    public double? ThrottlingRateLimit { get; init; }
}

internal sealed record HttpRoute
{
    public string? RouteId { get; init; }

    public string? RouteKey { get; init; }

    public string? Target { get; init; }

    public string? AuthorizationType { get; init; }

    public string? AuthorizerId { get; init; }

    public IReadOnlyList<string?>? AuthorizationScopes { get; init; }

    public bool? ApiKeyRequired { get; init; }
}

internal sealed record HttpAuthorizer
{
    public string? AuthorizerId { get; init; }

    public string? Name { get; init; }

    public string? AuthorizerType { get; init; }

    public string? AuthorizerUri { get; init; }

    public int? AuthorizerResultTtlInSeconds { get; init; }

    public bool? EnableSimpleResponses { get; init; }

    public IReadOnlyList<string?>? IdentitySource { get; init; }

    public string? IdentityValidationExpression { get; init; }

    public JwtConfiguration? JwtConfiguration { get; init; }
}

internal sealed record HttpIntegration
{
    public string? IntegrationId { get; init; }

    public string? IntegrationType { get; init; }

    public string? IntegrationUri { get; init; }

    public string? ConnectionType { get; init; }

    public string? ConnectionId { get; init; }

    public string? CredentialsArn { get; init; }

    /// <summary>By <c>append:header.name</c>, <c>overwrite:querystring.name</c>, ...</summary>
    public IReadOnlyDictionary<string, string?>? RequestParameters { get; init; }

    /// <summary>By content type (WebSocket).</summary>
    public IReadOnlyDictionary<string, string?>? RequestTemplates { get; init; }

    /// <summary>By status, then by <c>append:header.name</c>, <c>overwrite:statuscode</c>, ...</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string?>?>? ResponseParameters { get; init; }

    public TlsConfig? TlsConfig { get; init; }
}

internal sealed record ApiMapping
{
    public string? ApiMappingId { get; init; }

    public string? ApiId { get; init; }

    public string? ApiMappingKey { get; init; }

    public string? Stage { get; init; }
}

internal sealed record RoutingRules
{
    [System.Text.Json.Serialization.JsonPropertyName("routingRules")]
    public IReadOnlyList<RoutingRule?>? Rules { get; init; }

    public string? NextToken { get; init; }
}

internal sealed record RoutingRule
{
    public int? Priority { get; init; }

    public IReadOnlyList<RoutingCondition?>? Conditions { get; init; }

    public IReadOnlyList<RoutingAction?>? Actions { get; init; }
}

internal sealed record RoutingCondition
{
    public MatchBasePaths? MatchBasePaths { get; init; }

    public System.Text.Json.JsonElement? MatchHeaders { get; init; }
}

internal sealed record MatchBasePaths
{
    public IReadOnlyList<string?>? AnyOf { get; init; }
}

internal sealed record RoutingAction
{
    public InvokeApi? InvokeApi { get; init; }
}

internal sealed record InvokeApi
{
    public string? ApiId { get; init; }

    public string? Stage { get; init; }

    public bool? StripBasePath { get; init; }
}
