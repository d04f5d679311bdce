using Auditor.Core.Inventory;
using Auditor.Core.Text;
using Auditor.Templates.Values;

namespace Auditor.Templates.Mapping;

/// <summary>
/// Makes the REST APIs of a template, and stand-ins for those that its stages and methods belong to and that are elsewhere.
/// </summary>
internal sealed class RestApis(MappingContext context, ImmutableHashSet<string> httpApis)
{
    private readonly RelatedResources _related = new(context);
    private readonly WebAcls _webAcls = new(context);
    private ILookup<string, string>? _planned;

    /// <summary>The stage of routes whose stage is not in the template.</summary>
    public const string UnknownStage = "unknown";

    private const string Stands = "/...";
    private const string AnyRoute = "ANY /...";

    public ImmutableArray<Api> Read()
    {
        var written = context.OfType("AWS::ApiGateway::RestApi").ToList();
        var ids = written.Select(resource => resource.Id).ToHashSet(StringComparer.Ordinal);
        var outside = context.OfType(
            "AWS::ApiGateway::Stage",
            "AWS::ApiGateway::Method",
            "AWS::ApiGateway::Deployment",
            "AWS::ApiGateway::Authorizer",
            "AWS::ApiGateway::RequestValidator")
            .Select(part => context.ApiIdOf(part["RestApiId"]))
            // What a stage or a method of a REST API belongs to is one, also where somebody writes the same id for an HTTP API that is
            // elsewhere. One that stands here as an HTTP API is none.
            .Where(id => context.ById(id) is not { Type: "AWS::ApiGatewayV2::Api" })
            .Concat(Mentioned().Where(id => !httpApis.Contains(id)))
            .Where(id => !ids.Contains(id))
            .Distinct(StringComparer.Ordinal);
        return
        [
            .. written.Select((resource, index) => Api(resource.Id, resource, index)),
            .. outside.ToList().Select((id, index) => Api(id, null, written.Count + index)),
        ];
    }

    // APIs that usage plans, mappings and permissions lead to. A mapping to a literal id names an API that nobody here knows.
    private IEnumerable<string> Mentioned() =>
        context.OfType("AWS::ApiGateway::UsagePlan")
            .SelectMany(plan => plan["ApiStages"]?.Items ?? [])
            .Where(stage => stage is MapValue)
            .Select(stage => context.ApiIdOf(stage["ApiId"]))
        .Concat(context.OfType("AWS::ApiGateway::BasePathMapping", "AWS::ApiGateway::BasePathMappingV2", "AWS::ApiGatewayV2::ApiMapping")
            .Select(mapping => mapping["RestApiId"] ?? mapping["ApiId"]).Where(id => id?.OpenBecause is not null).Select(context.ApiIdOf))
        .Concat(context.OfType("AWS::Lambda::Permission").Select(permission => context.Text(permission["SourceArn"])).OfType<string>()
            .Where(arn => arn.Contains(":execute-api:", StringComparison.Ordinal)).Select(arn => arn.Split(':')[^1].Split('/')[0]).Where(id => id.Length > 0 && !id.Contains('*', StringComparison.Ordinal)));

    // Stages that usage plans name and that are described elsewhere.
    private IEnumerable<string> StagesOfPlans(string id)
    {
        _planned ??= context.OfType("AWS::ApiGateway::UsagePlan")
            .SelectMany(plan => plan["ApiStages"]?.Items ?? [])
            .Where(stage => stage is MapValue && stage["Stage"] is not null)
            .ToLookup(stage => context.ApiIdOf(stage["ApiId"]), stage => context.Text(stage["Stage"]) ?? "", StringComparer.Ordinal);
        return _planned[id].Distinct(StringComparer.Ordinal);
    }

