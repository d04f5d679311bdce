using Auditor.Core.Findings;
using Auditor.Templates.OpenApi;
using Auditor.Templates.Values;
using static Auditor.Templates.Sam.GeneratedValues;

namespace Auditor.Templates.Sam;

/// <summary>
/// What <c>AWS::Serverless::Api</c> makes: the API, its methods with their authorization, deployment and stages, usage plan.
/// </summary>
internal sealed class SamRestApi(Resource api, string stageId, ImmutableArray<SamEvent> events)
{
    /// <summary>The stage that SAM makes besides the one that was asked for.</summary>
    public const string ExtraStage = "Stage";

    private const string CallersOwn = "arn:aws:iam::*:user/*";

    private readonly Value? _auth = api["Auth"];

    private SourcePlace Place => api.Place;

    // Events write their routes only into a document that SAM makes itself, or that it is told to merge.
    private bool WritesRoutes => (api["DefinitionBody"] is null && api["DefinitionUri"] is null) || Is(api["MergeDefinitions"]);

    public static IEnumerable<Resource> Of(Resource api, string stageId, ImmutableArray<SamEvent> events) =>
        new SamRestApi(api, stageId, events).Resources();

    private IEnumerable<Resource> Resources()
    {
        var rest = Api();
        var body = Body();
        var imported = body is not null ? new RestBody(rest.WithProperty("Body", body), body).Resources().ToList() : [rest];
        var methods = Methods(imported.Where(resource => resource.Type == "AWS::ApiGateway::Method"), body);
        var all = methods.Concat(Preflights(methods)).Select(Guarded).ToList();
        foreach (var resource in imported.Where(resource => resource.Type != "AWS::ApiGateway::Method"))
        {
            yield return resource.Type == "AWS::ApiGateway::RestApi"
                ? WithPolicy(resource.WithProperty("Body", api["DefinitionBody"] is MapValue ? null : resource["Body"]), all)
                : resource;
        }

        foreach (var resource in all
            .Concat(Validators(imported))
            .Concat(Authorizers())
            .Concat(AuthorizerPermissions())
            .Concat(Stages())
            .Concat(GatewayResponses()))
        {
            yield return resource;
        }

        foreach (var permission in events.Select(each => each.Permission(Ref(each.Place, api.Id), Literal(api["StageName"]) ?? "")))
        {
            yield return permission;
        }
    }

    private Resource Api()
    {
        var endpoint = api["EndpointConfiguration"];
        var type = endpoint is MapValue map ? map["Type"] ?? map["Types"] : endpoint;
        return api with
        {
            Type = "AWS::ApiGateway::RestApi",
            Properties = Map(api.Properties.Place,
                ("Name", api["Name"]),
                ("Description", api["Description"]),
                ("EndpointConfiguration", endpoint is null
                    ? null
                    : Map(
                        endpoint.Place,
                        ("Types", type),
                        ("VpcEndpointIds", endpoint["VPCEndpointIds"] ?? endpoint["VpcEndpointIds"]),
                        ("IpAddressType", endpoint["IpAddressType"]))),
                ("DisableExecuteApiEndpoint", api["DisableExecuteApiEndpoint"]),
                ("ApiKeySourceType", api["ApiKeySourceType"]),
                ("SecurityPolicy", api["SecurityPolicy"]),
                ("EndpointAccessMode", api["EndpointAccessMode"]),
                ("BodyS3Location", api["DefinitionUri"]),
                ("Body", api["DefinitionBody"] is { } body and not MapValue ? body : null)),
        };
    }

    private Resource WithPolicy(Resource rest, List<Resource> methods) => SamResourcePolicy.Of(
        api,
        [.. events.Where(each => WritesRoutes || Is(each.Auth?["OverrideApiAuth"]))],
        WritesRoutes,
        methods.ConvertAll(method => (Literal(method["HttpMethod"]) ?? "ANY", Literal(method["Path"]) ?? "/"))) is { } policy
            ? rest.WithProperty("Policy", policy)
            : rest;

    // What the API's authorization defines takes the place of the schemes of an OpenAPI 3 document.
    private MapValue? Body()
    {
        var body = api["DefinitionBody"] as MapValue;
        return body?["openapi"] is not null
            && body["components"] is MapValue components
            && (_auth?["Authorizers"] is not null || IsIam(_auth?["DefaultAuthorizer"]) || Is(_auth?["ApiKeyRequired"]))
                ? body.With("components", components.With("securitySchemes", null))
                : body;
    }

