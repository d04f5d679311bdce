using Auditor.Core.Findings;
using Auditor.Templates.Values;

namespace Auditor.Templates.OpenApi;

/// <summary>What a REST API imports from a document. Security at the root is ignored: only what stands at an operation counts.</summary>
internal sealed class RestBody(Resource api, MapValue body)
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

        foreach (var validator in (body["x-amazon-apigateway-request-validators"] as MapValue)?.Properties ?? [])
        {
            yield return new($"{api.Id}.validator.{validator.Name}", "AWS::ApiGateway::RequestValidator", Map(validator.Place,
                ("RestApiId", Api(validator.Place)), ("ValidateRequestBody", validator.Value["validateRequestBody"]), ("ValidateRequestParameters", validator.Value["validateRequestParameters"])), validator.Place)
            { Path = At($"x-amazon-apigateway-request-validators/{validator.Name}") };
        }

        foreach (var response in (body["x-amazon-apigateway-gateway-responses"] as MapValue)?.Properties ?? [])
        {
            yield return new($"{api.Id}.response.{response.Name}", "AWS::ApiGateway::GatewayResponse", Map(response.Place,
                ("RestApiId", Api(response.Place)), ("ResponseType", TextValue.Of(response.Place, response.Name)), ("ResponseParameters", response.Value["responseParameters"])), response.Place)
            { Path = At($"x-amazon-apigateway-gateway-responses/{response.Name}") };
        }

        foreach (var operation in OpenApiOperation.In(body))
        {
            yield return Method(operation);
        }
    }

    private Resource Imported()
    {
        var properties = api.Properties;
        if (properties["Name"] is null && body["info"]?["title"] is { } title)
        {
            properties = properties.With("Name", title);
        }

        // What stands at the resource wins over what stands in the document.
        if (properties["Policy"] is null && body["x-amazon-apigateway-policy"] is { } policy)
        {
            properties = properties.With("Policy", policy);
        }

        var endpoint = body["x-amazon-apigateway-endpoint-configuration"]
            ?? body["servers"]?.Items.Select(server => server["x-amazon-apigateway-endpoint-configuration"])
                .FirstOrDefault(found => found is not null);
        if (properties["DisableExecuteApiEndpoint"] is null && endpoint?["disableExecuteApiEndpoint"] is { } switched)
        {
            properties = properties.With("DisableExecuteApiEndpoint", switched);
        }

        // Only a PRIVATE API has VPC endpoints.
        if (properties["EndpointConfiguration"] is null && endpoint?["vpcEndpointIds"] is { } endpoints)
        {
            properties = properties.With("EndpointConfiguration", Map(endpoints.Place,
                ("Types", new ListValue(endpoints.Place, [TextValue.Of(endpoints.Place, "PRIVATE")])), ("VpcEndpointIds", endpoints)));
        }

        foreach (var (property, extension) in new[] { ("ApiKeySourceType", "x-amazon-apigateway-api-key-source"), ("SecurityPolicy", "x-amazon-apigateway-security-policy"), ("EndpointAccessMode", "x-amazon-apigateway-endpoint-access-mode") })
        {
            if (properties[property] is null && body[extension] is { } value)
            {
                properties = properties.With(property, value);
            }
        }

        return api with { Properties = properties };
    }

    private Resource Authorizer(SecurityScheme scheme)
    {
        var definition = scheme.Authorizer ?? scheme.Definition;
        var place = scheme.Definition.Place;
        var source = definition["identitySource"]
            ?? (scheme.AuthorizerType is "token" or "cognito_user_pools" && scheme.Header is { } header
                ? TextValue.Of(place, $"method.request.header.{header}")
                : null);
        return new($"{api.Id}.authorizer.{scheme.Name}", "AWS::ApiGateway::Authorizer", Map(place,
            ("RestApiId", Api(place)),
            ("Name", TextValue.Of(place, scheme.Name)),
            ("Type", TextValue.Of(definition["type"]?.Place ?? place, scheme.AuthorizerType.ToUpperInvariant())),
            ("AuthorizerUri", definition["authorizerUri"]),
            ("ProviderARNs", definition["providerARNs"]),
            ("IdentitySource", source),
            ("IdentityValidationExpression", definition["identityValidationExpression"]),
            ("AuthorizerResultTtlInSeconds", definition["authorizerResultTtlInSeconds"])), place)
        { Path = At($"securitySchemes/{scheme.Name}") };
    }

    private Resource Method(OpenApiOperation operation)
    {
        var definition = OpenApiOperation.Followed(operation.Definition, body) ?? operation.Definition;
        var (type, authorizer, scopes, needsKey) = Security(definition, operation.Place);
        var integration = OpenApiOperation.Followed(definition["x-amazon-apigateway-integration"], body);
        var parameters = ParametersOf(operation, definition);
        var validator = (definition["x-amazon-apigateway-request-validator"] ?? body["x-amazon-apigateway-request-validator"]) is TextValue { Literal: { } named } found
            ? new TextValue(found.Place, [new ReferencePiece($"{api.Id}.validator.{named}", null)]) : null;
        return new($"{api.Id}.{operation.Verb} {operation.Path}", "AWS::ApiGateway::Method", Map(operation.Place,
            ("RestApiId", Api(operation.Place)),
            ("Path", TextValue.Of(operation.Place, operation.Path.Length > 1 ? operation.Path.TrimEnd('/') : operation.Path)),
            ("HttpMethod", TextValue.Of(operation.Place, operation.Verb)),
            ("AuthorizationType", type),
            ("AuthorizerId", authorizer),
            ("AuthorizationScopes", scopes),
            ("ApiKeyRequired", needsKey),
            ("RequestValidatorId", validator),
            ("RequestModels", Models(definition, parameters)),
            ("RequestParameters", Parameters(definition, parameters)),
            ("Integration", integration is MapValue map ? Integration(map) : integration)), operation.Place)
        {
            Path = At($"paths/{operation.Path.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}/{operation.Verb.ToLowerInvariant()}"),
        };
    }

    private (Value? Type, Value? Authorizer, Value? Scopes, Value? NeedsKey) Security(Value definition, SourcePlace place)
    {
        var written = definition["x-amazon-apigateway-auth"]?["type"];
        var type = written;
        Value? authorizer = null;
        Value? scopes = null;
        Value? key = null;
        if (definition["security"] is OpenValue open)
        {
            return (open, null, null, null);
        }

        foreach (var requirement in (definition["security"] as ListValue)?.All.OfType<MapValue>() ?? [])
        {
            foreach (var named in requirement.Properties)
            {
                if (_schemes.GetValueOrDefault(named.Name) is not { } scheme)
                {
                    continue;
                }

                var at = named.Place;
                if (scheme.IsIam)
                {
                    type = TextValue.Of(at, "AWS_IAM");
                }
                else if (scheme.Authorizer is not null)
                {
                    type = TextValue.Of(at, scheme.AuthorizerType is "cognito_user_pools" ? "COGNITO_USER_POOLS" : "CUSTOM");
                    authorizer = new TextValue(at, [new ReferencePiece($"{api.Id}.authorizer.{scheme.Name}", null)]);
                    scopes = named.Value is ListValue { All: not [] } list ? list : null;
                }
                else if (scheme.IsApiKey)
                {
                    key = TextValue.Of(at, "true");
                }
            }
        }

        // Any other scheme asks callers for nothing.
        return (type ?? (definition["security"] is { } said ? TextValue.Of(said.Place, "NONE") : null), authorizer, scopes, key);
    }

    private static MapValue Integration(MapValue definition)
    {
        var responses = definition["responses"] is MapValue map
            ? new ListValue(
                map.Place,
                [.. map.Properties.Select(response => Map(response.Place, ("ResponseParameters", response.Value["responseParameters"]), ("ResponseTemplates", response.Value["responseTemplates"])))])
            : null;
        var tls = definition["tlsConfig"]?["insecureSkipVerification"] is { } skip
            ? Map(skip.Place, ("InsecureSkipVerification", skip))
            : null;
        return Map(definition.Place,
            ("Type", Upper(definition["type"])),
            ("Uri", definition["uri"]),
            ("IntegrationHttpMethod", definition["httpMethod"]),
            ("ConnectionType", definition["connectionType"]),
            ("ConnectionId", definition["connectionId"]),
            ("Credentials", definition["credentials"]),
            ("TlsConfig", tls),
            ("CacheKeyParameters", definition["cacheKeyParameters"]),
            ("RequestParameters", definition["requestParameters"]),
            ("RequestTemplates", definition["requestTemplates"]),
            ("IntegrationResponses", responses));
    }

    private static Value? Upper(Value? value) =>
        value is TextValue { Literal: { } text } ? TextValue.Of(value.Place, text.ToUpperInvariant()) : value;

    // Those of the path are those of each verb, unless it has one of that name and place itself.
    private List<Value> ParametersOf(OpenApiOperation operation, Value definition)
    {
        var own = Listed(definition["parameters"]).ToList();
        var ofPath = Listed(operation.OfPath);
        return [.. own, .. ofPath.Where(each => !own.Exists(one => Equals(one["name"], each["name"]) && Equals(one["in"], each["in"])))];
    }

    private IEnumerable<Value> Listed(Value? parameters) =>
        ((parameters as ListValue)?.All ?? []).Select(each => OpenApiOperation.Followed(each, body)).OfType<Value>();

    private MapValue? Models(Value definition, List<Value> parameters)
    {
        var content = OpenApiOperation.Followed(definition["requestBody"], body)?["content"] as MapValue;
        var types = content?.Properties.Select(property => property.Name)
            ?? (parameters.Exists(parameter => parameter["in"] is TextValue { Literal: "body" })
                ? ["application/json"]
                : null);
        return types is null
            ? null
            : new(
                definition.Place, [.. types.Select(type => new Property(type, definition.Place, TextValue.Of(definition.Place, "Body")))]);
    }

    private static MapValue? Parameters(Value definition, List<Value> parameters)
    {
        var required = parameters
            .Where(parameter => parameter["required"] is TextValue { Literal: "true" }
                && parameter["in"] is TextValue { Literal: "query" or "header" or "path" })
            .Select(parameter => new Property(
                $"method.request.{((parameter["in"] as TextValue)?.Literal) switch { "query" => "querystring", var place => place }}.{(parameter["name"] as TextValue)?.Literal}", parameter.Place, TextValue.Of(parameter.Place, "true")))
            .ToImmutableArray();
        return required is [] ? null : new(definition.Place, required);
    }

    private TextValue Api(SourcePlace place) => new(place, [new ReferencePiece(api.Id, null)]);

    private string At(string path) => api.Path.Length == 0 ? path : $"{api.Path}/Properties/Body/{path}";

    internal static MapValue Map(SourcePlace place, params (string Name, Value? Value)[] members) =>
        new(
            place,
            [.. members.Where(member => member.Value is not null).Select(member => new Property(member.Name, member.Value?.Place ?? place, member.Value ?? TextValue.Of(place, "")))]);
}