    private Api Api(string id, Resource? resource, int index)
    {
        var pointer = $"/scopes/0/restApis/{index}";
        IEnumerable<Resource> Mine(string type) => context.OfApi(type, "RestApiId", id);
        var authorizers = Authorizers(Mine("AWS::ApiGateway::Authorizer"), pointer);
        var validators = Mine("AWS::ApiGateway::RequestValidator").ToList();
        var validatorIds = validators.Select(validator => validator.Id).ToHashSet(StringComparer.Ordinal);
        var integrationResponses = Mine("AWS::ApiGateway::GatewayResponse");
        var methods = Methods(Mine("AWS::ApiGateway::Method"));
        var stages = Stages(id, pointer);
        var body = resource is null ? null : BodyReason(resource);
        var routes = methods.Select((method, at) => Route(method.Key, method.Method, $"{pointer}/routes/{at}")).ToList();
        if (stages.Length > 0 && (routes.Count == 0 || body is not null || resource is null))
        {
            routes.AddRange(StandIns(stages, routes, pointer, id, body));
        }

        var written = stages.Select(stage => stage.Name).ToHashSet(StringComparer.Ordinal);
        ImmutableArray<string> planned = [.. StagesOfPlans(id).Where(name => !written.Contains(name))];
        // What decides about every route and stage decides wherever they are described.
        if (stages is [] && planned is [])
        {
            planned = [UnknownStage];
        }

        foreach (var (at, stage) in planned.Index())
        {
            context.SourceMap[$"{pointer}/stages/{stages.Length + at}"] = new("stage", null)
            {
                StandsIn = $"Stage {Quote.Of(stage)} of API "
                + $"{Quote.Of(id)} is not in the template.",
                Name = stage
            };
        }

        stages = [.. stages, .. planned.Select(stage => new Stage { Name = stage, DeploymentId = UnknownStage })];

        if (routes.Count == 0 && planned is not [])
        {
            routes.AddRange(StandIns([], routes, pointer, id, body));
        }

        var deployed = routes.Select(
            route => new DeployedMethod { Key = route.Key, Authorization = route.Authorization, ApiKeyRequired = route.ApiKeyRequired })
            .ToImmutableArray();
        var name = resource is null ? id : context.Text(resource["Name"]) ?? id;
        context.SourceMap[pointer] = new("api", resource)
        {
            StandsIn = resource is null ? $"API {Quote.Of(id)} is not in the template." : null,
            Name = name,
        };
        return new()
        {
            Id = id,
            Name = name,
            Kind = ApiKind.Rest,
            Description = context.Text(resource?["Description"]),
            EndpointType = EndpointTypeOf(
                resource?["EndpointConfiguration"]?["Types"] ?? resource?["Parameters"]?["endpointConfigurationTypes"] ?? resource?["EndpointConfiguration"]?["Type"]),
            VpcEndpointIds = context.Texts(MappingContext.AssignedIds("aws:SourceVpce", resource?["EndpointConfiguration"]?["VpcEndpointIds"])),
            IpAddressType = context.Text(resource?["EndpointConfiguration"]?["IpAddressType"]),
            DisableExecuteApiEndpoint = resource is not null
                && context.Flag(
                    resource["DisableExecuteApiEndpoint"] ?? resource["Parameters"]?["disableExecuteApiEndpoint"],
                    resource,
                    "DisableExecuteApiEndpoint"),
            SecurityPolicy = resource is null
                ? null
                : context.Word(resource["SecurityPolicy"], resource, "SecurityPolicy", "TLS_1_2", "TLS_1_0")
                    ?? DefaultSecurityPolicy(resource),
            EndpointAccessMode = resource is null
                ? null
                : context.Word(resource["EndpointAccessMode"], resource, "EndpointAccessMode", "STRICT", "BASIC"),
            ApiKeySource = context.Text(resource?["ApiKeySourceType"]) ?? "HEADER",
            ResourcePolicy = resource is null ? null : PolicyDocuments.Of(resource["Policy"], resource, context),
            Tags = context.Tags(resource?["Tags"]),
            Stages = stages,
            Routes = routes.ToImmutableArray(),
            Deployments = [.. stages.SelectMany(stage => new[] { stage.DeploymentId, stage.Canary?.DeploymentId }).OfType<string>().Distinct(StringComparer.Ordinal).Select(deployment => new Deployment { Id = deployment, Methods = deployed })],
            Authorizers = OutsideAuthorizer(methods, resource is null) is { } unknown
                ? unknown
                : authorizers,
            RequestValidators = methods.Any(method => method.Method["RequestValidatorId"] is { } named
                && (named.OpenBecause is not null || !validatorIds.Contains(context.Text(named) ?? "")))
                ? new Unknown("A request validator that a method names is not in the template.")
                : validators.Select(validator => new RequestValidator
                {
                    Id = validator.Id,
                    ValidatesBody = context.Flag(validator["ValidateRequestBody"], validator, "ValidateRequestBody"),
                    ValidatesParameters = context.Flag(validator["ValidateRequestParameters"], validator, "ValidateRequestParameters"),
                }).ToImmutableArray(),
            GatewayResponses = integrationResponses.Select(response => CorsHeaders.Of(response, context)).ToImmutableArray(),
            Usage = MappingContext.NotInTemplates("A template holds no usage."),
        };
    }

