namespace Auditor.Aws.Services.ApiGateway.Wire;

// Answers of API Gateway's first interface. AWS leaves out what is not set, so every member is optional; enums are open strings.

internal sealed record Account
{
    public string? CloudwatchRoleArn { get; init; }

    public ThrottleSettings? ThrottleSettings { get; init; }
}

internal sealed record ThrottleSettings
{
    public double? RateLimit { get; init; }

    public double? BurstLimit { get; init; }
}

internal sealed record RestApi
{
    public string? Id { get; init; }

    public string? Name { get; init; }

    public string? Description { get; init; }

    public DateTimeOffset? CreatedDate { get; init; }

    public string? ApiKeySource { get; init; }

    public EndpointConfiguration? EndpointConfiguration { get; init; }

    /// <summary>JSON within JSON, usually escaped twice. Kept as it came.</summary>
    public string? Policy { get; init; }

    public bool? DisableExecuteApiEndpoint { get; init; }

    public string? SecurityPolicy { get; init; }

    public string? EndpointAccessMode { get; init; }

    public IReadOnlyDictionary<string, string?>? Tags { get; init; }
}

internal sealed record EndpointConfiguration
{
    public IReadOnlyList<string?>? Types { get; init; }

    public string? IpAddressType { get; init; }

    public IReadOnlyList<string?>? VpcEndpointIds { get; init; }
}

internal sealed record RestStage
{
    public string? StageName { get; init; }

    public string? DeploymentId { get; init; }

    public string? Description { get; init; }

    public string? ClientCertificateId { get; init; }

    public bool? CacheClusterEnabled { get; init; }

    /// <summary>By <c>*/*</c> or path and verb, the path in either of two encodings.</summary>
    public IReadOnlyDictionary<string, MethodSetting?>? MethodSettings { get; init; }

    public IReadOnlyDictionary<string, string?>? Variables { get; init; }

    public AccessLogSettings? AccessLogSettings { get; init; }

    public CanarySettings? CanarySettings { get; init; }

    public bool? TracingEnabled { get; init; }

    public string? WebAclArn { get; init; }

    public IReadOnlyDictionary<string, string?>? Tags { get; init; }

    public DateTimeOffset? CreatedDate { get; init; }

    public DateTimeOffset? LastUpdatedDate { get; init; }
}

internal sealed record MethodSetting
{
    public bool? MetricsEnabled { get; init; }

    public string? LoggingLevel { get; init; }

    public bool? DataTraceEnabled { get; init; }

    public double? ThrottlingBurstLimit { get; init; }

    public double? ThrottlingRateLimit { get; init; }

    public bool? CachingEnabled { get; init; }

    public int? CacheTtlInSeconds { get; init; }

    public bool? CacheDataEncrypted { get; init; }

    public bool? RequireAuthorizationForCacheControl { get; init; }
}

internal sealed record AccessLogSettings
{
    public string? Format { get; init; }

    public string? DestinationArn { get; init; }
}

internal sealed record CanarySettings
{
    public double? PercentTraffic { get; init; }

    public string? DeploymentId { get; init; }

    public IReadOnlyDictionary<string, string?>? StageVariableOverrides { get; init; }
}

internal sealed record RestResource
{
    public string? Id { get; init; }

    public string? Path { get; init; }

    public IReadOnlyDictionary<string, RestMethod?>? ResourceMethods { get; init; }
}

internal sealed record RestMethod
{
    public string? AuthorizationType { get; init; }

    public string? AuthorizerId { get; init; }

    public bool? ApiKeyRequired { get; init; }

    public string? RequestValidatorId { get; init; }

    public IReadOnlyList<string?>? AuthorizationScopes { get; init; }

    public IReadOnlyDictionary<string, bool?>? RequestParameters { get; init; }

    public IReadOnlyDictionary<string, string?>? RequestModels { get; init; }

    public RestIntegration? MethodIntegration { get; init; }
}

internal sealed record RestIntegration
{
    public string? Type { get; init; }

    public string? Uri { get; init; }

    public string? ConnectionType { get; init; }

    public string? ConnectionId { get; init; }

    public string? Credentials { get; init; }

