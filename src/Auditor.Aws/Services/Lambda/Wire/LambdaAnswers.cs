using System.Text.Json.Serialization;

namespace Auditor.Aws.Services.Lambda.Wire;

internal sealed record FunctionPolicy
{
    public string? Policy { get; init; }
}

internal sealed record FunctionUrls
{
    [JsonPropertyName("FunctionUrlConfigs")]
    public IReadOnlyList<FunctionUrl?>? Urls { get; init; }

    public string? NextMarker { get; init; }
}

internal sealed record FunctionUrl
{
    /// <summary>With the alias that the address belongs to, if it does.</summary>
    public string? FunctionArn { get; init; }

    public string? AuthType { get; init; }
}

internal sealed record FunctionAliases
{
    public IReadOnlyList<FunctionAlias?>? Aliases { get; init; }

    public string? NextMarker { get; init; }
}

internal sealed record FunctionAlias
{
    public string? Name { get; init; }
}
