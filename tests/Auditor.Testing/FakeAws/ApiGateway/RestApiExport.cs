using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Protocol;

namespace Auditor.Testing.FakeAws.ApiGateway;

/// <summary>GetExport as OpenAPI 3: what a stage's deployment holds (aws-facts.md D).</summary>
internal static class RestApiExport
{
    public static FakeResponse Of(FakeRestApi api, FakeStage stage, ImmutableArray<FakeMethod> deployed, FakeRequest request)
    {
        var extensions = (request.QueryValue("extensions") ?? "").Split(',');
        // "apigateway" behaves like "integrations"; without the extensions the markers are absent (D).
        var withIntegrations = extensions.Contains("integrations") || extensions.Contains("apigateway");
        var withAuthorizers = extensions.Contains("authorizers");
        var version = api.Version ?? api.CreatedDate.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var schemes = withAuthorizers ? Schemes(api, deployed) : null;
        var body = Wire.Object(
            ("openapi", "3.0.1"),
            ("info", Wire.Object(("title", api.Name), ("description", api.Description), ("version", version))),
            ("servers", Wire.Array([Wire.Object(
                ("url", $"https://{api.Id}.execute-api.{request.Region.Name}.{request.DnsSuffix}/{{basePath}}"),
                ("variables", Wire.Object(("basePath", Wire.Object(("default", $"/{stage.Name}"))))),
                // Only where it is switched off (aws-facts.md M.1).
                ("x-amazon-apigateway-endpoint-configuration", withIntegrations && api.DisableExecuteApiEndpoint ? Wire.Object(("disableExecuteApiEndpoint", true)) : null)) ])),
            ("paths", new JsonObject(deployed.GroupBy(method => method.Path, StringComparer.Ordinal).Select(path => KeyValuePair.Create(
                path.Key,
                (JsonNode?)new JsonObject(path.Select(method => KeyValuePair.Create(Verb(method), (JsonNode?)Operation(method, api, withIntegrations, withAuthorizers)))))))),
            ("components", Wire.Object(("securitySchemes", schemes is { Count: > 0 } ? schemes : null))),
            // An object here, not a string, with ARNs in full.
            ("x-amazon-apigateway-policy", withIntegrations && RestApiJson.ExpandedPolicy(api, request) is { } policy
                ? Parsed(policy)
                : null),
            ("x-amazon-apigateway-request-validators", !withIntegrations || api.RequestValidators.IsEmpty ? null : new JsonObject(api.RequestValidators.Select(validator => KeyValuePair.Create(
                validator.Name,
                (JsonNode?)Wire.Object(("validateRequestBody", validator.ValidateRequestBody), ("validateRequestParameters", validator.ValidateRequestParameters)))))),
            ("x-amazon-apigateway-gateway-responses", !withIntegrations || api.GatewayResponses.IsEmpty ? null : new JsonObject(api.GatewayResponses.Select(response => KeyValuePair.Create(
                response.ResponseType,
                (JsonNode?)Wire.Object(("responseParameters", Wire.MapOrNull(response.ResponseParameters))))))),
            ("x-amazon-apigateway-binary-media-types", withIntegrations ? Wire.ArrayOrNull(api.BinaryMediaTypes) : null),
            ("x-amazon-apigateway-api-key-source", withIntegrations && api.ApiKeySource != "HEADER" ? api.ApiKeySource : null));
        return Wire.Json(body, contentType: "application/octet-stream") with
        {
            Headers = [("Content-Disposition", $"attachment; filename=\"oas30_{version}.json\"")],
        };
    }