    // Edge-optimized unless the template says otherwise (AWS::ApiGateway::RestApi EndpointConfiguration).
    private static Fact<EndpointType> EndpointTypeOf(Value? types) => types?.Items switch
    {
        null or [] => EndpointType.Edge,
        [TextValue { Literal: { } word }, ..] => word.ToUpperInvariant() switch
        {
            "EDGE" => EndpointType.Edge,
            "REGIONAL" => EndpointType.Regional,
            "PRIVATE" => EndpointType.Private,
            _ => new Unknown($"Endpoint type {Quote.Of(word)} is not known."),
        },
        [var open, ..] => new Unknown(open.OpenBecause ?? "The endpoint type is not in the template."),
    };

    // TLS 1.0 unless said otherwise, and 1.2 where it is private (Supported security policies).
    private static string? DefaultSecurityPolicy(Resource resource) => resource.HasOlderProvider ? null
        : EndpointTypeOf(resource["EndpointConfiguration"]?["Types"]) is { IsKnown: true, Value: EndpointType.Private }
            ? "TLS_1_2"
            : "TLS_1_0";

    /// <summary>Why a body that describes routes cannot be read.</summary>
    private static string? BodyReason(Resource resource) =>
        resource["BodyS3Location"] is not null ? "The API is described by a file in S3 (BodyS3Location)."
        : resource["CloneFrom"] is not null ? "The API is a copy of another one (CloneFrom)."
        : resource["Body"]?.OpenBecause is { } open && resource["Body"] is not MapValue ? open
        : null;

    private Unknown? OutsideAuthorizer(IEnumerable<(string Key, Resource Method)> methods, bool isOutside)
    {
        foreach (var (key, method) in methods)
        {
            if (method["AuthorizerId"] is { } named && context.Referred(named) is null && (isOutside || named.OpenBecause is not null))
            {
                return new(named.OpenBecause is { } open
                    ? $"The authorizer of {Quote.Of(key)} is not in the template: {open}"
                    : $"The authorizer of {Quote.Of(key)} is not in the template.");
            }
        }

        return null;
    }

