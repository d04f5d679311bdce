using Auditor.Aws.Caching;
using Auditor.Aws.Operations;
using Auditor.Aws.Reading;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Policies;

namespace Auditor.Aws.Services.ApiGateway;

/// <summary>Reads a REST API: its stages, what they serve, and the working copy behind it. Never a call for a single method.</summary>
internal sealed class RestApiReader(RegionReader region)
{
    /// <summary>Reads its stages and what they serve.</summary>
    /// <returns>Null when the API was deleted since it was listed.</returns>
    public async Task<ApiInProgress?> DeployedAsync(Wire.RestApi listed, string id, CancellationToken cancellationToken)
    {
        var api = Listed(listed, id);
        var reading = new ApiReading(region.Gaps, api.Name, region.Arn($"/restapis/{id}"));
        var stages = await reading.PartAsync(
            () => StagesAsync(id, cancellationToken), $"The stages of API {reading.Name} and everything on them.")
            .ConfigureAwait(false);
        api = api with { Stages = stages };
        NoteBrokenPolicy(api, reading);
        // Nobody can call an API without a stage.
        if (reading.IsDeleted || stages.ValueOr([]) is [] || !region.Needs(Prerequisites.OfExports))
        {
            return reading.IsDeleted ? null : new(api, null);
        }

        var known = region.Earlier?.Of(api);
        api = api with { Deployments = await DeploymentsAsync(api, known?.Api, reading, cancellationToken).ConfigureAwait(false) };
        var isStandInNeeded = api.Deployments.Any(deployment => !deployment.Definition.IsKnown)
            || stages.Value.Any(stage => stage.DeploymentId is null);
        switch (region.Options.WorkingCopies)
        {
            case WorkingCopies.None when !isStandInNeeded:
                api = WorkingCopy.LeftOut(api);
                region.Keep(api, 0, RestApiOperations.GetExport);
                return new(api, null);
            case WorkingCopies.Rotate when known is { Api.WorkingCopyLeftOut: false } && IsCurrent(known.Api, api):
                return new(WithEarlier(api, known, reading), null);
            default:
                return new(api, stop => WithWorkingCopyAsync(api, reading, stop));
        }
    }

    /// <summary>Goes on with an API of which everything deployed was read.</summary>
    /// <returns>Null when the API was deleted meanwhile.</returns>
    public Task<Api?> WithWorkingCopyAsync(Api deployed, CancellationToken cancellationToken) =>
        WithWorkingCopyAsync(deployed, new(region.Gaps, deployed.Name, region.Arn($"/restapis/{deployed.Id}")), cancellationToken);

    // AWS takes only policies that are policies; what came otherwise came through something that broke it. Verdicts that hang on it say the
    // same.
    private void NoteBrokenPolicy(Api api, ApiReading reading)
    {
        if (api.ResourcePolicy is { } policy
            && PolicyDocument.Read(policy, $"The resource policy of API {reading.Name}").Unknown is { } broken)
        {
            region.Gaps.Add(
                RestApiOperations.GetRestApis.Id,
                "MalformedPolicy",
                broken.Because,
                reading.Arn,
                $"Who can call API {reading.Name}.");
        }
    }

    // The list shows the working copy's policy and settings every night: when they change, so may the rest have.
    private static bool IsCurrent(Api known, Api api) =>
        LiveIds(api).All(id => known.Deployments.Any(deployment => deployment.Id == id))
        && (known.ResourcePolicy, known.DisableExecuteApiEndpoint, known.ApiKeySource) == (api.ResourcePolicy, api.DisableExecuteApiEndpoint, api.ApiKeySource);

