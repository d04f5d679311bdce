using Auditor.Templates.Values;
using static Auditor.Templates.Sam.GeneratedValues;

namespace Auditor.Templates.Sam;

/// <summary>What <c>AWS::Serverless::WebSocketApi</c> makes. Only <c>$connect</c> can ask who is there.</summary>
internal static class SamWebSocket
{
    public const string Tag = "websocketapi";

    public static string StageId(Resource api) =>
        Literal(api["StageName"]) is { } name ? $"{api.Id}{name}Stage" : $"{api.Id}DefaultStage";

    public static IEnumerable<Resource> Of(Resource api, string stageId)
    {
        var (place, auth) = (api.Place, api["Auth"]);
        yield return api with
        {
            Type = "AWS::ApiGatewayV2::Api",
            Properties = Map(api.Properties.Place, ("Name", api["Name"]), ("ProtocolType", Text(place, "WEBSOCKET")), ("DisableExecuteApiEndpoint", api["DisableExecuteApiEndpoint"]),
                ("DisableSchemaValidation", api["DisableSchemaValidation"]), ("Tags", Tagged(place, api["Tags"], Tag))),
        };
        yield return new(stageId, "AWS::ApiGatewayV2::Stage", new MapValue(api.Properties.Place,
        [
            new("ApiId", place, Ref(place, api.Id)),
            new("StageName", place, api["StageName"] ?? Text(place, "default")),
            new("AutoDeploy", place, Text(place, "true")),
            .. api.Properties.Properties.Where(
                property => property.Name is "AccessLogSettings" or "DefaultRouteSettings" or "RouteSettings" or "StageVariables"),
            new("Tags", place, Tagged(place, api["Tags"], Tag)),
        ]), place)
        { Path = api.Path, Metadata = api.Metadata };

        var type = Literal(auth?["AuthType"])?.ToUpperInvariant();
        if (type is "CUSTOM")
        {
            yield return new($"{api.Id}ConnectAuthorizer", "AWS::ApiGatewayV2::Authorizer", Map(auth?.Place ?? place,
                ("ApiId", Ref(place, api.Id)), ("Name", Text(
                    place, $"{api.Id}ConnectAuthorizer")), ("AuthorizerType", Text(place, "REQUEST")),
                ("AuthorizerUri", auth?["AuthArn"] is { } function ? Invocation(function.Place, function) : null), ("IdentitySource", auth?["IdentitySource"])), auth?.Place ?? place)
            { Path = $"{api.Path}/Properties/Auth" };
            if (auth?["AuthArn"] is { } called && auth["InvokeRole"] is null)
            {
                yield return SamAuthorizerPermission.Of(api, $"{api.Id}AuthorizerPermission", called, called.Place);
            }
        }

        foreach (var route in (api["Routes"] as MapValue)?.Properties ?? [])
        {
            var id = $"{api.Id}.{route.Name}";
            var isConnect = route.Name is "$connect";
            yield return new($"{id}.integration", "AWS::ApiGatewayV2::Integration", Map(route.Place,
                ("ApiId", Ref(route.Place, api.Id)), ("IntegrationType", Text(route.Place, "AWS_PROXY")),
                ("IntegrationUri", route.Value["FunctionArn"] is { } function ? Invocation(route.Place, function) : null)), route.Place)
            { Path = $"{api.Path}/Properties/Routes/{route.Name}" };
            yield return new($"{id}.permission", "AWS::Lambda::Permission", Map(route.Place,
                ("FunctionName", route.Value["FunctionArn"]),
                ("Action", Text(route.Place, "lambda:InvokeFunction")),
                ("Principal", Text(route.Place, "apigateway.amazonaws.com")),
                ("SourceArn", Execution(
                    route.Place, Ref(route.Place, api.Id), $"/{Literal(api["StageName"]) ?? "default"}/{route.Name}"))), route.Place)
            { Path = $"{api.Path}/Properties/Routes/{route.Name}" };
            yield return new(id, "AWS::ApiGatewayV2::Route", Map(route.Place,
                ("ApiId", Ref(route.Place, api.Id)), ("RouteKey", Text(route.Place, route.Name)), ("ApiKeyRequired", route.Value["ApiKeyRequired"]),
                ("AuthorizationType", isConnect && type is not null ? Text(auth?["AuthType"]?.Place ?? place, type) : null),
                ("AuthorizerId", isConnect && type is "CUSTOM" ? Ref(place, $"{api.Id}ConnectAuthorizer") : null),
                ("Target", Pieces(route.Place, [new LiteralPiece("integrations/"), new ReferencePiece($"{id}.integration", null)]))), route.Place)
            { Path = $"{api.Path}/Properties/Routes/{route.Name}" };
        }
    }
}