    private ImmutableArray<Authorizer> Authorizers(IEnumerable<Resource> resources, string pointer) =>
    [
        .. resources.Select((resource, at) =>
        {
            context.SourceMap[$"{pointer}/authorizers/{at}"] = _related.Authorizer(resource);
            return new Authorizer
            {
                Id = resource.Id,
                Name = context.Text(resource["Name"]) ?? resource.Id,
                Type = TypeNames.Authorizer(context.Text(resource["Type"]) ?? "TOKEN"),
                Uri = context.Text(resource["AuthorizerUri"]),
                ProviderArns = context.Texts(resource["ProviderARNs"]),
                // One text with commas between (AWS::ApiGateway::Authorizer IdentitySource).
                IdentitySources = [.. (context.Text(resource["IdentitySource"]) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
                CacheSeconds = context.Whole(resource["AuthorizerResultTtlInSeconds"], resource, "AuthorizerResultTtlInSeconds") ?? 300,
                IdentityValidationExpression = context.Text(resource["IdentityValidationExpression"]),
            };
        }),
    ];

    private Route Route(string key, Resource method, string pointer)
    {
        var integration = method["Integration"];
        context.SourceMap[pointer] = new("route", method)
        {
            Name = key,
            Related = _related.OfRoute(integration, method, method["AuthorizerId"]),
        };
        return new()
        {
            Key = key,
            Authorization = method.HasOnlyIntegration
                ? MappingContext.NotInTemplates($"Nothing but the integration of {Quote.Of(key)} is in the template.")
                : TypeNames.Authorization(method["AuthorizationType"]),
            AuthorizerId = context.Text(method["AuthorizerId"]),
            AuthorizationScopes = context.Texts(method["AuthorizationScopes"]),
            ApiKeyRequired = context.Flag(method["ApiKeyRequired"], method, "ApiKeyRequired"),
            RequestValidatorId = context.Text(method["RequestValidatorId"]),
            ModelledContentTypes = method["RequestModels"] is MapValue models
                ? [.. models.Properties.Select(property => property.Name)]
                : [],
            RequiredParameters = method["RequestParameters"] is MapValue parameters
                ? [.. parameters.Properties.Where(property => context.Flag(property.Value["Required"] ?? property.Value, method, property.Name)).Select(property => property.Name)]
                : [],
            Integration = Integrations.OfMethod(integration, method, context),
        };
    }

    // Of one path and verb there is one method, and the later one is it. Paths that are not known are not known to be the same.
    private List<(string Key, Resource Method)> Methods(IEnumerable<Resource> resources)
    {
        var methods = new List<(string Key, Resource Method)>();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var method in resources)
        {
            var key = KeyOf(method);
            if (places.TryAdd(key, methods.Count))
            {
                methods.Add((key, method));
            }
            else if (key.Contains(Stands, StringComparison.Ordinal))
            {
                methods.Add((key.Replace(Stands, $"{Stands}({method.Id})", StringComparison.Ordinal), method));
            }
            else
            {
                methods[places[key]] = (key, method);
            }
        }

        return methods;
    }

    private string KeyOf(Resource method)
    {
        var path = method["Path"] is { } known ? context.Text(known) : PathOf(method["ResourceId"], 0);
        return $"{(context.Text(method["HttpMethod"]) ?? "ANY").ToUpperInvariant()} {path}";
    }

    private string PathOf(Value? resource, int depth)
    {
        if (resource is TextValue { Reference: { } reference } && context.ById(reference.Id) is { } found)
        {
            if (found.Type == "AWS::ApiGateway::Resource" && depth < 50)
            {
                var part = context.Text(found["PathPart"]) ?? "";
                var parent = PathOf(found["ParentId"], depth + 1);
                return parent == "/" ? $"/{part}" : $"{parent}/{part}";
            }

            return "/";
        }

        // The resource is elsewhere, and so is the beginning of the path.
        return Stands;
    }

    private ImmutableArray<Stage> Stages(string id, string pointer)
    {
        var stages = ImmutableArray.CreateBuilder<Stage>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var resource in context.OfApi("AWS::ApiGateway::Stage", "RestApiId", id))
        {
            var name = context.Text(resource["StageName"]) ?? UnknownStage;
            // Two stages of one name are two, of whose names or APIs something is not known.
            if (!taken.Add(name) && !taken.Add(name = $"{name} ({resource.Id})"))
            {
                continue;
            }

            stages.Add(Stage(
                id,
                name,
                resource,
                resource.Properties,
                context.Text(resource["DeploymentId"]) ?? UnknownStage,
                $"{pointer}/stages/{stages.Count}"));
        }

        foreach (var resource in context.OfApi("AWS::ApiGateway::Deployment", "RestApiId", id).Where(part => part["StageName"] is not null))
        {
            var name = context.Text(resource["StageName"]) ?? UnknownStage;
            if (taken.Add(name))
            {
                stages.Add(Stage(
                    id,
                    name,
                    resource,
                    resource["StageDescription"] as MapValue ?? new MapValue(resource.Place, []),
                    resource.Id,
                    $"{pointer}/stages/{stages.Count}"));
            }
        }

        return stages.ToImmutable();
    }