    // What is no policy cannot stand in a document.
    private static JsonNode? Parsed(string policy)
    {
        try
        {
            return JsonNode.Parse(policy);
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private static string Verb(FakeMethod method) =>
        method.HttpMethod == "ANY" ? "x-amazon-apigateway-any-method" : method.HttpMethod.ToLowerInvariant();

    private static JsonObject Operation(FakeMethod method, FakeRestApi api, bool withIntegrations, bool withAuthorizers)
    {
        var security = withAuthorizers
            ? new[] { Scheme(method, api), method.ApiKeyRequired ? "api_key" : null }.OfType<string>()
                .Select(scheme => Wire.Object((scheme, Wire.Array(scheme == "api_key" ? [] : method.AuthorizationScopes))))
                .ToImmutableArray()
            : [];
        return Wire.Object(
            ("operationId", method.OperationName),
            ("responses", Wire.Object(("200", Wire.Object(("description", "200 response"), ("content", Wire.Object()))))),
            ("parameters", method.RequestParameters.IsEmpty
                ? null
                : Wire.Array(method.RequestParameters.OrderBy(parameter => parameter.Key, StringComparer.Ordinal).Select(parameter => Parameter(parameter.Key, parameter.Value)))),
            ("requestBody", method.RequestModels.IsEmpty ? null : Wire.Object(("content", new JsonObject(method.RequestModels.Select(model => KeyValuePair.Create(
                model.Key,
                (JsonNode?)Wire.Object(("schema", Wire.Object(("$ref", $"#/components/schemas/{model.Value}")))))))))),
            ("security", security.IsEmpty ? null : Wire.Array(security)),
            ("x-amazon-apigateway-request-validator", withIntegrations
                ? api.RequestValidators.FirstOrDefault(validator => validator.Id == method.RequestValidatorId)?.Name
                : null),
            // Lower case, unlike everywhere else (D).
            ("x-amazon-apigateway-integration", withIntegrations && method.Integration is { } integration
                ? Wire.Object(
                    ("type", integration.Type.ToLowerInvariant()),
                    ("httpMethod", integration.HttpMethod),
                    ("uri", integration.Uri),
                    ("connectionType", integration.ConnectionType),
                    ("connectionId", integration.ConnectionId),
                    ("credentials", integration.Credentials),
                    ("passthroughBehavior", integration.PassthroughBehavior?.ToLowerInvariant()),
                    ("responseTransferMode", integration.ResponseTransferMode),
                    ("cacheKeyParameters", Wire.ArrayOrNull(integration.CacheKeyParameters)),
                    ("responses", integration.Responses.IsEmpty ? null : new JsonObject(integration.Responses.Select(response => KeyValuePair.Create(
                        response.Key,
                        (JsonNode?)Wire.Object(
                            ("statusCode", response.Key),
                            ("responseParameters", Wire.MapOrNull(response.Value.ResponseParameters)),
                            ("responseTemplates", Wire.MapOrNull(response.Value.ResponseTemplates))))))),
                    ("tlsConfig", integration.InsecureSkipVerification is { } insecure ? Wire.Object(("insecureSkipVerification", insecure)) : null))
                : null));
    }

    // method.request.querystring.page is the parameter "page" in "query".
    private static JsonObject Parameter(string name, bool required)
    {
        var parts = name.Split('.', 4);
        return Wire.Object(("name", parts[^1]), ("in", parts[2] == "querystring" ? "query" : parts[2]), ("required", required));
    }

    private static string? Scheme(FakeMethod method, FakeRestApi api) => method.AuthorizationType switch
    {
        "NONE" => null,
        "AWS_IAM" => "sigv4",
        _ => api.Authorizers.FirstOrDefault(authorizer => authorizer.Id == method.AuthorizerId)?.Name,
    };

    private static JsonObject Schemes(FakeRestApi api, ImmutableArray<FakeMethod> deployed)
    {
        var schemes = new JsonObject();
        foreach (var authorizer in api.Authorizers.Where(authorizer => deployed.Any(method => method.AuthorizerId == authorizer.Id)))
        {
            schemes[authorizer.Name] = Wire.Object(
                ("type", "apiKey"),
                ("name", authorizer.IdentitySource?.Split('.')[^1] ?? "Unused"),
                ("in", "header"),
                ("x-amazon-apigateway-authtype", authorizer.AuthType ?? (authorizer.Type == "COGNITO_USER_POOLS"
                    ? "cognito_user_pools"
                    : "custom")),
                ("x-amazon-apigateway-authorizer", Wire.Object(
                    ("type", authorizer.Type.ToLowerInvariant()),
                    ("authorizerUri", authorizer.AuthorizerUri),
                    ("authorizerCredentials", authorizer.AuthorizerCredentials),
                    ("authorizerResultTtlInSeconds", authorizer.AuthorizerResultTtlInSeconds),
                    ("identitySource", authorizer.Type == "REQUEST" ? authorizer.IdentitySource : null),
                    ("identityValidationExpression", authorizer.IdentityValidationExpression),
                    ("providerARNs", Wire.ArrayOrNull(authorizer.ProviderArns)))));
        }

        if (deployed.Any(method => method.AuthorizationType == "AWS_IAM"))
        {
            schemes["sigv4"] = Wire.Object(
                ("type", "apiKey"), ("name", "Authorization"), ("in", "header"), ("x-amazon-apigateway-authtype", "awsSigv4"));
        }

        if (deployed.Any(method => method.ApiKeyRequired))
        {
            schemes["api_key"] = Wire.Object(("type", "apiKey"), ("name", "x-api-key"), ("in", "header"));
        }

        return schemes;
    }
}