    private List<Resource> Methods(IEnumerable<Resource> ofBody, MapValue? body)
    {
        var methods = ofBody.Select(method => (Key: KeyOf(method), Method: method)).ToList();
        if (body is not null && _auth?["DefaultAuthorizer"] is not null)
        {
            var kept = OpenApiOperation.In(body)
                .Where(operation => NamesAuthorizer(OpenApiOperation.Followed(operation.Definition, body)?["security"]))
                .Select(operation => $"{operation.Verb} {operation.Path}")
                .ToHashSet(StringComparer.Ordinal);
            methods = methods.ConvertAll(each => kept.Contains(each.Key) || !TakesDefault(each.Method)
                ? each
                : (each.Key, Without(each.Method)));
        }

        foreach (var each in events)
        {
            var made = Method(each);
            var at = methods.FindIndex(known => known.Key == KeyOf(made));
            if (at >= 0 && (WritesRoutes || Is(each.Auth?["OverrideApiAuth"])))
            {
                methods[at] = (methods[at].Key, Merged(methods[at].Method, made));
            }
            else if (at < 0 && WritesRoutes)
            {
                methods.Add((KeyOf(made), made));
            }
        }

        return methods.ConvertAll(each => each.Method);
    }

    // The names under which SAM looks for an authorizer; the default is added to whatever else is asked for.
    private bool NamesAuthorizer(Value? security) => ((security as ListValue)?.All ?? [])
        .OfType<MapValue>()
        .SelectMany(requirement => requirement.Properties)
        .Any(named => named.Name is "AWS_IAM" or "NONE" || _auth?["Authorizers"]?[named.Name] is not null);

    private static Resource Without(Resource method) =>
        method.WithProperty("AuthorizationType", null).WithProperty("AuthorizerId", null).WithProperty("AuthorizationScopes", null);

    // What an event says wins over what the document says of the same method, word by word; what callers are asked for is one word.
    private Resource Merged(Resource known, Resource made)
    {
        var merged = made["AuthorizationType"] is null
            ? known
            : Without(known).WithProperty("AuthorizationType", made["AuthorizationType"])
                .WithProperty("AuthorizerId", made["AuthorizerId"])
                .WithProperty("AuthorizationScopes", made["AuthorizationScopes"]);
        merged = made["ApiKeyRequired"] is { } key ? merged.WithProperty("ApiKeyRequired", key) : merged;
        foreach (var name in WritesRoutes
            ? ["Integration", "RequestModels", "RequestParameters", "RequestValidatorId"]
            : Array.Empty<string>())
        {
            merged = made[name] is { } value ? merged.WithProperty(name, value) : merged;
        }

        return merged;
    }

    private static string KeyOf(Resource method) => $"{Literal(method["HttpMethod"])} {Literal(method["Path"])}";

    private Resource Method(SamEvent each)
    {
        var named = each.Auth?["Authorizer"];
        var (type, authorizer) = Named(named, each.Place);
        var parameters = (each.Properties["RequestParameters"]?.Items ?? []).SelectMany(RequestParameter).ToList();
        var cached = parameters.Where(parameter => Is(parameter.Value["Caching"]))
            .Select(parameter => (Value)Text(parameter.Place, parameter.Name))
            .ToImmutableArray();
        return new($"{each.Source.Id}.{each.Name}", "AWS::ApiGateway::Method", Map(each.Place,
            ("RestApiId", Ref(each.Place, api.Id)),
            ("Path", Text(each.Place, each.Path)),
            ("HttpMethod", Text(each.Place, each.Method)),
            ("AuthorizationType", type),
            ("AuthorizerId", authorizer),
            ("AuthorizationScopes", each.Auth?["AuthorizationScopes"] ?? ScopesOf(named)),
            ("ApiKeyRequired", each.Auth?["ApiKeyRequired"]),
            ("RequestValidatorId", ValidatorOf(each) is { } validator ? Ref(each.Place, ValidatorId(validator)) : null),
            ("RequestModels", each.Properties["RequestModel"] is { } model
                ? Map(model.Place, ("application/json", Text(model.Place, "model")))
                : null),
            ("RequestParameters", parameters is []
                ? null
                : Map(
                    each.Place,
                    [.. parameters.Select(parameter => (parameter.Name, parameter.Value["Required"] ?? (Value?)Text(parameter.Place, "false")))])),
            ("Integration", each.Integration(
                Credentials(each, named), cached is [] ? null : new ListValue(each.Place, cached)))), each.Place)
        { Path = each.At };
    }

    // A name, or a name with what is asked of it.
    private static IEnumerable<Property> RequestParameter(Value parameter) => parameter switch
    {
        MapValue map => map.Properties,
        TextValue { Literal: { } name } => [new(name, parameter.Place, new MapValue(parameter.Place, []))],
        _ => [],
    };

    private static (bool Body, bool Parameters)? ValidatorOf(SamEvent each) => each.Properties["RequestModel"] is { } model
        && (model["ValidateBody"] ?? model["ValidateParameters"]) is not null
            ? (Is(model["ValidateBody"]), Is(model["ValidateParameters"]))
            : null;

