using Auditor.Aws.Operations;
using Auditor.Aws.Reading;
using Auditor.Aws.Services.ApiGateway;
using Auditor.Core.Inventory;

namespace Auditor.Aws.Services.ApiGatewayV2;

/// <summary>Reads an HTTP or WebSocket API: stages, routes, authorizers, integrations, one list each.</summary>
internal sealed class HttpApiReader(RegionReader region)
{
    /// <returns>Null when the API was deleted since it was listed.</returns>
    public async Task<Api?> ReadAsync(Wire.HttpApi listed, string id, ApiKind kind, CancellationToken cancellationToken)
    {
        var api = Listed(listed, id, kind);
        var reading = new ApiReading(region.Gaps, api.Name, region.Arn($"/apis/{id}"));
        var stages = await reading.PartAsync(
            () => StagesAsync(id, kind, cancellationToken), $"The stages of API {reading.Name} and everything on them.")
            .ConfigureAwait(false);
        api = api with { Stages = stages };
        if (reading.IsDeleted || stages.ValueOr([]) is [] || !region.Needs(Prerequisites.OfWorkingCopies | Prerequisites.OfAllAuthorizers))
        {
            return reading.IsDeleted ? null : api;
        }

        var known = region.Earlier?.Of(api);
        if (known is null || !IsCurrent(known.Api, api))
        {
            return await ReadAnewAsync(api, known?.Api, reading, cancellationToken).ConfigureAwait(false);
        }

        var earlier = WorkingCopy.Take(known, api) with { Deployments = known.Api.Deployments };
        region.Earlier?.Add(new(earlier, known.ReadAt, known.Calls, async () =>
        {
            var attempt = region.Attempt();
            var anew = await new HttpApiReader(attempt)
                .ReadAnewAsync(api, known.Api, new(attempt.Gaps, api.Name, reading.Arn), cancellationToken)
                .ConfigureAwait(false);
            return region.Takes(attempt, HttpApiOperations.ExportApi) ? anew : null;
        }));
        return earlier;
    }

    // A stage that deploys automatically gets a new deployment with each change, so the same one means that nothing was changed. Without
    // such a stage, what is live is in the deployments: as long as they are the same, the reading of then is as near to them as one of now.
    // Where a stage has no deployment or the last automatic one failed, nothing proves anything.
    private static bool IsCurrent(Api known, Api api) =>
        known.Stages.IsKnown
        && known.Stages.Value.Select(Deployed).SequenceEqual(api.Stages.Value.Select(Deployed))
        && api.Stages.Value.All(stage => stage.DeploymentId is not null && (!stage.AutoDeploy || stage.ServesConfiguration));

    private static (string, string?, bool, DateTimeOffset?, string?) Deployed(Stage stage) =>
        (stage.Name, stage.DeploymentId, stage.AutoDeploy, stage.AutoDeploy
            ? stage.LastUpdatedAt
            : null, stage.LastDeploymentStatusMessage);

    /// <returns>Null when the API was deleted meanwhile.</returns>
    private async Task<Api?> ReadAnewAsync(Api api, Api? known, ApiReading reading, CancellationToken cancellationToken)
    {
        api = api with { Deployments = await DeploymentsAsync(api, known, reading, cancellationToken).ConfigureAwait(false) };
        var before = region.Pages;
        var id = api.Id;
        if (region.Needs(Prerequisites.OfWorkingCopies))
        {
            var integrations = await reading.PartAsync(
                () => IntegrationsAsync(id, cancellationToken), $"What is behind the routes of API {reading.Name}.")
                .ConfigureAwait(false);
            if (!reading.IsDeleted)
            {
                api = api with { Routes = await reading.PartAsync(() => RoutesAsync(id, integrations, cancellationToken), $"The routes of API {reading.Name}.").ConfigureAwait(false) };
            }
        }

        var isNamed = api.Routes.ValueOr([]).Any(route => route.AuthorizerId is not null);
        if (((isNamed && region.Needs(Prerequisites.OfNamedAuthorizers)) || region.Needs(Prerequisites.OfAllAuthorizers))
            && !reading.IsDeleted)
        {
            api = api with { Authorizers = await reading.PartAsync(() => AuthorizersAsync(id, cancellationToken), $"The authorizers of API {reading.Name}.").ConfigureAwait(false) };
        }

        if (reading.IsDeleted)
        {
            return null;
        }

        api = WorkingCopy.WithIds(api);
        region.Keep(api, region.Pages - before, HttpApiOperations.ExportApi);
        return api;
    }

