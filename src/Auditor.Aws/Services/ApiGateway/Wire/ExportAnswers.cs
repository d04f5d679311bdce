using System.Text.Json;
using System.Text.Json.Serialization;

namespace Auditor.Aws.Services.ApiGateway.Wire;

/// <summary>An OpenAPI document as GetExport and ExportApi write it. Besides verbs a path may have members of any shape.</summary>
internal sealed record RestExport
{
    /// <summary>Which version of OpenAPI it is in: <c>3.0.1</c>.</summary>
    [JsonPropertyName("openapi")]
    public string? OpenApi { get; init; }

    public IReadOnlyList<ExportServer?>? Servers { get; init; }

    public IReadOnlyDictionary<string, JsonElement>? Paths { get; init; }

    public ExportComponents? Components { get; init; }

    [JsonPropertyName("x-amazon-apigateway-policy")]
    public JsonElement? Policy { get; init; }

    [JsonPropertyName("x-amazon-apigateway-api-key-source")]
    public string? ApiKeySource { get; init; }

    /// <summary>By name.</summary>
    [JsonPropertyName("x-amazon-apigateway-request-validators")]
    public IReadOnlyDictionary<string, RequestValidator?>? RequestValidators { get; init; }

    /// <summary>The validator of methods that name none.</summary>
    [JsonPropertyName("x-amazon-apigateway-request-validator")]
    public string? RequestValidator { get; init; }

    /// <summary>By type.</summary>
    [JsonPropertyName("x-amazon-apigateway-gateway-responses")]
    public IReadOnlyDictionary<string, GatewayResponse?>? GatewayResponses { get; init; }

    /// <summary>Of an HTTP API.</summary>
    [JsonPropertyName("x-amazon-apigateway-cors")]
    public CorsConfiguration? Cors { get; init; }
}

internal sealed record ExportServer
{
    [JsonPropertyName("x-amazon-apigateway-endpoint-configuration")]
    public ExportEndpoint? Endpoint { get; init; }
}

internal sealed record ExportEndpoint
{
    public bool? DisableExecuteApiEndpoint { get; init; }
}

internal sealed record ExportComponents
{
    public IReadOnlyDictionary<string, ExportScheme?>? SecuritySchemes { get; init; }

    /// <summary>Integrations that methods refer to (HTTP).</summary>
    [JsonPropertyName("x-amazon-apigateway-integrations")]
    public IReadOnlyDictionary<string, JsonElement>? Integrations { get; init; }
}

internal sealed record ExportScheme
{
    public string? Type { get; init; }

    public string? Name { get; init; }

    public string? In { get; init; }

    [JsonPropertyName("x-amazon-apigateway-authtype")]
    public string? AuthType { get; init; }

    [JsonPropertyName("x-amazon-apigateway-authorizer")]
    public RestAuthorizer? Authorizer { get; init; }
}

internal sealed record ExportOperation
{
    public IReadOnlyList<IReadOnlyDictionary<string, IReadOnlyList<string?>?>?>? Security { get; init; }

    public IReadOnlyList<ExportParameter?>? Parameters { get; init; }

    public ExportBody? RequestBody { get; init; }

    [JsonPropertyName("x-amazon-apigateway-request-validator")]
    public string? RequestValidator { get; init; }

    /// <summary>Of a route of an HTTP API that asks for a signature.</summary>
    [JsonPropertyName("x-amazon-apigateway-auth")]
    public ExportAuthorization? Authorization { get; init; }

    /// <summary>As in other answers, but for the case of its words and the name of its responses.</summary>
    [JsonPropertyName("x-amazon-apigateway-integration")]
    public JsonElement? Integration { get; init; }
}

internal sealed record ExportAuthorization
{
    public string? Type { get; init; }
}

internal sealed record ExportParameter
{
    public string? Name { get; init; }

    public string? In { get; init; }

    public bool? Required { get; init; }
}

internal sealed record ExportBody
{
    public IReadOnlyDictionary<string, JsonElement>? Content { get; init; }
}

internal sealed record CorsConfiguration
{
    public bool? AllowCredentials { get; init; }

    public IReadOnlyList<string?>? AllowHeaders { get; init; }

    public IReadOnlyList<string?>? AllowMethods { get; init; }

    public IReadOnlyList<string?>? AllowOrigins { get; init; }
}

internal sealed record JwtConfiguration
{
    public IReadOnlyList<string?>? Audience { get; init; }

    public string? Issuer { get; init; }
}