    private string ValidatorId((bool Body, bool Parameters) validator) => $"{api.Id}.validator.{validator switch
    {
        (true, true) => "body-and-params",
        (true, false) => "body-only",
        (false, true) => "params-only",
        _ => "no-validation",
    }}";

    private IEnumerable<Resource> Validators(List<Resource> imported) => !WritesRoutes ? [] : events.Select(ValidatorOf)
        .OfType<(bool Body, bool Parameters)>()
        .Distinct()
        .Where(validator => imported.TrueForAll(known => known.Id != ValidatorId(validator)))
        .Select(validator => new Resource(ValidatorId(validator), "AWS::ApiGateway::RequestValidator", Map(Place,
            ("RestApiId", Ref(Place, api.Id)),
            ("ValidateRequestBody", Text(Place, validator.Body ? "true" : "false")),
            ("ValidateRequestParameters", Text(Place, validator.Parameters ? "true" : "false"))), Place)
        { Path = api.Path });

    private static bool IsIam(Value? named) => Literal(named) is "AWS_IAM";

    // Where IAM decides, the function is called with the caller's own credentials unless a role is named.
    private TextValue? Credentials(SamEvent each, Value? named)
    {
        var asksNothingElse = each.Auth is null or MapValue { Properties: [] };
        var role = each.Auth?["InvokeRole"] ?? _auth?["InvokeRole"];
        return !(named is null ? asksNothingElse && IsIam(_auth?["DefaultAuthorizer"]) : IsIam(named)) ? null : Literal(role) switch
        {
            null when role is null => Text(each.Place, CallersOwn),
            "CALLER_CREDENTIALS" => Text(role?.Place ?? each.Place, CallersOwn),
            "NONE" or "" => null,
            _ => role as TextValue,
        };
    }

    private Value? ScopesOf(Value? named) =>
        Literal(named) is { } name ? _auth?["Authorizers"]?[name]?["AuthorizationScopes"] : null;

    private (Value? Type, Value? Authorizer) Named(Value? named, SourcePlace place)
    {
        if (named is null)
        {
            return (null, null);
        }

        if (named.OpenBecause is not null)
        {
            return (named, null);
        }

        return Literal(named) switch
        {
            "NONE" => (Text(named.Place, "NONE"), null),
            "AWS_IAM" => (Text(named.Place, "AWS_IAM"), null),
            { } name => (Text(named.Place, IsCognito(name) ? "COGNITO_USER_POOLS" : "CUSTOM"), Ref(named.Place, AuthorizerId(name))),
            _ => (null, null),
        };
    }

    private bool IsCognito(string name) => _auth?["Authorizers"]?[name]?["UserPoolArn"] is not null;

    private string AuthorizerId(string name) => $"{api.Id}.authorizer.{name}";

    // After CORS, so preflights get the default authorizer too unless that is switched off.
    private Resource Guarded(Resource method)
    {
        var guarded = method;
        if (method["AuthorizationType"] is null && TakesDefault(method) && _auth?["DefaultAuthorizer"] is { } standard)
        {
            var (type, authorizer) = Named(standard, method.Place);
            guarded = guarded.WithProperty("AuthorizationType", type)
                .WithProperty("AuthorizerId", authorizer)
                .WithProperty("AuthorizationScopes", ScopesOf(standard));
        }

        return method["ApiKeyRequired"] is null
            && method["Integration"] is not null
            && Is(_auth?["ApiKeyRequired"])
            && (!IsPreflight(method) || Is(_auth?["AddApiKeyRequiredToCorsPreflight"], otherwise: true))
                ? guarded.WithProperty("ApiKeyRequired", _auth?["ApiKeyRequired"])
                : guarded;
    }

    private static bool IsPreflight(Resource method) => Literal(method["HttpMethod"]) is "OPTIONS";

    private bool TakesDefault(Resource method) => method["Integration"] is not null
        && (!IsPreflight(method) || Is(_auth?["AddDefaultAuthorizerToCorsPreflight"], otherwise: true));

    private IEnumerable<Resource> Preflights(List<Resource> methods)
    {
        if (api["Cors"] is not { } cors)
        {
            yield break;
        }

        var origin = cors is MapValue ? cors["AllowOrigin"] : cors;
        foreach (var path in methods.Select(method => Literal(method["Path"]))
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .Where(path => methods.TrueForAll(method => KeyOf(method) != $"OPTIONS {path}")))
        {
            yield return new($"{api.Id}.OPTIONS {path}", "AWS::ApiGateway::Method", Map(cors.Place,
                ("RestApiId", Ref(cors.Place, api.Id)),
                ("Path", Text(cors.Place, path)),
                ("HttpMethod", Text(cors.Place, "OPTIONS")),
                ("Integration", Map(cors.Place,
                    ("Type", Text(cors.Place, "MOCK")),
                    ("IntegrationResponses", List(cors.Place, [Map(cors.Place, ("ResponseParameters", Map(cors.Place,
                        ("method.response.header.Access-Control-Allow-Origin", origin),
                        ("method.response.header.Access-Control-Allow-Credentials", cors["AllowCredentials"]))))]))))), cors.Place)
            { Path = $"{api.Path}/Properties/Cors" };
        }
    }

    private IEnumerable<Resource> Authorizers() => ((_auth?["Authorizers"] as MapValue)?.Properties ?? []).Where(
        each => each.Value is MapValue).Select(each =>
    {
        var (definition, place) = (each.Value, each.Place);
        var isCognito = definition["UserPoolArn"] is not null;
        var header = Literal(definition["Identity"]?["Header"]) ?? "Authorization";
        var type = isCognito ? "COGNITO_USER_POOLS" : Literal(definition["FunctionPayloadType"]) ?? "TOKEN";
        return new Resource(AuthorizerId(each.Name), "AWS::ApiGateway::Authorizer", Map(place,
            ("RestApiId", Ref(place, api.Id)),
            ("Name", Text(place, each.Name)),
            ("Type", Text(place, type)),
            ("ProviderARNs", definition["UserPoolArn"]),
            ("AuthorizerUri", definition["FunctionArn"] is { } function ? Invocation(place, function) : null),
            ("IdentitySource", type == "REQUEST"
                ? Sources(definition["Identity"], place)
                : Text(definition["Identity"]?.Place ?? place, $"method.request.header.{header}")),
            ("IdentityValidationExpression", definition["Identity"]?["ValidationExpression"]),
            ("AuthorizerResultTtlInSeconds", isCognito ? null : definition["Identity"]?["ReauthorizeEvery"])), place)
        { Path = $"{api.Path}/Properties/Auth/Authorizers/{each.Name}" };
    });

    private IEnumerable<Resource> AuthorizerPermissions() => ((_auth?["Authorizers"] as MapValue)?.Properties ?? [])
        .Where(each => each.Value["FunctionArn"] is not null && !Is(each.Value["DisableFunctionDefaultPermissions"]))
        .Select(each => SamAuthorizerPermission.Of(
            api, $"{api.Id}{each.Name}AuthorizerPermission", each.Value["FunctionArn"] ?? each.Value, each.Place));

    private static TextValue? Sources(Value? identity, SourcePlace place)
    {
        var sources = new[]
        {
            ("Headers", "method.request.header."),
            ("QueryStrings", "method.request.querystring."),
            ("StageVariables", "stageVariables."),
            ("Context", "context."),
        }
            .SelectMany(kind => (identity?[kind.Item1] is ListValue list ? list.All : [])
                .Select(name => kind.Item2 + Literal(name))).ToList();
        return sources.Count == 0 ? null : Text(identity?.Place ?? place, string.Join(',', sources));
    }

    private IEnumerable<Resource> Stages()
    {
        var deployment = $"{api.Id}Deployment";
        yield return new(stageId, "AWS::ApiGateway::Stage", new MapValue(api.Properties.Place,
        [
            new("RestApiId", Place, Ref(Place, api.Id)),
            new("DeploymentId", Place, Ref(Place, deployment)),
            .. api.Properties.Properties.Where(
                property => property.Name is "StageName" or "AccessLogSetting" or "MethodSettings" or "TracingEnabled" or "Variables" or "CacheClusterEnabled" or "CacheClusterSize" or "CanarySetting" or "ClientCertificateId" or "Tags"),
        ]), Place)
        { Path = api.Path, TypePlace = api.TypePlace, Metadata = api.Metadata };
        yield return new(deployment, "AWS::ApiGateway::Deployment", Map(Place, ("RestApiId", Ref(Place, api.Id)),
            ("StageName", api["OpenApiVersion"] is null && Literal(api["StageName"]) is not ExtraStage ? Text(Place, ExtraStage) : null)), Place)
        { Path = api.Path, IsMadeUnasked = true };
    }

    private IEnumerable<Resource> GatewayResponses() => ((api["GatewayResponses"] as MapValue)?.Properties ?? []).Select(each => new Resource($"{api.Id}.response.{each.Name}", "AWS::ApiGateway::GatewayResponse", Map(each.Place,
        ("RestApiId", Ref(each.Place, api.Id)),
        ("ResponseType", Text(each.Place, each.Name)),
        ("ResponseParameters", each.Value["ResponseParameters"]?["Headers"] is MapValue headers
            ? headers with { Properties = [.. headers.Properties.Select(header => header with { Name = $"gatewayresponse.header.{header.Name}" })] }
            : null)), each.Place));
}
