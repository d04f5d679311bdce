using Auditor.Aws.Operations;
using Auditor.Core.Inventory;

namespace Auditor.Aws.Collection;

/// <summary>Reads an HTTP or WebSocket API: stages, routes, authorizers, integrations, one list each.</summary>
internal sealed class HttpApiReader(RegionReader region)
{
    /// <returns>Null when the API was deleted since it was listed.</returns>
    public async Task<Api?> ReadAsync(Wire.HttpApi listed, string id, ApiKind kind, CancellationToken cancellationToken)
    {
        var api = Listed(listed, id, kind);
        var reading = new ApiReading(region.Gaps, api.Name, region.Arn($"/apis/{id}"));
        var stages = await reading.PartAsync(() => StagesAsync(id, kind, cancellationToken), $"The stages of API {reading.Name} and everything on them.").ConfigureAwait(false);
        api = api with { Stages = stages };
        if (reading.IsDeleted || stages.ValueOr([]) is [])
        {
            return reading.IsDeleted ? null : api;
        }

        if (region.Needs(Prerequisites.OfWorkingCopies))
        {
            var integrations = await reading.PartAsync(() => IntegrationsAsync(id, cancellationToken), $"What is behind the routes of API {reading.Name}.").ConfigureAwait(false);
            if (!reading.IsDeleted)
            {
                api = api with { Routes = await reading.PartAsync(() => RoutesAsync(id, integrations, cancellationToken), $"The routes of API {reading.Name}.").ConfigureAwait(false) };
            }
        }

        var isNamed = api.Routes.ValueOr([]).Any(route => route.AuthorizerId is not null);
        if ((isNamed || region.Needs(Prerequisites.OfAllAuthorizers)) && !reading.IsDeleted)
        {
            api = api with { Authorizers = await reading.PartAsync(() => AuthorizersAsync(id, cancellationToken), $"The authorizers of API {reading.Name}.").ConfigureAwait(false) };
        }

        return reading.IsDeleted ? null : api;
    }

    private static Api Listed(Wire.HttpApi listed, string id, ApiKind kind) => new()
    {
        Id = id,
        Name = listed.Name ?? id,
        Kind = kind,
        Description = SecretShape.OfText(listed.Description),
        CreatedAt = listed.CreatedDate,
        EndpointType = EndpointType.Regional,
        IpAddressType = listed.IpAddressType,
        DisableExecuteApiEndpoint = listed.DisableExecuteApiEndpoint ?? false,
        DisableSchemaValidation = listed.DisableSchemaValidation ?? false,
        Cors = listed.CorsConfiguration is { } cors
            ? new()
            {
                AllowCredentials = cors.AllowCredentials ?? false,
                AllowOrigins = WireWords.Texts(cors.AllowOrigins),
                AllowMethods = WireWords.Texts(cors.AllowMethods),
                AllowHeaders = WireWords.Texts(cors.AllowHeaders),
            }
            : null,
        Tags = WireWords.Tags(listed.Tags),
    };

    private async Task<ImmutableArray<Stage>> StagesAsync(string apiId, ApiKind kind, CancellationToken cancellationToken)
    {
        var stages = await region.ListAsync(HttpApiOperations.GetStages, new() { ["apiId"] = apiId }, cancellationToken).ConfigureAwait(false);
        return
        [
            .. stages.Where(stage => stage.StageName is { Length: > 0 })
                .Select(stage => new Stage
                {
                    Name = stage.StageName ?? "",
                    DeploymentId = stage.DeploymentId,
                    AutoDeploy = stage.AutoDeploy ?? false,
                    LastDeploymentStatusMessage = string.IsNullOrWhiteSpace(stage.LastDeploymentStatusMessage) ? null : SecretShape.OfMessage(stage.LastDeploymentStatusMessage),
                    CreatedAt = stage.CreatedDate,
                    LastUpdatedAt = stage.LastUpdatedDate,
                    AccessLog = WireWords.AccessLog(stage.AccessLogSettings),
                    ClientCertificateId = stage.ClientCertificateId,
                    Settings = Settings(stage, kind),
                    Variables = WireWords.Variables(stage.StageVariables),
                    Tags = WireWords.Tags(stage.Tags),
                })
                .DistinctBy(stage => stage.Name, StringComparer.Ordinal)
                .OrderBy(stage => stage.Name, StringComparer.Ordinal),
        ];
    }