    // Where the configuration is live at once there is nothing to export, and WebSocket APIs cannot be exported.
    private async Task<ImmutableArray<Deployment>> DeploymentsAsync(
        Api api, Api? known, ApiReading reading, CancellationToken cancellationToken)
    {
        if (api.Kind is not ApiKind.Http)
        {
            return [];
        }

        var stages = api.Stages.Value.Where(stage => !stage.ServesConfiguration && stage.DeploymentId is not null)
            .DistinctBy(stage => stage.DeploymentId, StringComparer.Ordinal);
        var deployments = await Task.WhenAll(stages.Select(async stage => known?.Deployments.FirstOrDefault(deployment => deployment.Id == stage.DeploymentId && deployment.Definition.IsKnown)
            ?? new Deployment { Id = stage.DeploymentId ?? "", Definition = await ExportAsync(api, stage, reading, cancellationToken).ConfigureAwait(false) }))
                .ConfigureAwait(false);
        return [.. deployments.OrderBy(deployment => deployment.Id, StringComparer.Ordinal)];
    }

    private Task<Fact<DeployedDefinition>> ExportAsync(
        Api api, Stage stage, ApiReading reading, CancellationToken cancellationToken) => new ExportReader(region).ReadAsync(
        api,
        stage,
        HttpApiOperations.ExportApi,
        new() { ["apiId"] = api.Id, ["specification"] = "OAS30", ["stageName"] = stage.Name },
        null,
        reading,
        cancellationToken);

    private static Api Listed(Wire.HttpApi listed, string id, ApiKind kind) => new()
    {
        Id = id,
        Name = listed.Name ?? id,
        Kind = kind,
        Description = listed.Description,
        CreatedAt = listed.CreatedDate,
        EndpointType = EndpointType.Regional,
        IpAddressType = listed.IpAddressType,
        DisableExecuteApiEndpoint = listed.DisableExecuteApiEndpoint ?? false,
        DisableSchemaValidation = listed.DisableSchemaValidation ?? false,
        Cors = listed.CorsConfiguration is { } cors ? ApiGatewayValues.Cors(cors) : null,
        Tags = AnswerTexts.Tags(listed.Tags),
    };

    private async Task<ImmutableArray<Stage>> StagesAsync(string apiId, ApiKind kind, CancellationToken cancellationToken)
    {
        var stages = await region.ListAsync(HttpApiOperations.GetStages, new() { ["apiId"] = apiId }, cancellationToken)
            .ConfigureAwait(false);
        return
        [
            .. stages.Where(stage => stage.StageName is { Length: > 0 })
                .Select(stage => new Stage
                {
                    Name = stage.StageName ?? "",
                    Description = AnswerTexts.Given(stage.Description),
                    DeploymentId = stage.DeploymentId,
                    AutoDeploy = stage.AutoDeploy ?? false,
                    LastDeploymentStatusMessage = AnswerTexts.Given(stage.LastDeploymentStatusMessage),
                    CreatedAt = stage.CreatedDate,
                    LastUpdatedAt = stage.LastUpdatedDate,
                    AccessLog = ApiGatewayValues.AccessLog(stage.AccessLogSettings),
                    ClientCertificateId = stage.ClientCertificateId,
                    Settings = Settings(stage, kind),
                    Variables = ApiGatewayValues.Variables(stage.StageVariables),
                    Tags = AnswerTexts.Tags(stage.Tags),
                })
                .DistinctBy(stage => stage.Name, StringComparer.Ordinal)
                .OrderBy(stage => stage.Name, StringComparer.Ordinal),
        ];
    }

    private static ImmutableArray<RouteSettings> Settings(Wire.HttpStage stage, ApiKind kind)
    {
        var ofRoutes = (stage.RouteSettings ?? ImmutableDictionary<string, Wire.RouteSettings?>.Empty)
            .Select(setting => (setting.Key, Setting: setting.Value));
        return
        [
            .. ofRoutes.Append((Key: RouteSettings.DefaultKey, Setting: stage.DefaultRouteSettings))
                .Where(entry => entry.Setting is not null)
                .Select(entry => new RouteSettings
                {
                    Key = entry.Key,
                    // HTTP APIs have no execution log, whatever stands in the answer.
                    LoggingLevel = kind is ApiKind.Http ? null : entry.Setting?.LoggingLevel,
                    DataTraceEnabled = kind is not ApiKind.Http && (entry.Setting?.DataTraceEnabled ?? false),
                    // 0 is a value, which answers every request with 429; what is not set is absent (aws-facts.md M.4).
                    ThrottlingRate = ApiGatewayValues.Limit(entry.Setting?.ThrottlingRateLimit),
                    ThrottlingBurst = ApiGatewayValues.Limit(entry.Setting?.ThrottlingBurstLimit),
                    MetricsEnabled = entry.Setting?.DetailedMetricsEnabled ?? false,
                })
                .OrderBy(setting => setting.Key, StringComparer.Ordinal),
        ];
    }

