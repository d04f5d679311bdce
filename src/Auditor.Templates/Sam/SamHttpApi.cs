using Auditor.Core.Findings;
using Auditor.Templates.OpenApi;
using Auditor.Templates.Values;
using static Auditor.Templates.Sam.GeneratedValues;

namespace Auditor.Templates.Sam;

/// <summary>What <c>AWS::Serverless::HttpApi</c> makes.</summary>
internal sealed class SamHttpApi(Resource api, string stageId, ImmutableArray<SamEvent> events)
{
    public const string Tag = "httpapi";

    private const string RouteType = "AWS::ApiGatewayV2::Route";

    private readonly Value? _auth = api["Auth"];

    private SourcePlace Place => api.Place;

    // The tag of its own stands in the document that SAM writes.
    private Value? Tags => api["DefinitionUri"] is null ? Tagged(Place, api["Tags"], Tag) : api["Tags"];

    public static IEnumerable<Resource> Of(Resource api, string stageId, ImmutableArray<SamEvent> events) =>
        new SamHttpApi(api, stageId, events).Resources();

    private IEnumerable<Resource> Resources()
    {
        var http = Api();
        var imported = api["DefinitionBody"] is MapValue body ? new HttpBody(http, body).Resources().ToList() : [http];
        foreach (var resource in imported.Where(resource => resource.Type != RouteType).Concat(Routes(imported).Select(Guarded)))
        {
            yield return resource;
        }

        foreach (var authorizer in ((_auth?["Authorizers"] as MapValue)?.Properties ?? [])
            .Where(each => each.Value is MapValue)
            .Select(Authorizer))
        {
            yield return authorizer;
        }

        yield return new(stageId, "AWS::ApiGatewayV2::Stage", new MapValue(api.Properties.Place,
        [
            new("ApiId", Place, Ref(Place, api.Id)),
            new("AutoDeploy", Place, Text(Place, "true")),
            new("StageName", api["StageName"]?.Place ?? Place, api["StageName"] ?? Text(Place, "$default")),
            .. api.Properties.Properties.Where(
                property => property.Name is "AccessLogSettings" or "DefaultRouteSettings" or "StageVariables"),
            .. Tags is { } tags ? [new Property("Tags", tags.Place, tags)] : ImmutableArray<Property>.Empty,
            .. RouteSettings() is { } settings ? [new Property("RouteSettings", settings.Place, settings)] : ImmutableArray<Property>.Empty,
        ]), Place)
        { Path = api.Path, TypePlace = api.TypePlace, Metadata = api.Metadata };

        foreach (var each in events.Where(each => each.IsCatchAll
            || !events.Any(other => other.IsCatchAll && other.Source.Id == each.Source.Id)))
        {
            yield return each.Permission(Ref(each.Place, api.Id), "");
        }

        foreach (var permission in ((_auth?["Authorizers"] as MapValue)?.Properties ?? [])
            .Where(each => each.Value["FunctionArn"] is not null && Is(each.Value["EnableFunctionDefaultPermissions"]))
            .Select(each => SamAuthorizerPermission.Of(
                api, $"{api.Id}{each.Name}AuthorizerPermission", each.Value["FunctionArn"] ?? each.Value, each.Place)))
        {
            yield return permission;
        }
    }

    // An event makes a route, or leads the document's own one to its function; what it asks callers for wins.
    private IEnumerable<Resource> Routes(List<Resource> imported)
    {
        var routes = imported.FindAll(resource => resource.Type == RouteType);
        foreach (var each in api["DefinitionUri"] is null ? events : [])
        {
            var (route, integration) = Route(each);
            yield return integration;
            var at = routes.FindIndex(known => Literal(known["RouteKey"]) == Literal(route["RouteKey"]));
            if (at < 0)
            {
                routes.Add(route);
                continue;
            }

            var known = routes[at].WithProperty("Target", route["Target"]);
            routes[at] = route["AuthorizationType"] is null ? known : known.WithProperty("AuthorizationType", route["AuthorizationType"])
                .WithProperty("AuthorizerId", route["AuthorizerId"])
                .WithProperty("AuthorizationScopes", route["AuthorizationScopes"]);
        }

        foreach (var route in routes)
        {
            yield return route;
        }
    }

    // What events say of their own routes is of the stage.
    private MapValue? RouteSettings()
    {
        var own = events.Where(each => each.Properties["RouteSettings"] is not null)
            .Select(each => new Property(KeyOf(each), each.Place, each.Properties["RouteSettings"] ?? each.Properties))
            .ToList();
        var all = api["RouteSettings"] as MapValue;
        return own is []
            ? all
            : new(
                all?.Place ?? own[0].Place,
                [.. all?.Properties ?? [], .. own.Where(each => all?.Find(each.Name) is null).DistinctBy(each => each.Name)]);
    }

    private static string KeyOf(SamEvent each) => each.IsCatchAll ? "$default" : $"{each.Method} {each.Path}";