    public IReadOnlyList<string?>? CacheKeyParameters { get; init; }

    public TlsConfig? TlsConfig { get; init; }

    /// <summary>By <c>integration.request.header.Name</c>; a fixed text stands in single quotes.</summary>
    public IReadOnlyDictionary<string, string?>? RequestParameters { get; init; }

    /// <summary>By content type.</summary>
    public IReadOnlyDictionary<string, string?>? RequestTemplates { get; init; }

    /// <summary>By status.</summary>
    public IReadOnlyDictionary<string, IntegrationResponse?>? IntegrationResponses { get; init; }
}

internal sealed record IntegrationResponse
{
    /// <summary>By <c>method.response.header.Name</c>; a fixed text stands in single quotes.</summary>
    public IReadOnlyDictionary<string, string?>? ResponseParameters { get; init; }

    /// <summary>By content type.</summary>
    public IReadOnlyDictionary<string, string?>? ResponseTemplates { get; init; }
}

internal sealed record TlsConfig
{
    public bool? InsecureSkipVerification { get; init; }
}

internal sealed record Deployment
{
    public DateTimeOffset? CreatedDate { get; init; }

    /// <summary>
    /// By path, then by verb. Null where the service (or an emulator) left it out: then the deployed methods are not known.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, DeployedMethod?>?>? ApiSummary { get; init; }
}

internal sealed record DeployedMethod
{
    public string? AuthorizationType { get; init; }

    public bool? ApiKeyRequired { get; init; }
}

internal sealed record RestAuthorizer
{
    public string? Id { get; init; }

    public string? Name { get; init; }

    public string? Type { get; init; }

    // The service writes it with three capitals at the end, unlike its other members.
    public IReadOnlyList<string?>? ProviderARNs { get; init; }

    public string? AuthorizerUri { get; init; }

    public string? IdentitySource { get; init; }

    public string? IdentityValidationExpression { get; init; }

    public int? AuthorizerResultTtlInSeconds { get; init; }

    /// <summary>In exports of HTTP APIs only.</summary>
    public JwtConfiguration? JwtConfiguration { get; init; }

    /// <summary>In exports of HTTP APIs only.</summary>
    public bool? EnableSimpleResponses { get; init; }
}

internal sealed record DomainName
{
    [System.Text.Json.Serialization.JsonPropertyName("domainName")]
    public string? Name { get; init; }

    public string? DomainNameId { get; init; }

    public string? DomainNameArn { get; init; }

    public string? CertificateArn { get; init; }

    public string? RegionalCertificateArn { get; init; }

    public EndpointConfiguration? EndpointConfiguration { get; init; }

    public string? DomainNameStatus { get; init; }

    public string? SecurityPolicy { get; init; }

    public string? EndpointAccessMode { get; init; }

    public IReadOnlyDictionary<string, string?>? Tags { get; init; }

    public MutualTlsAuthentication? MutualTlsAuthentication { get; init; }

    public string? Policy { get; init; }

    public string? RoutingMode { get; init; }
}

internal sealed record MutualTlsAuthentication
{
    public string? TruststoreUri { get; init; }

    public string? TruststoreVersion { get; init; }

    public IReadOnlyList<string?>? TruststoreWarnings { get; init; }
}

internal sealed record BasePathMapping
{
    public string? BasePath { get; init; }

    public string? RestApiId { get; init; }

    public string? Stage { get; init; }
}

internal sealed record UsagePlan
{
    public string? Id { get; init; }

    public string? Name { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<UsagePlanStage?>? ApiStages { get; init; }

    public ThrottleSettings? Throttle { get; init; }

    public Quota? Quota { get; init; }

    public IReadOnlyDictionary<string, string?>? Tags { get; init; }
}

internal sealed record UsagePlanStage
{
    public string? ApiId { get; init; }

    public string? Stage { get; init; }

    /// <summary>By <c>/path/VERB</c>.</summary>
    public IReadOnlyDictionary<string, ThrottleSettings?>? Throttle { get; init; }
}

internal sealed record Quota
{
    public long? Limit { get; init; }

    public string? Period { get; init; }
}
