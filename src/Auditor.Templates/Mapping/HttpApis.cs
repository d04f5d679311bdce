using Auditor.Core.Inventory;
using Auditor.Core.Text;
using Auditor.Templates.Values;

namespace Auditor.Templates.Mapping;

/// <summary>
/// Makes the HTTP and WebSocket APIs of a template, and stand-ins for those that its stages and routes belong to and that are elsewhere.
/// </summary>
internal sealed class HttpApis(MappingContext context)
{
    private readonly RelatedResources _related = new(context);

    public ImmutableArray<Api> Read()
    {
        var written = context.OfType("AWS::ApiGatewayV2::Api").ToList();
        var ids = written.Select(resource => resource.Id).ToList();
        var outside = context.OfType(
            "AWS::ApiGatewayV2::Stage", "AWS::ApiGatewayV2::Route", "AWS::ApiGatewayV2::Authorizer", "AWS::ApiGatewayV2::Integration")
            .Select(part => context.ApiIdOf(part["ApiId"]))
            .Where(id => !ids.Contains(id))
            .Distinct(StringComparer.Ordinal);
        return
        [
            .. written.Select((resource, index) => Api(resource.Id, resource, index)),
            .. outside.ToList().Select((id, index) => Api(id, null, written.Count + index)),
        ];
    }

    private Api Api(string id, Resource? resource, int index)
    {
        var pointer = $"/scopes/0/httpAndWebSocketApis/{index}";
        bool Mine(Resource part) => context.ApiIdOf(part["ApiId"]) == id;
        var written = context.OfType("AWS::ApiGatewayV2::Route").Where(Mine).ToList();
        var authorizers = context.OfType("AWS::ApiGatewayV2::Authorizer").Where(Mine).ToList();
        var kind = KindOf(resource, written, context.OfType("AWS::ApiGatewayV2::Stage").Where(Mine));
        var overrides = context.OfType("AWS::ApiGatewayV2::ApiGatewayManagedOverrides").FirstOrDefault(Mine);
        var stages = Stages(context.OfType("AWS::ApiGatewayV2::Stage").Where(Mine), resource, overrides, kind, pointer);
        var body = resource?["BodyS3Location"] is not null ? "The API is described by a file in S3 (BodyS3Location)."
            : resource?["Body"] is { OpenBecause: { } open } and not MapValue ? open : null;
        var routes = written.Select((route, at) => Route(route, $"{pointer}/routes/{at}", kind))
            .DistinctBy(route => route.Key, StringComparer.Ordinal)
            .ToList();
        if (resource?["Target"] is { } target)
        {
            routes.Add(QuickCreated(resource, target, overrides, $"{pointer}/routes/{routes.Count}"));
        }

        if (routes.Count == 0 || body is not null)
        {
            var reason = body ?? $"The routes of API {Quote.Of(id)} are not in the template.";
            context.SourceMap[$"{pointer}/routes/{routes.Count}"] = new("route", null) { StandsIn = reason, StaysOpen = body is not null, Name = "$default" };
            routes.Add(RestApis.StandIn(kind is ApiKind.WebSocket ? "$connect" : "$default", reason, stays: body is not null));
        }

        if (stages is [])
        {
            context.SourceMap[$"{pointer}/stages/0"] = new("stage", null)
            {
                StandsIn = $"The stages of API {Quote.Of(id)} are not in the "
                + $"template.",
                Name = RestApis.UnknownStage
            };
            stages = [new() { Name = RestApis.UnknownStage, AutoDeploy = true }];
        }

        foreach (var (at, authorizer) in authorizers.Index())
        {
            context.SourceMap[$"{pointer}/authorizers/{at}"] = _related.Authorizer(authorizer);
        }

        var name = resource is null ? id : context.Text(resource["Name"]) ?? context.Text(resource["Body"]?["info"]?["title"]) ?? id;
        context.SourceMap[pointer] = new("api", resource)
        {
            StandsIn = resource is null ? $"API {Quote.Of(id)} is not in the template." : null,
            Name = name,
        };
        var outsideAuthorizer = written.FirstOrDefault(route => route["AuthorizerId"] is { } named
            && context.Referred(named) is null
            && (resource is null || named.OpenBecause is not null));
        return new()
        {
            Id = id,
            Name = name,
            Kind = kind,
            Description = context.Text(resource?["Description"]),
            EndpointType = EndpointType.Regional,
            IpAddressType = context.Text(resource?["IpAddressType"]),
            DisableExecuteApiEndpoint = resource is not null
                && context.Flag(resource["DisableExecuteApiEndpoint"], resource, "DisableExecuteApiEndpoint"),
            DisableSchemaValidation = resource is not null
                && context.Flag(resource["DisableSchemaValidation"], resource, "DisableSchemaValidation"),
            Cors = resource?["CorsConfiguration"] is { } cors ? new()
            {
                AllowCredentials = context.Flag(cors["AllowCredentials"], resource, "AllowCredentials"),
                AllowOrigins = context.Texts(cors["AllowOrigins"]),
                AllowMethods = context.Texts(cors["AllowMethods"]),
                AllowHeaders = context.Texts(cors["AllowHeaders"]),
            } : null,
            Tags = context.Tags(resource?["Tags"]),
            Stages = stages,
            Routes = routes.ToImmutableArray(),
            Authorizers = outsideAuthorizer is not null
                ? new Unknown($"The authorizer of {Quote.Of(context.Text(outsideAuthorizer["RouteKey"]) ?? "")} is not in the template.")
                : authorizers.Select(Authorizer).ToImmutableArray(),
            RequestValidators = ImmutableArray<RequestValidator>.Empty,
            GatewayResponses = ImmutableArray<GatewayResponse>.Empty,
            Usage = MappingContext.NotInTemplates("A template holds no usage."),
        };
    }

