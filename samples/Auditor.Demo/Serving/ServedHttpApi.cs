namespace Auditor.Demo.Serving;

/// <summary>An HTTP or WebSocket API and its stages.</summary>
internal static class ServedHttpApi
{
    public static FakeApi Of(Api api) => new(api.Name, api.Kind is ApiKind.WebSocket ? "WEBSOCKET" : "HTTP")
    {
        Id = api.Id,
        Description = api.Description,
        CreatedDate = api.CreatedAt ?? default,
        IpAddressType = api.IpAddressType ?? "ipv4",
        DisableExecuteApiEndpoint = api.DisableExecuteApiEndpoint,
        DisableSchemaValidation = api.Kind is ApiKind.WebSocket ? api.DisableSchemaValidation : null,
        CorsConfiguration = api.Cors is { } cors
            ? new()
            {
                AllowCredentials = cors.AllowCredentials,
                AllowOrigins = cors.AllowOrigins,
                AllowMethods = cors.AllowMethods,
                AllowHeaders = cors.AllowHeaders,
            }
            : null,
        Tags = api.Tags.ToImmutableDictionary(StringComparer.Ordinal),
        Routes =
        [
            .. api.Routes.Value.Select(route => new FakeRoute(route.Key)
            {
                AuthorizationType = Words.Upper(route.Authorization.Value),
                AuthorizerId = route.AuthorizerId,
                AuthorizationScopes = route.AuthorizationScopes,
                ApiKeyRequired = route.ApiKeyRequired,
                IntegrationId = route.Integration.Value is null ? null : IntegrationId(route),
            }),
        ],
        Integrations = [.. api.Routes.Value.Where(route => route.Integration.Value is not null).Select(Integration)],
        Authorizers = [.. api.Authorizers.Value.Select(authorizer => Authorizer(authorizer, api))],
        Stages = [.. api.Stages.Value.Select(Stage)],
    };

    private static string IntegrationId(Route route) => FakeId.Of("integration", route.Key, 7);

    private static FakeApiIntegration Integration(Route route)
    {
        var integration = route.Integration.Value ?? throw new ArgumentException("It has no integration.", nameof(route));
        return new(IntegrationId(route))
        {
            Type = Words.Upper(integration.Type),
            Uri = integration.Uri,
            Method = "POST",
            ConnectionType = integration.ThroughVpcLink ? "VPC_LINK" : "INTERNET",
            ConnectionId = integration.ConnectionId,
            CredentialsArn = integration.CredentialsArn,
            ServerNameToVerify = integration.HasTlsConfig ? "tracking.acme-shop.example" : null,
        };
    }

    private static FakeApiAuthorizer Authorizer(Authorizer authorizer, Api api) => new(authorizer.Name)
    {
        Id = authorizer.Id,
        Type = Words.Upper(authorizer.Type),
        AuthorizerUri = authorizer.Uri,
        AuthorizerPayloadFormatVersion = authorizer.Uri is not null && api.Kind is ApiKind.Http ? "2.0" : null,
        AuthorizerResultTtlInSeconds = authorizer.CacheSeconds,
        EnableSimpleResponses = authorizer.SimpleResponses ? true : null,
        IdentitySource = authorizer.IdentitySources,
        IdentityValidationExpression = authorizer.IdentityValidationExpression,
        Issuer = authorizer.JwtIssuer,
        Audience = authorizer.JwtAudience,
    };

    private static FakeApiStage Stage(Stage stage) => new(stage.Name)
    {
        Description = stage.Description,
        AutoDeploy = stage.AutoDeploy,
        DeploymentId = stage.DeploymentId,
        LastDeploymentStatusMessage = stage.LastDeploymentStatusMessage,
        ClientCertificateId = stage.ClientCertificateId,
        CreatedDate = stage.CreatedAt ?? default,
        LastUpdatedDate = stage.LastUpdatedAt ?? default,
        AccessLogSettings = stage.AccessLog is { DestinationArn: { } destination } log ? new(destination, log.Format) : null,
        DefaultRouteSettings = stage.DefaultSettings is { } settings ? Settings(settings) : new(),
        RouteSettings = stage.Settings.Where(settings => settings.Key is not RouteSettings.DefaultKey)
            .ToImmutableDictionary(settings => settings.Key, Settings, StringComparer.Ordinal),
        StageVariables = stage.Variables
            .ToImmutableDictionary(variable => variable.Name, variable => variable.Value ?? "", StringComparer.Ordinal),
        Tags = stage.Tags.ToImmutableDictionary(StringComparer.Ordinal),
    };

    private static FakeRouteSettings Settings(RouteSettings settings) => new()
    {
        DataTraceEnabled = settings.DataTraceEnabled,
        DetailedMetricsEnabled = settings.MetricsEnabled,
        LoggingLevel = settings.LoggingLevel,
        ThrottlingRateLimit = settings.ThrottlingRate,
        ThrottlingBurstLimit = (int?)settings.ThrottlingBurst,
    };
}
