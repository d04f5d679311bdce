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

    public static IEnumerable<Resource> Of(Resource api, string stageId, ImmutableArray<SamEvent> events) =>
        new SamRestApi(api, stageId, events).Resources();

    private IEnumerable<Resource> Resources()
    {
        var rest = Api();
        var imported = api["DefinitionBody"] is MapValue body
            ? new RestBody(rest with { Properties = rest.Properties.With("Body", body) }, body).Resources().ToList()
            : [rest];
        foreach (var resource in imported.Where(resource => resource.Type != "AWS::ApiGateway::Method"))
        {
            yield return resource.Type == "AWS::ApiGateway::RestApi"
                ? resource with { Properties = api["DefinitionBody"] is MapValue ? resource.Properties.With("Body", null) : resource.Properties }
                : resource;
        }

        var methods = Methods(imported.Where(resource => resource.Type == "AWS::ApiGateway::Method"));
        foreach (var resource in methods.Concat(Preflights(methods))
            .Select(Guarded)
            .Concat(Authorizers())
            .Concat(Stages())
            .Concat(UsagePlan())
            .Concat(GatewayResponses()))
        {
            yield return resource;
        }

        foreach (var permission in events.Select(each => each.Permission(Ref(each.Place, api.Id), "*")))
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
                    : Map(endpoint.Place, ("Types", type), ("VpcEndpointIds", endpoint["VPCEndpointIds"] ?? endpoint["VpcEndpointIds"]), ("IpAddressType", endpoint["IpAddressType"]))),
                ("DisableExecuteApiEndpoint", api["DisableExecuteApiEndpoint"]),
                ("ApiKeySourceType", api["ApiKeySourceType"]),
                ("SecurityPolicy", api["SecurityPolicy"]),
                ("EndpointAccessMode", api["EndpointAccessMode"]),
                ("Policy", SamResourcePolicy.Of(_auth?["ResourcePolicy"], events, api)),
                ("BodyS3Location", api["DefinitionUri"]),
                ("Body", api["DefinitionBody"] is { } body and not MapValue ? body : null),
                ("Tags", api["Tags"])),
        };
    }

    // What an event says wins over what the body says of the same method.
    private List<Resource> Methods(IEnumerable<Resource> ofBody)
    {
        var methods = ofBody.Select(method => (Key: KeyOf(method), Method: method)).ToList();
        foreach (var each in events)
        {
            var made = Method(each);
            var at = methods.FindIndex(known => known.Key == KeyOf(made));
            if (at >= 0)
            {
                // The body's own security stays where the event asks for nothing.
                var known = methods[at].Method;
                methods[at] = (methods[at].Key, known with { Properties = made["AuthorizationType"] is null ? known.Properties : known.Properties.With("AuthorizationType", made["AuthorizationType"]).With("AuthorizerId", made["AuthorizerId"]) });
            }
            else
            {
                methods.Add((KeyOf(made), made));
            }
        }

        return methods.ConvertAll(each => each.Method);
    }

    private static string KeyOf(Resource method) => $"{Literal(method["HttpMethod"])} {Literal(method["Path"])}";

    private Resource Method(SamEvent each)
    {
        var named = each.Auth?["Authorizer"];
        var (type, authorizer) = Named(named, each.Place);
        return new($"{each.Function.Id}.{each.Name}", "AWS::ApiGateway::Method", Map(each.Place,
            ("RestApiId", Ref(each.Place, api.Id)),
            ("Path", Text(each.Place, each.Path)),
            ("HttpMethod", Text(each.Place, each.Method)),
            ("AuthorizationType", type),
            ("AuthorizerId", authorizer),
            ("AuthorizationScopes", each.Auth?["AuthorizationScopes"]),
            ("ApiKeyRequired", each.Auth?["ApiKeyRequired"]),
            ("RequestModels", each.Properties["RequestModel"] is { } model
                ? Map(model.Place, ("application/json", Text(model.Place, "model")))
                : null),
            ("Integration", Map(each.Place,
                ("Type", Text(each.Place, "AWS_PROXY")),
                ("IntegrationHttpMethod", Text(each.Place, "POST")),
                ("Uri", Invocation(each.Place, Ref(each.Place, each.Function.Id, "Arn"))),
                ("Credentials", Credentials(each, named))))), each.Place)
        { Path = each.At };
    }

    // Where IAM decides, the function is called with the caller's own credentials unless a role is named.
    private TextValue? Credentials(SamEvent each, Value? named)
    {
        var isIam = Literal(named ?? _auth?["DefaultAuthorizer"]) is "AWS_IAM";
        var role = each.Auth?["InvokeRole"] ?? _auth?["InvokeRole"];
        return !isIam ? null : Literal(role) switch
        {
            null when role is null => Text(each.Place, CallersOwn),
            "CALLER_CREDENTIALS" => Text(role?.Place ?? each.Place, CallersOwn),
            "NONE" or "" => null,
            _ => role as TextValue,
        };
    }

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
        var properties = method.Properties;
        var isPreflight = Literal(method["HttpMethod"]) is "OPTIONS";
        if (properties["AuthorizationType"] is null
            && properties["Integration"] is not null
            && _auth?["DefaultAuthorizer"] is { } standard
            && (!isPreflight || Is(_auth["AddDefaultAuthorizerToCorsPreflight"], otherwise: true)))
        {
            var (type, authorizer) = Named(standard, method.Place);
            properties = properties.With("AuthorizationType", type).With("AuthorizerId", authorizer);
        }

        if (properties["ApiKeyRequired"] is null
            && Is(_auth?["ApiKeyRequired"])
            && (!isPreflight || Is(_auth?["AddApiKeyRequiredToCorsPreflight"], otherwise: true)))
        {
            properties = properties.With("ApiKeyRequired", _auth?["ApiKeyRequired"]);
        }

        return method with { Properties = properties };
    }

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
            ("AuthorizerResultTtlInSeconds", definition["Identity"]?["ReauthorizeEvery"])), place)
        { Path = $"{api.Path}/Properties/Auth/Authorizers/{each.Name}" };
    });

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

    private IEnumerable<Resource> UsagePlan()
    {
        if (_auth?["UsagePlan"] is not MapValue plan || Literal(plan["CreateUsagePlan"]) is not ("PER_API" or "SHARED"))
        {
            yield break;
        }

        var at = plan.Place;
        yield return new($"{api.Id}UsagePlan", "AWS::ApiGateway::UsagePlan", Map(at,
            ("UsagePlanName", plan["UsagePlanName"]), ("Throttle", plan["Throttle"]), ("Quota", plan["Quota"]),
            ("ApiStages", List(at, [Map(at, ("ApiId", Ref(at, api.Id)), ("Stage", Ref(at, stageId)))]))), at)
        { Path = $"{api.Path}/Properties/Auth/UsagePlan" };
        yield return new(
            $"{api.Id}ApiKey",
            "AWS::ApiGateway::ApiKey",
            Map(at, ("Enabled", Text(at, "true"))),
            at)
        { Path = $"{api.Path}/Properties/Auth/UsagePlan" };
        yield return new(
            $"{api.Id}UsagePlanKey",
            "AWS::ApiGateway::UsagePlanKey",
            Map(at, ("KeyId", Ref(at, $"{api.Id}ApiKey")), ("UsagePlanId", Ref(at, $"{api.Id}UsagePlan"))),
            at);
    }

    private IEnumerable<Resource> GatewayResponses() => ((api["GatewayResponses"] as MapValue)?.Properties ?? []).Select(each => new Resource($"{api.Id}.response.{each.Name}", "AWS::ApiGateway::GatewayResponse", Map(each.Place,
        ("RestApiId", Ref(each.Place, api.Id)),
        ("ResponseType", Text(each.Place, each.Name)),
        ("ResponseParameters", each.Value["ResponseParameters"]?["Headers"] is MapValue headers
            ? headers with { Properties = [.. headers.Properties.Select(header => header with { Name = $"gatewayresponse.header.{header.Name}" })] }
            : null)), each.Place));
}
