using System.Text.Json.Serialization;

namespace Auditor.Aws.Wire;

internal sealed record ConfigurationItems
{
    [JsonPropertyName("configurationItems")]
    public IReadOnlyList<ConfigurationItem?>? Items { get; init; }

    public string? NextToken { get; init; }
}

internal sealed record ConfigurationItem
{
    public DateTimeOffset? ConfigurationItemCaptureTime { get; init; }

    public string? ConfigurationItemStatus { get; init; }

    /// <summary>JSON in a string.</summary>
    public string? Configuration { get; init; }
}
