using Auditor.Core.Findings;
using Auditor.Templates.Values;

namespace Auditor.Templates.OpenApi;

/// <summary>What an HTTP API imports from a document.</summary>
internal sealed class HttpBody(Resource api, MapValue body)
{
    private readonly ImmutableDictionary<string, SecurityScheme> _schemes = SecurityScheme.In(body);

    public IEnumerable<Resource> Resources()
    {
        yield return Imported();
        foreach (var scheme in _schemes.Values.Where(scheme => scheme.Authorizer is not null)
            .OrderBy(scheme => scheme.Name, StringComparer.Ordinal))
        {
            yield return Authorizer(scheme);
        }

        foreach (var operation in OpenApiOperation.In(body))
        {
            foreach (var resource in Route(operation))
            {
                yield return resource;
            }
        }
    }

    private Resource Imported()
    {
        var properties = api.Properties;
        if (properties["ProtocolType"] is null)
        {
            properties = properties.With("ProtocolType", TextValue.Of(body.Place, "HTTP"));
        }

        if (properties["CorsConfiguration"] is null && body["x-amazon-apigateway-cors"] is { } cors)
        {
            properties = properties.With("CorsConfiguration", RestBody.Map(cors.Place,
                ("AllowOrigins", cors["allowOrigins"]), ("AllowMethods", cors["allowMethods"]), ("AllowHeaders", cors["allowHeaders"]), ("AllowCredentials", cors["allowCredentials"])));
        }

        var endpoint = body["servers"]?.Items.Select(server => server["x-amazon-apigateway-endpoint-configuration"])
            .FirstOrDefault(found => found is not null)
            ?? body["x-amazon-apigateway-endpoint-configuration"];
        if (properties["DisableExecuteApiEndpoint"] is null && endpoint?["disableExecuteApiEndpoint"] is { } switched)
        {
            properties = properties.With("DisableExecuteApiEndpoint", switched);
        }

        var tags = (body["tags"]?.Items ?? []).Where(tag => tag["x-amazon-apigateway-tag-value"] is not null
            && tag["name"] is TextValue { Literal: not null }).ToImmutableArray();
        if (tags is not [] && properties["Tags"] is null)
        {
            properties = properties.With("Tags", RestBody.Map(tags[0].Place,
                [.. tags.Select(tag => ((tag["name"] as TextValue)?.Literal ?? "", tag["x-amazon-apigateway-tag-value"]))]));
        }

        return api with { Properties = properties };
    }

    private Resource Authorizer(SecurityScheme scheme)
    {
        var definition = scheme.Authorizer ?? scheme.Definition;
        var place = scheme.Definition.Place;
        var jwt = definition["jwtConfiguration"];
        return new($"{api.Id}.authorizer.{scheme.Name}", "AWS::ApiGatewayV2::Authorizer", RestBody.Map(place,
            ("ApiId", Api(place)),
            ("Name", TextValue.Of(place, scheme.Name)),
            ("AuthorizerType", TextValue.Of(place, scheme.AuthorizerType is "jwt" || jwt is not null ? "JWT" : "REQUEST")),
            ("AuthorizerUri", definition["authorizerUri"]),
            ("IdentitySource", definition["identitySource"]),
            ("AuthorizerResultTtlInSeconds", definition["authorizerResultTtlInSeconds"]),
            ("EnableSimpleResponses", definition["enableSimpleResponses"]),
            ("JwtConfiguration", jwt is null ? null : RestBody.Map(jwt.Place, ("Issuer", jwt["issuer"]), ("Audience", jwt["audience"])))), place)
        { Path = At($"securitySchemes/{scheme.Name}") };
    }

    private IEnumerable<Resource> Route(OpenApiOperation operation)
    {
        var definition = OpenApiOperation.Followed(operation.Definition, body) ?? operation.Definition;
        var place = operation.Place;
        var id = $"{api.Id}.{operation.Verb} {operation.Path}";
        var path = At($"paths/{operation.Path.Replace("/", "~1", StringComparison.Ordinal)}/{operation.Verb.ToLowerInvariant()}");
        var type = definition["x-amazon-apigateway-auth"]?["type"];
        Value? authorizer = null;
        Value? scopes = null;
        foreach (var named in ((definition["security"] as ListValue)?.All.OfType<MapValue>() ?? [])
            .SelectMany(requirement => requirement.Properties))
        {
            if (_schemes.GetValueOrDefault(named.Name) is not { } scheme)
            {
                continue;
            }

            if (scheme.IsIam)
            {
                type = TextValue.Of(named.Place, "AWS_IAM");
            }
            else if (scheme.Authorizer is { } found)
            {
                type = TextValue.Of(
                    named.Place, scheme.AuthorizerType is "jwt" || found["jwtConfiguration"] is not null ? "JWT" : "CUSTOM");
                authorizer = new TextValue(named.Place, [new ReferencePiece($"{api.Id}.authorizer.{scheme.Name}", null)]);
                scopes = named.Value is ListValue { All: not [] } list ? list : null;
            }
        }

        var integration = OpenApiOperation.Followed(definition["x-amazon-apigateway-integration"], body);
        if (integration is not null)
        {
            yield return new($"{id}.integration", "AWS::ApiGatewayV2::Integration", RestBody.Map(integration.Place,
                ("ApiId", Api(place)),
                ("IntegrationType", integration["type"] is TextValue { Literal: { } kind }
                    ? TextValue.Of(integration["type"]?.Place ?? place, kind.ToUpperInvariant())
                    : integration["type"]),
                ("IntegrationUri", integration["uri"]),
                ("ConnectionType", integration["connectionType"]),
                ("ConnectionId", integration["connectionId"]),
                ("CredentialsArn", integration["credentials"]),
                ("TlsConfig", integration["tlsConfig"]),
                ("RequestParameters", integration["requestParameters"])), integration.Place)
            { Path = path };
        }

        // The import names the catch-all so (Working with OpenAPI definitions for HTTP APIs).
        var key = operation.Path is "/$default" or "$default" ? "$default" : $"{operation.Verb} {operation.Path}";
        yield return new(id, "AWS::ApiGatewayV2::Route", RestBody.Map(place,
            ("ApiId", Api(place)),
            ("RouteKey", TextValue.Of(place, key)),
            ("AuthorizationType", type),
            ("AuthorizerId", authorizer),
            ("AuthorizationScopes", scopes),
            ("Target", integration is null ? null : new TextValue(integration.Place, [new LiteralPiece("integrations/"), new ReferencePiece($"{id}.integration", null)]))), place)
        { Path = path };
    }

    private TextValue Api(SourcePlace place) => new(place, [new ReferencePiece(api.Id, null)]);

    private string At(string path) => api.Path.Length == 0 ? path : $"{api.Path}/Properties/Body/{path}";
}