    private ApiKind KindOf(
        Resource? resource,
        List<Resource> routes,
        IEnumerable<Resource> stages) => context.Text(resource?["ProtocolType"])?.ToUpperInvariant() switch
        {
            "WEBSOCKET" => ApiKind.WebSocket,
            "HTTP" => ApiKind.Http,
            // A fragment tells by the form of its keys; settings that only WebSocket APIs have tell too.
            _ when routes.Exists(route => context.Text(route["RouteKey"]) is { } key and not "$default"
                && !key.Contains(" /", StringComparison.Ordinal)) => ApiKind.WebSocket,
            _ when resource?["RouteSelectionExpression"] is not null => ApiKind.WebSocket,
            _ when stages.Any(stage => stage["DefaultRouteSettings"]?["LoggingLevel"] is not null
                || stage["DefaultRouteSettings"]?["DataTraceEnabled"] is not null) => ApiKind.WebSocket,
            _ => ApiKind.Http,
        };

    private Authorizer Authorizer(Resource resource) => new()
    {
        Id = resource.Id,
        Name = context.Text(resource["Name"]) ?? resource.Id,
        Type = TypeNames.Authorizer(context.Text(resource["AuthorizerType"]) ?? (resource["JwtConfiguration"] is null ? "REQUEST" : "JWT")),
        Uri = context.Text(resource["AuthorizerUri"]),
        IdentitySources = context.Texts(resource["IdentitySource"]),
        CacheSeconds = context.Whole(resource["AuthorizerResultTtlInSeconds"], resource, "AuthorizerResultTtlInSeconds"),
        SimpleResponses = context.Flag(resource["EnableSimpleResponses"], resource, "EnableSimpleResponses"),
        IdentityValidationExpression = context.Text(resource["IdentityValidationExpression"]),
        JwtIssuer = context.Text(resource["JwtConfiguration"]?["Issuer"]),
        JwtAudience = context.Texts(resource["JwtConfiguration"]?["Audience"]),
    };

    private Route Route(Resource route, string pointer, ApiKind kind)
    {
        var key = context.Text(route["RouteKey"]) ?? "$default";
        var integration = BehindTarget(route["Target"]);
        context.SourceMap[pointer] = new("route", route)
        {
            Name = key,
            Related = _related.OfRoute(integration.Resource?.Properties, integration.Resource ?? route, route["AuthorizerId"]),
        };
        return new()
        {
            Key = key,
            Authorization = TypeNames.Authorization(route["AuthorizationType"]),
            AuthorizerId = context.Text(route["AuthorizerId"]),
            AuthorizationScopes = context.Texts(route["AuthorizationScopes"]),
            ApiKeyRequired = kind is ApiKind.WebSocket && context.Flag(route["ApiKeyRequired"], route, "ApiKeyRequired"),
            Integration = integration.Fact,
        };
    }