    private static ImmutableArray<RouteSettings> Settings(Wire.HttpStage stage, ApiKind kind)
    {
        var ofRoutes = (stage.RouteSettings ?? ImmutableDictionary<string, Wire.RouteSettings?>.Empty).Select(setting => (setting.Key, Setting: setting.Value));
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
                    ThrottlingRate = Limit(entry.Setting?.ThrottlingRateLimit),
                    ThrottlingBurst = Limit(entry.Setting?.ThrottlingBurstLimit),
                    MetricsEnabled = entry.Setting?.DetailedMetricsEnabled ?? false,
                })
                .OrderBy(setting => setting.Key, StringComparer.Ordinal),
        ];
    }

    // The second interface answers 0 where nothing is set.
    private static double? Limit(double? value) => value is 0 ? null : WireWords.Limit(value);

    private async Task<ImmutableArray<Route>> RoutesAsync(string apiId, Fact<ImmutableDictionary<string, Integration>> integrations, CancellationToken cancellationToken)
    {
        var routes = await region.ListAsync(HttpApiOperations.GetRoutes, new() { ["apiId"] = apiId }, cancellationToken).ConfigureAwait(false);
        return
        [
            .. routes.Where(route => route.RouteKey is { Length: > 0 })
                .Select(route => new Route
                {
                    Key = route.RouteKey ?? "",
                    Authorization = WireWords.Authorization(route.AuthorizationType, HttpApiOperations.GetRoutes.Id),
                    AuthorizerId = route.AuthorizerId,
                    AuthorizationScopes = WireWords.Texts(route.AuthorizationScopes),
                    ApiKeyRequired = route.ApiKeyRequired ?? false,
                    Integration = BehindTarget(route.Target, integrations),
                })
                .DistinctBy(route => route.Key, StringComparer.Ordinal)
                .OrderBy(route => route.Key, StringComparer.Ordinal),
        ];
    }

    private static Fact<Integration?> BehindTarget(string? target, Fact<ImmutableDictionary<string, Integration>> integrations)
    {
        const string Prefix = "integrations/";
        return target?.StartsWith(Prefix, StringComparison.Ordinal) is true
            ? integrations.Select(byId => byId.GetValueOrDefault(target[Prefix.Length..]))
            : (Integration?)null;
    }

    private async Task<ImmutableDictionary<string, Integration>> IntegrationsAsync(string apiId, CancellationToken cancellationToken)
    {
        var integrations = await region.ListAsync(HttpApiOperations.GetIntegrations, new() { ["apiId"] = apiId }, cancellationToken).ConfigureAwait(false);
        return integrations.Where(integration => integration.IntegrationId is not null)
            .DistinctBy(integration => integration.IntegrationId, StringComparer.Ordinal)
            .ToImmutableDictionary(
                integration => integration.IntegrationId ?? "",
                integration => new Integration
                {
                    Type = WireWords.Integration(integration.IntegrationType),
                    Uri = SecretShape.OfAddress(integration.IntegrationUri),
                    ThroughVpcLink = integration.ConnectionType is "VPC_LINK",
                    ConnectionId = integration.ConnectionId,
                    CredentialsArn = integration.CredentialsArn,
                    HasTlsConfig = integration.TlsConfig is not null,
                },
                StringComparer.Ordinal);
    }

    private async Task<ImmutableArray<Authorizer>> AuthorizersAsync(string apiId, CancellationToken cancellationToken)
    {
        var authorizers = await region.ListAsync(HttpApiOperations.GetAuthorizers, new() { ["apiId"] = apiId }, cancellationToken).ConfigureAwait(false);
        return
        [
            .. authorizers.Where(authorizer => authorizer.AuthorizerId is { Length: > 0 })
                .Select(authorizer => new Authorizer
                {
                    Id = authorizer.AuthorizerId ?? "",
                    Name = authorizer.Name ?? authorizer.AuthorizerId ?? "",
                    Type = WireWords.Authorizer(authorizer.AuthorizerType),
                    Uri = SecretShape.OfAddress(authorizer.AuthorizerUri),
                    IdentitySources = WireWords.Texts(authorizer.IdentitySource),
                    CacheSeconds = authorizer.AuthorizerResultTtlInSeconds,
                    SimpleResponses = authorizer.EnableSimpleResponses ?? false,
                    IdentityValidationExpression = SecretShape.OfText(authorizer.IdentityValidationExpression),
                    JwtIssuer = authorizer.JwtConfiguration?.Issuer is { } issuer ? SecretShape.OfMessage(issuer) : null,
                    JwtAudience = WireWords.Texts(authorizer.JwtConfiguration?.Audience),
                })
                .DistinctBy(authorizer => authorizer.Id, StringComparer.Ordinal)
                .OrderBy(authorizer => authorizer.Id, StringComparer.Ordinal),
        ];
    }
}
