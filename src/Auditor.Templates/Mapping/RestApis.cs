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

    /// <summary>The stage of routes whose stage is not in the template.</summary>
    public const string UnknownStage = "unknown";

    private const string Stands = "/...";

    public ImmutableArray<Api> Read()
    {
        var written = context.OfType("AWS::ApiGateway::RestApi").ToList();
        var ids = written.Select(resource => resource.Id).ToList();
        var outside = context.OfType(
            "AWS::ApiGateway::Stage",
            "AWS::ApiGateway::Method",
            "AWS::ApiGateway::Deployment",
            "AWS::ApiGateway::Authorizer",
            "AWS::ApiGateway::RequestValidator")
            .Select(part => context.ApiIdOf(part["RestApiId"]))
            .Concat(Mentioned())
            .Where(id => !ids.Contains(id) && !httpApis.Contains(id))
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
    private ImmutableArray<string> StagesOfPlans(string id) =>
    [
        .. context.OfType("AWS::ApiGateway::UsagePlan")
            .SelectMany(plan => plan["ApiStages"]?.Items ?? [])
            .Where(stage => stage is MapValue && context.ApiIdOf(stage["ApiId"]) == id)
            .Select(stage => context.Text(stage["Stage"])).OfType<string>().Distinct(StringComparer.Ordinal),
    ];

    private Api Api(string id, Resource? resource, int index)
    {
        var pointer = $"/scopes/0/restApis/{index}";
        bool Mine(Resource part) => context.ApiIdOf(part["RestApiId"]) == id;
        var authorizers = Authorizers(context.OfType("AWS::ApiGateway::Authorizer").Where(Mine), pointer);
        var validators = context.OfType("AWS::ApiGateway::RequestValidator").Where(Mine).ToList();
        var integrationResponses = context.OfType("AWS::ApiGateway::GatewayResponse").Where(Mine);
        var methods = context.OfType("AWS::ApiGateway::Method").Where(Mine).Select(method => (Key: KeyOf(method), Method: method))
            .GroupBy(method => method.Key, StringComparer.Ordinal).Select(same => same.Last()).ToList();
        var stages = Stages(id, pointer);
        var body = resource is null ? null : BodyReason(resource);
        var routes = methods.Select((method, at) => Route(method.Key, method.Method, $"{pointer}/routes/{at}")).ToList();
        if (stages.Length > 0 && (routes.Count == 0 || body is not null))
        {
            routes.AddRange(StandIns(stages, routes, pointer, id, body));
        }

        var planned = StagesOfPlans(id).RemoveAll(name => stages.Any(stage => stage.Name == name));
        // What decides about every route and stage decides wherever they are described.
        if (stages is [] && planned is [])
        {
            planned = [UnknownStage];
        }

        foreach (var stage in planned)
        {
            context.SourceMap[$"{pointer}/stages/{stages.Length}"] = new("stage", null)
            {
                StandsIn = $"Stage {Quote.Of(stage)} of API "
                + $"{Quote.Of(id)} is not in the template.",
                Name = stage
            };
            stages = stages.Add(new() { Name = stage, DeploymentId = UnknownStage });
        }

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
            VpcEndpointIds = context.Texts(resource?["EndpointConfiguration"]?["VpcEndpointIds"]),
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
            Authorizers = OutsideAuthorizer(methods.Select(method => method.Method), resource is null) is { } unknown
                ? unknown
                : authorizers,
            RequestValidators = methods.Any(method => method.Method["RequestValidatorId"] is { } named
                && (named.OpenBecause is not null || validators.TrueForAll(validator => validator.Id != context.Text(named))))
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

    private Unknown? OutsideAuthorizer(IEnumerable<Resource> methods, bool isOutside)
    {
        foreach (var method in methods)
        {
            if (method["AuthorizerId"] is { } named && context.Referred(named) is null && (isOutside || named.OpenBecause is not null))
            {
                return new(named.OpenBecause is { } open
                    ? $"The authorizer of {Quote.Of(KeyOf(method))} is not in the template: {open}"
                    : $"The authorizer of {Quote.Of(KeyOf(method))} is not in the template.");
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
            Authorization = TypeNames.Authorization(method["AuthorizationType"]),
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
        return resource is null ? "/" : Stands;
    }

    private ImmutableArray<Stage> Stages(string id, string pointer)
    {
        var stages = ImmutableArray.CreateBuilder<Stage>();
        foreach (var resource in context.OfType("AWS::ApiGateway::Stage").Where(part => context.ApiIdOf(part["RestApiId"]) == id))
        {
            var name = context.Text(resource["StageName"]) ?? UnknownStage;
            stages.Add(Stage(
                id,
                name,
                resource,
                resource.Properties,
                context.Text(resource["DeploymentId"]) ?? UnknownStage,
                $"{pointer}/stages/{stages.Count}"));
        }

        foreach (var resource in context.OfType("AWS::ApiGateway::Deployment")
            .Where(part => part["StageName"] is not null && context.ApiIdOf(part["RestApiId"]) == id))
        {
            var name = context.Text(resource["StageName"]) ?? UnknownStage;
            if (stages.All(stage => stage.Name != name))
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

        return [.. stages.DistinctBy(stage => stage.Name, StringComparer.Ordinal)];
    }

    private Stage Stage(string apiId, string name, Resource resource, MapValue properties, string deployment, string pointer)
    {
        var log = properties["AccessLogSetting"];
        var webAcl = new WebAcls(context).AttachedTo(apiId, name, resource);
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
                foreach (var item in list.All)
                {
                    Add(MethodSettingsKey.Of(context.Text(item["ResourcePath"]), context.Text(item["HttpMethod"])), item);
                }

                break;
            // As the API itself has them, and people write them so.
            case MapValue map when map["ResourcePath"] is null && map["HttpMethod"] is null:
                foreach (var property in map.Properties)
                {
                    var split = property.Name.LastIndexOf('/');
                    Add(
                        MethodSettingsKey.Of(split < 0 ? "*" : property.Name[..split], split < 0 ? "*" : property.Name[(split + 1)..]),
                        property.Value);
                }

                break;
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
                LoggingLevel = context.Word(item["LoggingLevel"], resource, At("LoggingLevel"), "INFO", "OFF") ?? known.LoggingLevel,
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

    /// <summary>
    /// A route that is described elsewhere: open as far as is known, and nothing is said about it. One that is described here and cannot be
    /// read is unknown.
    /// </summary>
    public static Route StandIn(string key, string reason, bool stays) => new()
    {
        Key = key,
        Authorization = stays ? new Unknown(reason) : AuthorizationKind.None,
        Integration = stays ? new Unknown(reason) : MappingContext.NotInTemplates(reason),
    };

    // A stage has settings for methods that are described elsewhere, and something answers on it.
    private List<Route> StandIns(ImmutableArray<Stage> stages, List<Route> routes, string pointer, string id, string? body)
    {
        var keys = stages.SelectMany(stage => stage.Settings)
            .Select(settings => settings.Key)
            .Where(key => !key.Contains('*', StringComparison.Ordinal))
            .Append("ANY /...").Distinct(StringComparer.Ordinal).Where(key => routes.TrueForAll(route => route.Key != key)).ToList();
        var reason = body ?? $"The routes of API {Quote.Of(id)} are not in the template.";
        foreach (var (index, key) in keys.Index())
        {
            context.SourceMap[$"{pointer}/routes/{routes.Count + index}"] = new("route", null) { StandsIn = reason, StaysOpen = body is not null, Name = key };
        }

        return keys.ConvertAll(key => StandIn(key, reason, stays: body is not null));
    }
}