    private Resource Api()
    {
        var cors = api["CorsConfiguration"];
        return api with
        {
            Type = "AWS::ApiGatewayV2::Api",
            Properties = Map(api.Properties.Place,
                ("Name", api["Name"]),
                ("ProtocolType", Text(Place, "HTTP")),
                ("CorsConfiguration", cors is TextValue && Is(cors)
                    ? Map(cors.Place, ("AllowOrigins", List(cors.Place, [Text(cors.Place, "*")])))
                    : cors as MapValue),
                ("DisableExecuteApiEndpoint", api["DisableExecuteApiEndpoint"]),
                ("BodyS3Location", api["DefinitionUri"]),
                ("Body", api["DefinitionBody"] is { } body and not MapValue ? body : null),
                ("Tags", api["DefinitionUri"] is null ? Tags : null)),
        };
    }

    private Resource Authorizer(Property each)
    {
        var (definition, place) = (each.Value, each.Place);
        var jwt = definition["JwtConfiguration"];
        return new($"{api.Id}.authorizer.{each.Name}", "AWS::ApiGatewayV2::Authorizer", Map(place,
            ("ApiId", Ref(place, api.Id)),
            ("Name", Text(place, each.Name)),
            ("AuthorizerType", Text(place, jwt is null ? "REQUEST" : "JWT")),
            ("JwtConfiguration", jwt is null
                ? null
                : Map(jwt.Place, ("Issuer", jwt["issuer"] ?? jwt["Issuer"]), ("Audience", jwt["audience"] ?? jwt["Audience"]))),
            ("AuthorizerUri", definition["FunctionArn"] is { } function ? Invocation(place, function) : null),
            ("IdentitySource", definition["IdentitySource"] ?? (definition["Identity"] is { } identity ? Sources(identity) : null)),
            ("EnableSimpleResponses", definition["EnableSimpleResponses"]),
            ("AuthorizerResultTtlInSeconds", definition["Identity"]?["ReauthorizeEvery"])), place)
        { Path = $"{api.Path}/Properties/Auth/Authorizers/{each.Name}" };
    }

    private static ListValue Sources(Value identity) => new(identity.Place,
    [
        .. new[]
        {
            ("Headers", "$request.header."),
            ("QueryStrings", "$request.querystring."),
            ("StageVariables", "$stageVariables."),
            ("Context", "$context."),
        }
            .SelectMany(kind => (identity[kind.Item1] is ListValue list ? list.All : [])
                .Select(name => (Value)Text(name.Place, kind.Item2 + Literal(name)))),
    ]);

    private (Resource Route, Resource Integration) Route(SamEvent each)
    {
        var id = $"{each.Source.Id}.{each.Name}";
        var (type, authorizer) = Named(each.Auth?["Authorizer"]);
        return (
            new(id, "AWS::ApiGatewayV2::Route", Map(each.Place,
                ("ApiId", Ref(each.Place, api.Id)),
                ("RouteKey", Text(each.Place, KeyOf(each))),
                ("AuthorizationType", type),
                ("AuthorizerId", authorizer),
                ("AuthorizationScopes", each.Auth?["AuthorizationScopes"] ?? ScopesOf(each.Auth?["Authorizer"])),
                ("Target", Pieces(each.Place, [new LiteralPiece("integrations/"), new ReferencePiece($"{id}.integration", null)]))), each.Place)
            { Path = each.At },
            new($"{id}.integration", "AWS::ApiGatewayV2::Integration", Map(each.Place,
                ("ApiId", Ref(each.Place, api.Id)),
                ("IntegrationType", Text(each.Place, "AWS_PROXY")),
                ("IntegrationUri", Invocation(each.Place, SamFunction.Target(each.Source, each.Place)))), each.Place)
            { Path = each.At });
    }

    private (Value? Type, Value? Authorizer) Named(Value? named) => Literal(named) switch
    {
        null => named?.OpenBecause is null ? (null, null) : (named, null),
        "NONE" => (Text(named?.Place ?? Place, "NONE"), null),
        "AWS_IAM" => (Text(named?.Place ?? Place, "AWS_IAM"), null),
        var name =>
            (Text(
                named?.Place ?? Place,
                _auth?["Authorizers"]?[name]?["JwtConfiguration"] is not null || _auth?["Authorizers"]?[name] is null ? "JWT" : "CUSTOM"), Ref(named?.Place ?? Place, $"{api.Id}.authorizer.{name}")),
    };

    private Value? ScopesOf(Value? named) =>
        Literal(named) is { } name ? _auth?["Authorizers"]?[name]?["AuthorizationScopes"] : null;

    // Preflights never get the default.
    private Resource Guarded(Resource route)
    {
        if (route.Type != RouteType
            || route["AuthorizationType"] is not null
            || route["Target"] is null
            || _auth?["DefaultAuthorizer"] is not { } standard
            || Literal(route["RouteKey"])?.StartsWith("OPTIONS ", StringComparison.Ordinal) is true)
        {
            return route;
        }

        var (type, authorizer) = Named(standard);
        return route.WithProperty("AuthorizationType", type)
            .WithProperty("AuthorizerId", authorizer)
            .WithProperty("AuthorizationScopes", route["AuthorizationScopes"] ?? ScopesOf(standard));
    }
}
