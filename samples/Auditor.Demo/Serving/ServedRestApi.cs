namespace Auditor.Demo.Serving;

/// <summary>A REST API, its deployments and its stages.</summary>
internal static class ServedRestApi
{
    // What is taken out of the inventory has to be somewhere to be found.
    private const string Secret = "Kf7" + "hQ2xV9" + "mZ4tR8" + "wB1nL6" + "pY3";

    public static FakeRestApi Of(Api api)
    {
        var methods = api.Routes.ValueOr([]).Select(Method).ToImmutableArray();
        return new(api.Name)
        {
            Id = api.Id,
            Description = api.Description,
            CreatedDate = api.CreatedAt ?? default,
            EndpointTypes = [Words.Upper(api.EndpointType.Value)],
            IpAddressType = api.IpAddressType ?? "ipv4",
            VpcEndpointIds = api.VpcEndpointIds,
            // The inventory has it as API Gateway answers, or as its author wrote it; this takes it as written.
            Policy = api.ResourcePolicy?.Replace("\\\"", "\"", StringComparison.Ordinal),
            DisableExecuteApiEndpoint = api.DisableExecuteApiEndpoint,
            ApiKeySource = api.ApiKeySource ?? "HEADER",
            SecurityPolicy = api.SecurityPolicy,
            EndpointAccessMode = api.EndpointAccessMode,
            Tags = api.Tags.ToImmutableDictionary(StringComparer.Ordinal),
            Methods = methods,
            Authorizers = [.. api.Authorizers.ValueOr([]).Select(Authorizer)],
            Deployments = [.. api.Deployments.Select(deployment => Deployment(deployment, methods))],
            Stages = [.. api.Stages.Value.Select(Stage)],
            RequestValidators = [.. api.RequestValidators.ValueOr([]).Select(Validator)],
        };
    }

    private static FakeMethod Method(Route route) => new(route.Method ?? "", route.Path ?? "")
    {
        AuthorizationType = Words.Upper(route.Authorization.Value),
        AuthorizerId = route.AuthorizerId,
        AuthorizationScopes = route.AuthorizationScopes,
        ApiKeyRequired = route.ApiKeyRequired,
        RequestValidatorId = route.RequestValidatorId,
        RequestModels = route.ModelledContentTypes.ToImmutableDictionary(type => type, _ => "Body", StringComparer.Ordinal),
        RequestParameters = route.RequiredParameters.ToImmutableDictionary(parameter => parameter, _ => true, StringComparer.Ordinal),
        Integration = route.Integration.Value is { } integration ? Integration(integration) : null,
    };

    private static FakeIntegration Integration(Integration integration) => new()
    {
        Type = Words.Upper(integration.Type),
        HttpMethod = integration.Type is IntegrationType.Mock ? null : "POST",
        Uri = integration.Uri,
        ConnectionType = integration.ThroughVpcLink ? "VPC_LINK" : null,
        ConnectionId = integration.ConnectionId,
        Credentials = integration.CredentialsArn,
        InsecureSkipVerification = integration.InsecureSkipVerification ? true : null,
        CacheKeyParameters = integration.CacheKeyParameters,
        Responses = integration.AllowOrigin is { } origin
            ? ImmutableDictionary<string, FakeIntegrationResponse>.Empty.Add("200", FakeIntegrationResponse.Cors(origin))
            : [],
        RequestParameters = integration.SecretsIn is []
            ? []
            : ImmutableDictionary<string, string>.Empty.Add("integration.request.header.Authorization", $"'Bearer {Secret}'"),
    };

    private static FakeAuthorizer Authorizer(Authorizer authorizer) => new(authorizer.Name)
    {
        Id = authorizer.Id,
        Type = Words.Upper(authorizer.Type),
        AuthorizerUri = authorizer.Uri,
        ProviderArns = authorizer.ProviderArns,
        IdentitySource = authorizer.IdentitySources is [] ? null : string.Join(',', authorizer.IdentitySources),
        AuthorizerResultTtlInSeconds = authorizer.CacheSeconds,
        IdentityValidationExpression = authorizer.IdentityValidationExpression,
    };

    private static FakeRequestValidator Validator(RequestValidator validator) => new(validator.Id)
    {
        Id = validator.Id,
        ValidateRequestBody = validator.ValidatesBody,
        ValidateRequestParameters = validator.ValidatesParameters,
    };

    // What was different then is known of authorization and keys only; the rest is as it is configured.
    private static FakeDeployment Deployment(Deployment deployment, ImmutableArray<FakeMethod> methods) => new(deployment.Id)
    {
        CreatedDate = deployment.CreatedAt ?? default,
        Methods =
        [
            .. deployment.Methods.Value.Select(deployed =>
            {
                var key = deployed.Key.Split(' ', 2);
                var authorization = Words.Upper(deployed.Authorization.Value);
                var today = methods.FirstOrDefault(method => method.HttpMethod == key[0] && method.Path == key[1]) ?? new(key[0], key[1]);
                return today with
                {
                    AuthorizationType = authorization,
                    AuthorizerId = today.AuthorizationType == authorization ? today.AuthorizerId : null,
                    AuthorizationScopes = today.AuthorizationType == authorization ? today.AuthorizationScopes : [],
                    ApiKeyRequired = deployed.ApiKeyRequired,
                };
            }),
        ],
    };

    private static FakeStage Stage(Stage stage) => new(stage.Name)
    {
        DeploymentId = stage.DeploymentId,
        Description = stage.Description,
        CreatedDate = stage.CreatedAt ?? default,
        LastUpdatedDate = stage.LastUpdatedAt ?? default,
        ClientCertificateId = stage.ClientCertificateId,
        CacheClusterEnabled = stage.CacheClusterEnabled,
        TracingEnabled = stage.TracingEnabled,
        WebAclArn = stage.WebAclArn,
        AccessLogSettings = stage.AccessLog is { DestinationArn: { } destination } log ? new(destination, log.Format) : null,
        CanarySettings = stage.Canary is { } canary ? new(canary.DeploymentId) { PercentTraffic = canary.PercentTraffic } : null,
        MethodSettings = stage.Settings.ToImmutableDictionary(settings => Key(settings.Key), Settings, StringComparer.Ordinal),
        Variables = stage.Variables
            .ToImmutableDictionary(variable => variable.Name, variable => variable.Value ?? Secret, StringComparer.Ordinal),
        Tags = stage.Tags.ToImmutableDictionary(StringComparer.Ordinal),
    };

    // POST /orders is ~1orders/POST.
    private static string Key(string route) => route.Split(' ', 2) is [var method, var path]
        ? $"{path.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}/{method}"
        : "*/*";

    private static FakeMethodSetting Settings(RouteSettings settings) => new()
    {
        LoggingLevel = settings.LoggingLevel,
        DataTraceEnabled = settings.DataTraceEnabled,
        MetricsEnabled = settings.MetricsEnabled,
        ThrottlingRateLimit = settings.ThrottlingRate ?? -1,
        ThrottlingBurstLimit = (int)(settings.ThrottlingBurst ?? -1),
        CachingEnabled = settings.CachingEnabled,
        CacheTtlInSeconds = settings.CacheSeconds ?? 300,
        CacheDataEncrypted = settings.CacheDataEncrypted,
        RequireAuthorizationForCacheControl = settings.RequireAuthorizationForCacheControl is not false,
    };
}
