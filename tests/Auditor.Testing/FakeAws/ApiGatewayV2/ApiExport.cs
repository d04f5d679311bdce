using System.Text.Json.Nodes;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Protocol;

namespace Auditor.Testing.FakeAws.ApiGatewayV2;

/// <summary>ExportApi as OpenAPI 3: what a stage serves, or what is configured (aws-facts.md D, M.1).</summary>
internal static class ApiExport
{
    public static JsonObject Of(FakeApi api, FakeApiDeployment? deployment, FakeRequest request)
    {
        var routes = deployment?.Routes ?? api.Routes;
        return Wire.Object(
            ("openapi", "3.0.1"),
            ("info", Wire.Object(("title", api.Name), ("version", "2025-03-02 10:00:00UTC"))),
            ("servers", Wire.Array([Wire.Object(
                ("url", $"https://{api.Id}.execute-api.{request.Region.Name}.{request.DnsSuffix}/{{basePath}}"),
                ("variables", Wire.Object(("basePath", Wire.Object(("default", ""))))),
                ("x-amazon-apigateway-endpoint-configuration", deployment?.DisableExecuteApiEndpoint ?? api.DisableExecuteApiEndpoint ? Wire.Object(("disableExecuteApiEndpoint", true)) : null)) ])),
            ("paths", new JsonObject(routes.GroupBy(Path, StringComparer.Ordinal).Select(path => KeyValuePair.Create(
                path.Key,
                (JsonNode?)new JsonObject(path.Select(route => KeyValuePair.Create(Verb(route), (JsonNode?)Operation(route, api)))))))),
            ("components", Wire.Object(("securitySchemes", new JsonObject(api.Authorizers.Where(authorizer => routes.Any(route => route.AuthorizerId == authorizer.Id))
                .Select(authorizer => KeyValuePair.Create(authorizer.Name, (JsonNode?)Scheme(authorizer))))))),
            ("x-amazon-apigateway-cors", api.CorsConfiguration is { } cors ? ApiJson.Cors(cors) : null),
            ("x-amazon-apigateway-importexport-version", "1.0"));
    }

    private static string Path(FakeRoute route) => route.RouteKey.Split(' ') is [_, var path] ? path : $"/{route.RouteKey}";

    private static string Verb(FakeRoute route) =>
        route.RouteKey.Split(' ') is [var verb and not "ANY", _] ? verb.ToLowerInvariant() : "x-amazon-apigateway-any-method";

    private static JsonObject Operation(FakeRoute route, FakeApi api)
    {
        var authorizer = api.Authorizers.FirstOrDefault(authorizer => authorizer.Id == route.AuthorizerId);
        var integration = api.Integrations.FirstOrDefault(integration => integration.Id == route.IntegrationId);
        return Wire.Object(
            ("responses", Wire.Object(("default", Wire.Object(("description", $"Default response for {route.RouteKey}"))))),
            ("security", authorizer is null ? null : Wire.Array([Wire.Object((authorizer.Name, Wire.Array(route.AuthorizationScopes)))])),
            ("x-amazon-apigateway-auth", route.AuthorizationType == "AWS_IAM" ? Wire.Object(("type", "AWS_IAM")) : null),
            ("x-amazon-apigateway-integration", integration is null ? null : Wire.Object(
                ("payloadFormatVersion", integration.PayloadFormatVersion),
                ("type", integration.Type.ToLowerInvariant()),
                ("httpMethod", integration.Method),
                ("uri", integration.Uri),
                ("connectionType", integration.ConnectionType),
                ("connectionId", integration.ConnectionId),
                ("credentials", integration.CredentialsArn),
                ("tlsConfig", integration.ServerNameToVerify is { } name ? Wire.Object(("serverNameToVerify", name)) : null))));
    }

    private static JsonObject Scheme(FakeApiAuthorizer authorizer) => Wire.Object(
        ("type", authorizer.Type == "JWT" ? "oauth2" : "apiKey"),
        ("name", authorizer.Type == "JWT" ? null : "Authorization"),
        ("in", authorizer.Type == "JWT" ? null : "header"),
        ("x-amazon-apigateway-authorizer", Wire.Object(
            ("type", authorizer.Type.ToLowerInvariant()),
            ("identitySource", authorizer.IdentitySource.IsDefaultOrEmpty ? null : string.Join(',', authorizer.IdentitySource)),
            ("authorizerUri", authorizer.AuthorizerUri),
            ("authorizerResultTtlInSeconds", authorizer.AuthorizerResultTtlInSeconds),
            ("enableSimpleResponses", authorizer.EnableSimpleResponses),
            ("jwtConfiguration", authorizer.Issuer is null ? null : Wire.Object(("audience", Wire.ArrayOrNull(authorizer.Audience)), ("issuer", authorizer.Issuer))))));
}