    private static ImmutableArray<string> LiveIds(Api api)
    {
        var stages = api.Stages.ValueOr([]);
        return [.. stages.Select(stage => stage.DeploymentId).Concat(stages.Select(stage => stage.Canary?.DeploymentId)).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    // What is deployed has been looked at; the working copy has its turn some night.
    private Api WithEarlier(Api api, CachedApi known, ApiReading reading)
    {
        var earlier = WorkingCopy.Take(known, api);
        region.Earlier?.Add(new(earlier, known.ReadAt, known.Calls, async () =>
        {
            var attempt = region.Attempt();
            var anew = await new RestApiReader(attempt)
                .WithWorkingCopyAsync(api, new(attempt.Gaps, api.Name, reading.Arn), CancellationToken.None)
                .ConfigureAwait(false);
            return region.Takes(attempt, RestApiOperations.GetExport) ? anew : null;
        }));
        return earlier;
    }

    /// <returns>Null when the API was deleted meanwhile.</returns>
    private async Task<Api?> WithWorkingCopyAsync(Api api, ApiReading reading, CancellationToken cancellationToken)
    {
        var before = region.Pages;
        api = await WithRoutesAsync(api, reading, cancellationToken).ConfigureAwait(false);
        if (reading.IsDeleted)
        {
            return null;
        }

        api = WorkingCopy.WithIds(api);
        region.Keep(api, region.Pages - before, RestApiOperations.GetExport);
        return api;
    }

    private async Task<ImmutableArray<Deployment>> DeploymentsAsync(
        Api api, Api? known, ApiReading reading, CancellationToken cancellationToken) =>
        [.. await Task.WhenAll(LiveIds(api).Select(id => DeploymentAsync(api, id, known?.Deployments.FirstOrDefault(deployment => deployment.Id == id), reading, cancellationToken))).ConfigureAwait(false)];

    // A deployment never changes: what is known of it stays true.
    private async Task<Deployment> DeploymentAsync(
        Api api, string id, Deployment? known, ApiReading reading, CancellationToken cancellationToken)
    {
        var deployment = known is { Methods.IsKnown: true } ? known
            : region.Needs(Needs.Routes) ? await SummaryAsync(api.Id, id, reading, cancellationToken).ConfigureAwait(false)
            : new() { Id = id };
        return known?.Definition is { IsKnown: true } or { Unknown.Code: ServedApi.RefusedExport }
            ? deployment with { Definition = known.Definition }
            : deployment with { Definition = await new ExportReader(region).OfRestApiAsync(api, deployment, reading, cancellationToken).ConfigureAwait(false) };
    }

    private static Api Listed(Wire.RestApi listed, string id) => new()
    {
        Id = id,
        Name = listed.Name ?? id,
        Kind = ApiKind.Rest,
        Description = listed.Description,
        CreatedAt = listed.CreatedDate,
        EndpointType = ApiGatewayValues.Endpoint(listed.EndpointConfiguration, RestApiOperations.GetRestApis.Id),
        VpcEndpointIds = AnswerTexts.Texts(listed.EndpointConfiguration?.VpcEndpointIds),
        IpAddressType = listed.EndpointConfiguration?.IpAddressType,
        DisableExecuteApiEndpoint = listed.DisableExecuteApiEndpoint ?? false,
        SecurityPolicy = listed.SecurityPolicy,
        EndpointAccessMode = listed.EndpointAccessMode,
        ApiKeySource = listed.ApiKeySource,
        ResourcePolicy = AnswerTexts.Given(listed.Policy),
        Tags = AnswerTexts.Tags(listed.Tags),
    };

    private async Task<Api> WithRoutesAsync(Api api, ApiReading reading, CancellationToken cancellationToken)
    {
        if (region.Needs(Prerequisites.OfWorkingCopies))
        {
            api = api with
            {
                Routes = await reading.PartAsync(() => RoutesAsync(api.Id, cancellationToken), $"The working copy of the "
                + $"methods of API {reading.Name}: what its next deployment would change.").ConfigureAwait(false)
            };
        }

        var isNamed = api.Routes.ValueOr([]).Any(route => route.AuthorizerId is not null);
        if (((isNamed && region.Needs(Prerequisites.OfNamedAuthorizers)) || region.Needs(Prerequisites.OfAllAuthorizers))
            && !reading.IsDeleted)
        {
            api = api with { Authorizers = await reading.PartAsync(() => AuthorizersAsync(api.Id, cancellationToken), $"The authorizers of API {reading.Name}.").ConfigureAwait(false) };
        }

        return await new RestApiDetailReader(region).WithDetailsAsync(api, reading, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ImmutableArray<Stage>> StagesAsync(string apiId, CancellationToken cancellationToken)
    {
        var stages = await region.ListAsync(RestApiOperations.GetStages, new() { ["restapi_id"] = apiId }, cancellationToken)
            .ConfigureAwait(false);
        return
        [
            .. stages.Where(stage => stage.StageName is { Length: > 0 })
                .Select(stage => new Stage
                {
                    Name = stage.StageName ?? "",
                    Description = AnswerTexts.Given(stage.Description),
                    DeploymentId = stage.DeploymentId,
                    CreatedAt = stage.CreatedDate,
                    LastUpdatedAt = stage.LastUpdatedDate,
                    Canary = CanaryOf(stage.CanarySettings),
                    AccessLog = ApiGatewayValues.AccessLog(stage.AccessLogSettings),
                    ClientCertificateId = stage.ClientCertificateId,
                    TracingEnabled = stage.TracingEnabled ?? false,
                    CacheClusterEnabled = stage.CacheClusterEnabled ?? false,
                    WebAclArn = string.IsNullOrEmpty(stage.WebAclArn) ? null : stage.WebAclArn,
                    Settings = Settings(stage.MethodSettings),
                    Variables = ApiGatewayValues.Variables(stage.Variables),
                    Tags = AnswerTexts.Tags(stage.Tags),
                })
                .OrderBy(stage => stage.Name, StringComparer.Ordinal),
        ];
    }

    private static Canary? CanaryOf(Wire.CanarySettings? settings) => settings?.DeploymentId is { } deployment
        ? new()
        {
            DeploymentId = deployment,
            PercentTraffic = settings.PercentTraffic ?? 0,
            VariableOverrides = ApiGatewayValues.Variables(settings.StageVariableOverrides),
        }
        : null;

    private static ImmutableArray<RouteSettings> Settings(IReadOnlyDictionary<string, Wire.MethodSetting?>? settings) =>
    [
        .. (settings ?? ImmutableDictionary<string, Wire.MethodSetting?>.Empty)
            .Where(setting => setting.Value is not null)
            .Select(setting => new RouteSettings
            {
                Key = MethodKeys.OfSetting(setting.Key) ?? RouteSettings.DefaultKey,
                LoggingLevel = setting.Value?.LoggingLevel,
                DataTraceEnabled = setting.Value?.DataTraceEnabled ?? false,
                ThrottlingRate = ApiGatewayValues.Limit(setting.Value?.ThrottlingRateLimit),
                ThrottlingBurst = ApiGatewayValues.Limit(setting.Value?.ThrottlingBurstLimit),
                MetricsEnabled = setting.Value?.MetricsEnabled ?? false,
                CachingEnabled = setting.Value?.CachingEnabled ?? false,
                CacheSeconds = setting.Value?.CacheTtlInSeconds,
                CacheDataEncrypted = setting.Value?.CacheDataEncrypted ?? false,
                RequireAuthorizationForCacheControl = setting.Value?.RequireAuthorizationForCacheControl,
            })
            .OrderBy(setting => setting.Key, StringComparer.Ordinal),
    ];

    private async Task<ImmutableArray<Route>> RoutesAsync(string apiId, CancellationToken cancellationToken)
    {
        var resources = await region.ListAsync(RestApiOperations.GetResources, new() { ["restapi_id"] = apiId }, cancellationToken)
            .ConfigureAwait(false);
        return
        [
            .. resources
                .SelectMany(resource => (resource.ResourceMethods ?? ImmutableDictionary<string, Wire.RestMethod?>.Empty)
                    .Select(method => Route(resource, method.Key, method.Value)))
                .DistinctBy(route => route.Key, StringComparer.Ordinal)
                .OrderBy(route => route.Key, StringComparer.Ordinal),
        ];
    }

    // A method without members is what the service sends when it was not asked to embed them: nothing is known then, least of all that it
    // is open.
    private static Route Route(Wire.RestResource resource, string verb, Wire.RestMethod? method) => new()
    {
        Key = MethodKeys.Of(resource.Path ?? "/", verb),
        Id = resource.Id,
        Authorization = ApiGatewayValues.Authorization(method?.AuthorizationType, RestApiOperations.GetResources.Id),
        AuthorizerId = method?.AuthorizerId,
        AuthorizationScopes = AnswerTexts.Texts(method?.AuthorizationScopes),
        ApiKeyRequired = method?.ApiKeyRequired ?? false,
        RequestValidatorId = method?.RequestValidatorId,
        ModelledContentTypes = [.. (method?.RequestModels ?? ImmutableDictionary<string, string?>.Empty).Keys.Order(StringComparer.Ordinal)],
        RequiredParameters = [.. (method?.RequestParameters ?? ImmutableDictionary<string, bool?>.Empty).Where(parameter => parameter.Value is true).Select(parameter => parameter.Key).Order(StringComparer.Ordinal)],
        Integration = method?.AuthorizationType is null
            ? new Unknown($"The answer of {RestApiOperations.GetResources.Id} has no members for the method.")
            {
                Operation = RestApiOperations.GetResources.Id,
                Code = "MissingMember",
            }
            : Integration(method.MethodIntegration),
    };

    internal static Fact<Integration?> Integration(Wire.RestIntegration? integration)
    {
        if (integration is null)
        {
            return (Integration?)null;
        }

        var cors = RestCors.OfIntegration(
            (integration.IntegrationResponses ?? ImmutableDictionary<string, Wire.IntegrationResponse?>.Empty).Values);
        return new Integration
        {
            Type = ApiGatewayValues.Integration(integration.Type),
            Uri = integration.Uri,
            ThroughVpcLink = integration.ConnectionType is "VPC_LINK",
            ConnectionId = integration.ConnectionId,
            CredentialsArn = integration.Credentials,
            InsecureSkipVerification = integration.TlsConfig?.InsecureSkipVerification ?? false,
            CacheKeyParameters = AnswerTexts.Texts(integration.CacheKeyParameters),
            AllowOrigin = cors.AllowOrigin,
            AllowCredentials = cors.AllowCredentials,
            SecretsIn = ApiGatewayValues.SecretsIn(
                integration.RequestParameters, integration.RequestTemplates, integration.IntegrationResponses?.Values ?? []),
        };
    }

    private async Task<Deployment> SummaryAsync(string apiId, string deploymentId, ApiReading reading, CancellationToken cancellationToken)
    {
        var answer = await reading.ReferenceAsync(
            () =>
                region.CallAsync(
                    RestApiOperations.GetDeployment, new() { ["restapi_id"] = apiId, ["deployment_id"] = deploymentId }, cancellationToken),
            $"{reading.Arn}/deployments/{deploymentId}",
            $"What deployment {deploymentId} of API {reading.Name} asks of callers.").ConfigureAwait(false);
        return new()
        {
            Id = deploymentId,
            CreatedAt = answer.IsKnown ? answer.Value.CreatedDate : null,
            Methods = answer.Unknown is { } reason ? reason : Methods(answer.Value),
        };
    }

    private static Fact<ImmutableArray<DeployedMethod>> Methods(Wire.Deployment deployment)
    {
        if (deployment.ApiSummary is not { } summary)
        {
            return new Unknown($"The answer of {RestApiOperations.GetDeployment.Id} has no summary of what is deployed.")
            {
                Operation = RestApiOperations.GetDeployment.Id,
                Code = "MissingMember",
            };
        }

        return ImmutableArray.CreateRange(summary
            .SelectMany(path => (path.Value ?? ImmutableDictionary<string, Wire.DeployedMethod?>.Empty).Select(method => new DeployedMethod
            {
                Key = MethodKeys.Of(path.Key, method.Key),
                Authorization = ApiGatewayValues.Authorization(method.Value?.AuthorizationType, RestApiOperations.GetDeployment.Id),
                ApiKeyRequired = method.Value?.ApiKeyRequired ?? false,
            }))
            .OrderBy(method => method.Key, StringComparer.Ordinal));
    }

    private async Task<ImmutableArray<Authorizer>> AuthorizersAsync(string apiId, CancellationToken cancellationToken)
    {
        var authorizers = await region.ListAsync(RestApiOperations.GetAuthorizers, new() { ["restapi_id"] = apiId }, cancellationToken)
            .ConfigureAwait(false);
        return
        [
            .. authorizers.Where(authorizer => authorizer.Id is { Length: > 0 })
                .Select(Authorizer)
                .DistinctBy(authorizer => authorizer.Id, StringComparer.Ordinal)
                .OrderBy(authorizer => authorizer.Id, StringComparer.Ordinal),
        ];
    }

    internal static Authorizer Authorizer(Wire.RestAuthorizer authorizer) => new()
    {
        Id = authorizer.Id ?? "",
        Name = authorizer.Name ?? authorizer.Id ?? "",
        Type = ApiGatewayValues.Authorizer(authorizer.Type),
        Uri = authorizer.AuthorizerUri,
        ProviderArns = AnswerTexts.Texts(authorizer.ProviderARNs),
        IdentitySources = [.. (authorizer.IdentitySource ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
        CacheSeconds = authorizer.AuthorizerResultTtlInSeconds,
        IdentityValidationExpression = authorizer.IdentityValidationExpression,
        SimpleResponses = authorizer.EnableSimpleResponses ?? false,
        JwtIssuer = authorizer.JwtConfiguration?.Issuer,
        JwtAudience = AnswerTexts.Texts(authorizer.JwtConfiguration?.Audience),
    };
}
