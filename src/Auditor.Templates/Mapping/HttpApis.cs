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
        var ids = written.Select(resource => resource.Id).ToHashSet(StringComparer.Ordinal);
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
        IEnumerable<Resource> Mine(string type) => context.OfApi(type, "ApiId", id);
        var written = Mine("AWS::ApiGatewayV2::Route").ToList();
        var authorizers = Mine("AWS::ApiGatewayV2::Authorizer").ToList();
        var kind = KindOf(id, resource, written, [.. Mine("AWS::ApiGatewayV2::Stage")]);
        var overrides = Mine("AWS::ApiGatewayV2::ApiGatewayManagedOverrides").FirstOrDefault();
        var stages = Stages(Mine("AWS::ApiGatewayV2::Stage"), resource, overrides, kind, pointer);
        var body = resource?["BodyS3Location"] is not null ? "The API is described by a file in S3 (BodyS3Location)."
            : resource?["Body"] is { OpenBecause: { } open } and not MapValue ? open : null;
        var routes = WithKeys(written).Select((each, at) => Route(each.Key, each.Route, $"{pointer}/routes/{at}", kind)).ToList();
        if (resource?["Target"] is { } target)
        {
            routes.Add(QuickCreated(resource, target, overrides, $"{pointer}/routes/{routes.Count}"));
        }

        if (resource is null || (written.Count == 0 && body is null))
        {
            routes.AddRange(OfIntegrations(id, written, kind, $"{pointer}/routes", routes.Count));
        }

        if (routes.Count == 0 || body is not null)
        {
            var reason = body ?? $"The routes of API {Quote.Of(id)} are not in the template.";
            context.SourceMap[$"{pointer}/routes/{routes.Count}"] =
                new("route", null) { StandsIn = reason, StaysOpen = body is not null, Name = "$default" };
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
        string id,
        Resource? resource,
        List<Resource> routes,
        ImmutableArray<Resource> stages) => context.Text(resource?["ProtocolType"])?.ToUpperInvariant() switch
        {
            "WEBSOCKET" => ApiKind.WebSocket,
            "HTTP" => ApiKind.Http,
            // A fragment tells by the form of its keys, as far as they are known; settings that only WebSocket APIs have tell too.
            _ when routes.Exists(route => route["RouteKey"] is TextValue { Literal: { } key } && key is not "$default"
                && !key.Contains(" /", StringComparison.Ordinal)) => ApiKind.WebSocket,
            _ when resource?["RouteSelectionExpression"] is not null => ApiKind.WebSocket,
            _ when stages.Any(stage => stage["DefaultRouteSettings"]?["LoggingLevel"] is not null
                || stage["DefaultRouteSettings"]?["DataTraceEnabled"] is not null) => ApiKind.WebSocket,
            // Nothing but a stage is here. Of both kinds of APIs it looks the same, unless it has the name that HTTP APIs alone have.
            _ when resource is null
                && routes.TrueForAll(IsOfEitherKind)
                && stages.Any(stage => context.Text(stage["StageName"]) is not "$default")
                && context.Ask(
                    $"{id}.ProtocolType", 2, $"Whether API {Quote.Of(id)} is an HTTP or a WebSocket API is not in the template.") == 1 =>
                ApiKind.WebSocket,
            _ => ApiKind.Http,
        };

    private static bool IsOfEitherKind(Resource route) => route["RouteKey"] is not TextValue { Literal: { } key } || key is "$default";

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
        JwtIssuer = IssuerOf(resource),
        JwtAudience = context.Texts(resource["JwtConfiguration"]?["Audience"]),
    };

    // Of an address that is not known nobody can tell whether it is one with TLS.
    private string? IssuerOf(Resource authorizer)
    {
        var issuer = authorizer["JwtConfiguration"]?["Issuer"];
        var text = context.Text(issuer);
        return issuer is TextValue { OpenBecause: { } because }
            && text is not null
            && !text.StartsWith("http", StringComparison.OrdinalIgnoreCase)
            && context.Ask($"{authorizer.Id}.JwtConfiguration.Issuer", 2, because) == 0
            ? $"https://{text}"
            : text;
    }

    // Of one key there is one route. Keys that are missing or not known are not known to be the same.
    private IEnumerable<(string Key, Resource Route)> WithKeys(List<Resource> routes)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var route in routes)
        {
            var key = context.Text(route["RouteKey"]) ?? "$default";
            if (taken.Add(key) || (route["RouteKey"] is not TextValue { OpenBecause: null } && taken.Add(key = $"{key}({route.Id})")))
            {
                yield return (key, route);
            }
        }
    }

    private Route Route(string key, Resource route, string pointer, ApiKind kind)
    {
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

    // Integrations whose routes are described elsewhere: who may call those is not known, and where they lead is.
    private IEnumerable<Route> OfIntegrations(string id, List<Resource> routes, ApiKind kind, string pointer, int at)
    {
        var targets = routes.Select(route => TargetOf(route["Target"])).ToHashSet(StringComparer.Ordinal);
        var reason = $"The routes of API {Quote.Of(id)} are not in the template.";
        foreach (var integration in context.OfApi("AWS::ApiGatewayV2::Integration", "ApiId", id).Where(each => !targets.Contains(each.Id)))
        {
            var key = kind is ApiKind.WebSocket ? integration.Id : $"ANY /...({integration.Id})";
            context.SourceMap[$"{pointer}/{at++}"] = new("route", integration)
            {
                Name = key,
                Related = _related.OfRoute(integration.Properties, integration, null),
            };
            yield return new()
            {
                Key = key,
                Authorization = MappingContext.NotInTemplates(reason),
                Integration = Integrations.OfResource(integration, context),
            };
        }
    }

    private string TargetOf(Value? target)
    {
        const string Prefix = "integrations/";
        var text = context.Text(target) ?? "";
        return text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..] : text;
    }

    private (Fact<Integration?> Fact, Resource? Resource) BehindTarget(Value? target)
    {
        if (target is null)
        {
            return ((Integration?)null, null);
        }

        return context.ById(TargetOf(target)) is { Type: "AWS::ApiGatewayV2::Integration" } found
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
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var resource in resources)
        {
            var name = context.Text(resource["StageName"]) ?? "$default";
            // Two stages of one name are two, of whose names or APIs something is not known.
            if (!taken.Add(name) && !taken.Add(name = $"{name} ({resource.Id})"))
            {
                continue;
            }

            stages.Add(Stage(
                resource,
                resource.Properties,
                name,
                kind,
                $"{pointer}/stages/{stages.Count}"));
        }

        if (api?["Target"] is not null && !taken.Contains("$default"))
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
                    : context.LoggingLevel(entry.Value["LoggingLevel"], resource, $"{entry.Key}.LoggingLevel"),
                DataTraceEnabled = kind is not ApiKind.Http
                    && context.Flag(entry.Value["DataTraceEnabled"], resource, $"{entry.Key}.DataTraceEnabled"),
                ThrottlingRate = context.Number(entry.Value["ThrottlingRateLimit"], resource, $"{entry.Key}.ThrottlingRateLimit"),
                ThrottlingBurst = context.Number(entry.Value["ThrottlingBurstLimit"], resource, $"{entry.Key}.ThrottlingBurstLimit"),
                MetricsEnabled = context.Flag(entry.Value["DetailedMetricsEnabled"], resource, $"{entry.Key}.DetailedMetricsEnabled"),
            }).DistinctBy(settings => settings.Key, StringComparer.Ordinal).OrderBy(settings => settings.Key, StringComparer.Ordinal),
        ];
    }
}