    private async Task<ImmutableArray<Route>> RoutesAsync(
        string apiId, Fact<ImmutableDictionary<string, Integration>> integrations, CancellationToken cancellationToken)
    {
        var routes = await region.ListAsync(HttpApiOperations.GetRoutes, new() { ["apiId"] = apiId }, cancellationToken)
            .ConfigureAwait(false);
        return
        [
            .. routes.Where(route => route.RouteKey is { Length: > 0 })
                .Select(route => new Route
                {
                    Key = route.RouteKey ?? "",
                    Id = route.RouteId,
                    IntegrationId = IdOfTarget(route.Target),
                    Authorization = ApiGatewayValues.Authorization(route.AuthorizationType, HttpApiOperations.GetRoutes.Id),
                    AuthorizerId = route.AuthorizerId,
                    AuthorizationScopes = AnswerTexts.Texts(route.AuthorizationScopes),
                    ApiKeyRequired = route.ApiKeyRequired ?? false,
                    Integration = BehindTarget(route.Target, integrations),
                })
                .DistinctBy(route => route.Key, StringComparer.Ordinal)
                .OrderBy(route => route.Key, StringComparer.Ordinal),
        ];
    }

    private static Fact<Integration?> BehindTarget(string? target, Fact<ImmutableDictionary<string, Integration>> integrations)
    {
        return IdOfTarget(target) is { } id ? integrations.Select(byId => byId.GetValueOrDefault(id)) : (Integration?)null;
    }

    private static string? IdOfTarget(string? target)
    {
        const string Prefix = "integrations/";
        return target?.StartsWith(Prefix, StringComparison.Ordinal) is true ? target[Prefix.Length..] : null;
    }

    private async Task<ImmutableDictionary<string, Integration>> IntegrationsAsync(string apiId, CancellationToken cancellationToken)
    {
        var integrations = await region.ListAsync(HttpApiOperations.GetIntegrations, new() { ["apiId"] = apiId }, cancellationToken)
            .ConfigureAwait(false);
        return integrations.Where(integration => integration.IntegrationId is not null)
            .DistinctBy(integration => integration.IntegrationId, StringComparer.Ordinal)
            .ToImmutableDictionary(
                integration => integration.IntegrationId ?? "",
                integration => new Integration
                {
                    Type = ApiGatewayValues.Integration(integration.IntegrationType),
                    Uri = integration.IntegrationUri,
                    ThroughVpcLink = integration.ConnectionType is "VPC_LINK",
                    ConnectionId = integration.ConnectionId,
                    CredentialsArn = integration.CredentialsArn,
                    HasTlsConfig = integration.TlsConfig is not null,
                    SecretsIn = ApiGatewayValues.SecretsIn(
                        integration.RequestParameters,
                        integration.RequestTemplates,
                        (integration.ResponseParameters?.Values ?? []).Select(parameters => new ApiGateway.Wire.IntegrationResponse { ResponseParameters = parameters })),
                },
                StringComparer.Ordinal);
    }

    private async Task<ImmutableArray<Authorizer>> AuthorizersAsync(string apiId, CancellationToken cancellationToken)
    {
        var authorizers = await region.ListAsync(HttpApiOperations.GetAuthorizers, new() { ["apiId"] = apiId }, cancellationToken)
            .ConfigureAwait(false);
        return
        [
            .. authorizers.Where(authorizer => authorizer.AuthorizerId is { Length: > 0 })
                .Select(authorizer => new Authorizer
                {
                    Id = authorizer.AuthorizerId ?? "",
                    Name = authorizer.Name ?? authorizer.AuthorizerId ?? "",
                    Type = ApiGatewayValues.Authorizer(authorizer.AuthorizerType),
                    Uri = authorizer.AuthorizerUri,
                    IdentitySources = AnswerTexts.Texts(authorizer.IdentitySource),
                    CacheSeconds = authorizer.AuthorizerResultTtlInSeconds,
                    SimpleResponses = authorizer.EnableSimpleResponses ?? false,
                    IdentityValidationExpression = authorizer.IdentityValidationExpression,
                    JwtIssuer = authorizer.JwtConfiguration?.Issuer,
                    JwtAudience = AnswerTexts.Texts(authorizer.JwtConfiguration?.Audience),
                })
                .DistinctBy(authorizer => authorizer.Id, StringComparer.Ordinal)
                .OrderBy(authorizer => authorizer.Id, StringComparer.Ordinal),
        ];
    }
}