    private Stage Stage(string apiId, string name, Resource resource, MapValue properties, string deployment, string pointer)
    {
        var log = properties["AccessLogSetting"];
        var webAcl = _webAcls.AttachedTo(apiId, name, resource);
        var late = IsSetLater(resource);
        context.SourceMap[pointer] = new("stage", resource)
        {
            StandsIn = resource.IsMadeUnasked ? $"SAM makes stage {Quote.Of(name)} by itself unless OpenApiVersion is set." : null,
            Part = resource.Type == "AWS::ApiGateway::Deployment" ? properties : null,
            Name = name,
            Related = _related.OfStage(log?["DestinationArn"], webAcl.Association),
        };
        return new()
        {
            Name = name,
            Description = context.Text(properties["Description"]),
            DeploymentId = deployment,
            Canary = CanaryOf(properties["CanarySetting"], resource, deployment),
            AccessLog = AccessLogs.Of(log, context)
                ?? (late && context.Ask($"{resource.Id}.AccessLogSetting", 2, LaterReason) == 0
                    ? new() { DestinationArn = "{log}", Format = "{format}" }
                    : null),
            ClientCertificateId = context.Text(properties["ClientCertificateId"]),
            TracingEnabled = context.Flag(properties["TracingEnabled"], resource, "TracingEnabled")
                || (late && context.Ask($"{resource.Id}.TracingEnabled", 2, LaterReason) == 0),
            CacheClusterEnabled = resource.HasOnlySettings
                || context.Flag(properties["CacheClusterEnabled"], resource, "CacheClusterEnabled"),
            WebAclArn = webAcl.Arn,
            Settings = Settings(properties, resource),
            Variables = context.Variables(properties["Variables"]),
            Tags = context.Tags(properties["Tags"]),
            Usage = MappingContext.NotInTemplates("A template holds no usage."),
        };
    }

    private const string LaterReason = "The Serverless Framework sets logs and tracing of the stage after it has deployed the template.";

    private bool IsSetLater(Resource resource) =>
        resource.Type == "AWS::ApiGateway::Deployment" && context.ById("ServerlessDeploymentBucket") is not null;

    private Canary? CanaryOf(Value? canary, Resource resource, string deployment) => canary is null ? null : new()
    {
        DeploymentId = context.Text(canary["DeploymentId"]) ?? deployment,
        PercentTraffic = context.Number(canary["PercentTraffic"], resource, "PercentTraffic") ?? 0,
        VariableOverrides = context.Variables(canary["StageVariableOverrides"]),
    };

