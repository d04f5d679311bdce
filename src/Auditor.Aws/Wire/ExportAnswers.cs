using System.Text.Json;
using System.Text.Json.Serialization;

namespace Auditor.Aws.Wire;

/// <summary>An OpenAPI document as GetExport writes it. Besides verbs a path may have members of any shape.</summary>
internal sealed record RestExport
{
    public IReadOnlyDictionary<string, JsonElement>? Paths { get; init; }

    public ExportComponents? Components { get; init; }

    [JsonPropertyName("x-amazon-apigateway-policy")]
    public JsonElement? Policy { get; init; }
}

internal sealed record ExportComponents
{
    public IReadOnlyDictionary<string, ExportScheme?>? SecuritySchemes { get; init; }
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

    /// <summary>As in other answers, but for the case of its words and the name of its responses.</summary>
    [JsonPropertyName("x-amazon-apigateway-integration")]
    public JsonElement? Integration { get; init; }
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
