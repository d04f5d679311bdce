using Auditor.Core.Findings;
using Auditor.Templates.OpenApi;
using Auditor.Templates.Values;
using static Auditor.Templates.Sam.GeneratedValues;

namespace Auditor.Templates.Sam;

/// <summary>What <c>AWS::Serverless::HttpApi</c> makes.</summary>
internal sealed class SamHttpApi(Resource api, string stageId, ImmutableArray<SamEvent> events)
{
    private readonly Value? _auth = api["Auth"];

    private SourcePlace Place => api.Place;

    public static IEnumerable<Resource> Of(Resource api, string stageId, ImmutableArray<SamEvent> events) =>
        new SamHttpApi(api, stageId, events).Resources();

    private IEnumerable<Resource> Resources()
    {
        var http = Api();
        var imported = api["DefinitionBody"] is MapValue body ? new HttpBody(http, body).Resources().ToList() : [http];
        foreach (var resource in imported)
        {
            yield return resource.Type == "AWS::ApiGatewayV2::Route" ? Guarded(resource) : resource;
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
                property => property.Name is "AccessLogSettings" or "DefaultRouteSettings" or "RouteSettings" or "StageVariables"),
        ]), Place)
        { Path = api.Path, TypePlace = api.TypePlace, Metadata = api.Metadata };

        foreach (var each in events)
        {
            var (route, integration) = Route(each);
            yield return integration;
            if (imported.TrueForAll(known => known.Type != "AWS::ApiGatewayV2::Route"
                || Literal(known["RouteKey"]) != Literal(route["RouteKey"])))
            {
                yield return Guarded(route);
            }

            yield return each.Permission(Ref(each.Place, api.Id), "*");
        }
    }

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
                ("Tags", api["Tags"])),
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
        var key = each.Properties["Path"] is null
            ? "$default"
            : $"{(each.Method is "ANY" or "*" or "X-AMAZON-APIGATEWAY-ANY-METHOD" ? "ANY" : each.Method)} {each.Path}";
        var id = $"{each.Function.Id}.{each.Name}";
        var (type, authorizer) = Named(each.Auth?["Authorizer"]);
        return (
            new(id, "AWS::ApiGatewayV2::Route", Map(each.Place,
                ("ApiId", Ref(each.Place, api.Id)),
                ("RouteKey", Text(each.Place, key)),
                ("AuthorizationType", type),
                ("AuthorizerId", authorizer),
                ("AuthorizationScopes", each.Auth?["AuthorizationScopes"]),
                ("Target", Pieces(each.Place, [new LiteralPiece("integrations/"), new ReferencePiece($"{id}.integration", null)]))), each.Place)
            { Path = each.At },
            new($"{id}.integration", "AWS::ApiGatewayV2::Integration", Map(each.Place,
                ("ApiId", Ref(each.Place, api.Id)),
                ("IntegrationType", Text(each.Place, "AWS_PROXY")),
                ("IntegrationUri", Invocation(each.Place, Ref(each.Place, each.Function.Id, "Arn")))), each.Place)
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

    // Preflights never get the default.
    private Resource Guarded(Resource route)
    {
        if (route["AuthorizationType"] is not null
            || route["Target"] is null
            || _auth?["DefaultAuthorizer"] is not { } standard
            || Literal(route["RouteKey"])?.StartsWith("OPTIONS ", StringComparison.Ordinal) is true)
        {
            return route;
        }

        var (type, authorizer) = Named(standard);
        return route with { Properties = route.Properties.With("AuthorizationType", type).With("AuthorizerId", authorizer) };
    }
}