    private ImmutableArray<RouteSettings> Settings(MapValue properties, Resource resource)
    {
        var settings = new Dictionary<string, RouteSettings>(StringComparer.Ordinal);
        if (resource.Type == "AWS::ApiGateway::Deployment")
        {
            Add(RouteSettings.DefaultKey, properties);
        }

        switch (properties["MethodSettings"])
        {
            case ListValue list:
                foreach (var same in list.All.GroupBy(
                    item => MethodSettingsKey.Of(context.Text(item["ResourcePath"]), context.Text(item["HttpMethod"])),
                    StringComparer.Ordinal))
                {
                    Add(same.Key, AtOnce(same.Key, [.. same]));
                }

                break;
            // As the API itself has them, and people write them so.
            case MapValue map when map.Properties.All(property => property.Value is MapValue):
                foreach (var property in map.Properties)
                {
                    var split = property.Name.LastIndexOf('/');
                    Add(
                        MethodSettingsKey.Of(split < 0 ? "*" : property.Name[..split], split < 0 ? "*" : property.Name[(split + 1)..]),
                        property.Value);
                }

                break;
            // The settings themselves, without the list around them.
            case MapValue one:
                Add(MethodSettingsKey.Of(context.Text(one["ResourcePath"]), context.Text(one["HttpMethod"])), one);
                break;
        }

        return [.. settings.Values.OrderBy(one => one.Key, StringComparer.Ordinal)];

        void Add(string key, Value item)
        {
            var known = settings.GetValueOrDefault(key) ?? new RouteSettings { Key = key };
            string At(string name) => $"{key}.{name}";
            settings[key] = known with
            {
                LoggingLevel = context.LoggingLevel(item["LoggingLevel"], resource, At("LoggingLevel")) ?? known.LoggingLevel,
                DataTraceEnabled = item["DataTraceEnabled"] is { } trace
                    ? context.Flag(trace, resource, At("DataTraceEnabled"))
                    : known.DataTraceEnabled,
                ThrottlingRate = context.Number(item["ThrottlingRateLimit"], resource, At("ThrottlingRateLimit")) ?? known.ThrottlingRate,
                ThrottlingBurst = context.Number(item["ThrottlingBurstLimit"], resource, At("ThrottlingBurstLimit"))
                    ?? known.ThrottlingBurst,
                MetricsEnabled = item["MetricsEnabled"] is { } metrics
                    ? context.Flag(metrics, resource, At("MetricsEnabled"))
                    : known.MetricsEnabled,
                CachingEnabled = item["CachingEnabled"] is { } caching
                    ? context.Flag(caching, resource, At("CachingEnabled"))
                    : known.CachingEnabled,
                CacheSeconds = context.Whole(item["CacheTtlInSeconds"], resource, At("CacheTtlInSeconds")) ?? known.CacheSeconds,
                CacheDataEncrypted = item["CacheDataEncrypted"] is { } encrypted
                    ? context.Flag(encrypted, resource, At("CacheDataEncrypted"))
                    : known.CacheDataEncrypted,
                RequireAuthorizationForCacheControl = item["RequireAuthorizationForCacheControl"] is { } ask
                    ? context.Flag(ask, resource, At("RequireAuthorizationForCacheControl"))
                    : known.RequireAuthorizationForCacheControl,
            };
        }
    }

    // Nothing says which of two settings for the same methods counts, so what they differ in is not known.
    private static Value AtOnce(string key, ImmutableArray<Value> same)
    {
        if (same.Length == 1)
        {
            return same[0];
        }

        return new MapValue(same[0].Place,
        [
            .. same.OfType<MapValue>().SelectMany(settings => settings.Properties)
                .GroupBy(property => property.Name, StringComparer.Ordinal)
                .Select(values => values.Select(property => property.Value).Distinct().Count() == 1
                    ? values.First()
                    : values.First() with
                    {
                        Value = new OpenValue(
                            values.First().Value.Place, $"{Quote.Of(values.Key)} stands twice, and differs, for {Quote.Of(key)}."),
                    }),
        ]);
    }

    /// <summary>
    /// A route that is described elsewhere: open as far as is known, and nothing is said about it. One that is described here and cannot be
    /// read is unknown.
    /// </summary>
    public static Route StandIn(string key, string reason, bool stays) => new()
    {
        Key = key,
        Authorization = stays ? new Unknown(reason) : AuthorizationKind.None,
        // What stands behind it does not decide about the template, except where a stage is asked how its backends know who calls.
        Integration = new Unknown(reason),
    };

    // A stage has settings for methods that are described elsewhere, and something answers on it. Where neither route nor setting tells what,
    // or a body that is not read has more, it is one of any path.
    private List<Route> StandIns(ImmutableArray<Stage> stages, List<Route> routes, string pointer, string id, string? body)
    {
        var known = routes.Select(route => route.Key).ToHashSet(StringComparer.Ordinal);
        var keys = stages.SelectMany(stage => stage.Settings)
            .Select(settings => settings.Key)
            .Where(key => !key.Contains('*', StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal).Where(key => !known.Contains(key)).ToList();
        if ((body is not null || (routes.Count == 0 && keys.Count == 0)) && !known.Contains(AnyRoute))
        {
            keys.Add(AnyRoute);
        }

        var reason = body ?? $"The routes of API {Quote.Of(id)} are not in the template.";
        foreach (var (index, key) in keys.Index())
        {
            context.SourceMap[$"{pointer}/routes/{routes.Count + index}"] =
                new("route", null) { StandsIn = reason, StaysOpen = body is not null, Name = key };
        }

        return keys.ConvertAll(key => StandIn(key, reason, stays: body is not null));
    }
}