    private (Fact<Integration?> Fact, Resource? Resource) BehindTarget(Value? target)
    {
        const string Prefix = "integrations/";
        if (target is null)
        {
            return ((Integration?)null, null);
        }

        var text = context.Text(target) ?? "";
        var id = text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..] : text;
        return context.ById(id) is { Type: "AWS::ApiGatewayV2::Integration" } found
            ? (Integrations.OfResource(found, context), found)
            : (new Unknown(target.OpenBecause ?? "The integration is not in the template."), null);
    }

    // "Quick create": a route, an integration and a stage that deploys automatically; nobody is asked for anything (AWS::ApiGatewayV2::Api
    // Target).
    private Route QuickCreated(Resource api, Value target, Resource? overrides, string pointer)
    {
        var key = context.Text(api["RouteKey"]) ?? "$default";
        var text = context.Text(target) ?? "";
        var isFunction = !text.Contains("://", StringComparison.Ordinal);
        var written = overrides?["Route"];
        context.SourceMap[pointer] = new(
            "route", overrides is not null && written is not null ? overrides : api)
        { Part = written ?? api["Target"], Name = key };
        return new()
        {
            Key = key,
            Authorization = TypeNames.Authorization(written?["AuthorizationType"]),
            AuthorizerId = context.Text(written?["AuthorizerId"]),
            AuthorizationScopes = context.Texts(written?["AuthorizationScopes"]),
            Integration = new Integration
            {
                Type = isFunction ? IntegrationType.AwsProxy : IntegrationType.HttpProxy,
                Uri = text,
                CredentialsArn = context.Text(api["CredentialsArn"]),
            },
        };
    }

    private ImmutableArray<Stage> Stages(IEnumerable<Resource> resources, Resource? api, Resource? overrides, ApiKind kind, string pointer)
    {
        var stages = ImmutableArray.CreateBuilder<Stage>();
        foreach (var resource in resources)
        {
            stages.Add(Stage(
                resource,
                resource.Properties,
                context.Text(resource["StageName"]) ?? "$default",
                kind,
                $"{pointer}/stages/{stages.Count}"));
        }

        if (api?["Target"] is not null && stages.All(stage => stage.Name != "$default"))
        {
            stages.Add(Stage(
                overrides ?? api,
                overrides?["Stage"] as MapValue ?? new MapValue(api.Place, []),
                "$default",
                kind,
                $"{pointer}/stages/{stages.Count}"));
        }

        return stages.ToImmutable();
    }

    // NOTE: a template says what will be deployed, so a stage without automatic deployment serves the template's routes too.
    private Stage Stage(Resource resource, MapValue properties, string name, ApiKind kind, string pointer)
    {
        var log = properties["AccessLogSettings"] ?? properties["AccessLogSetting"];
        context.SourceMap[pointer] = new("stage", resource) { Name = name, Related = _related.OfStage(log?["DestinationArn"], null) };
        return new()
        {
            Name = name,
            Description = context.Text(properties["Description"]),
            AutoDeploy = true,
            AccessLog = AccessLogs.Of(log, context),
            ClientCertificateId = context.Text(properties["ClientCertificateId"]),
            Settings = Settings(properties, resource, kind),
            Variables = context.Variables(properties["StageVariables"]),
            Tags = context.Tags(properties["Tags"]),
            Usage = MappingContext.NotInTemplates("A template holds no usage."),
        };
    }

    private ImmutableArray<RouteSettings> Settings(MapValue properties, Resource resource, ApiKind kind)
    {
        var entries = new List<(string Key, Value Value)>();
        if (properties["DefaultRouteSettings"] is { } all)
        {
            entries.Add((RouteSettings.DefaultKey, all));
        }

        switch (properties["RouteSettings"])
        {
            case MapValue map:
                entries.AddRange(map.Properties.Select(property => (property.Name, property.Value)));
                break;
            case ListValue list:
                entries.AddRange(list.All.Select(item => (context.Text(item["RouteKey"]) ?? "$default", item)));
                break;
        }

        return
        [
            .. entries.Select(entry => new RouteSettings
            {
                Key = entry.Key,
                LoggingLevel = kind is ApiKind.Http
                    ? null
                    : context.Word(entry.Value["LoggingLevel"], resource, $"{entry.Key}.LoggingLevel", "INFO", "OFF"),
                DataTraceEnabled = kind is not ApiKind.Http
                    && context.Flag(entry.Value["DataTraceEnabled"], resource, $"{entry.Key}.DataTraceEnabled"),
                ThrottlingRate = context.Number(entry.Value["ThrottlingRateLimit"], resource, $"{entry.Key}.ThrottlingRateLimit"),
                ThrottlingBurst = context.Number(entry.Value["ThrottlingBurstLimit"], resource, $"{entry.Key}.ThrottlingBurstLimit"),
                MetricsEnabled = context.Flag(entry.Value["DetailedMetricsEnabled"], resource, $"{entry.Key}.DetailedMetricsEnabled"),
            }).DistinctBy(settings => settings.Key, StringComparer.Ordinal).OrderBy(settings => settings.Key, StringComparer.Ordinal),
        ];
    }
}
