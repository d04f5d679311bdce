using System.Text.Json.Serialization;

namespace Auditor.Aws.Services.Logs.Wire;

internal sealed record LogGroups
{
    [JsonPropertyName("logGroups")]
    public IReadOnlyList<LogGroup?>? Groups { get; init; }

    public string? NextToken { get; init; }
}

internal sealed record LogGroup
{
    public string? LogGroupName { get; init; }

    public int? RetentionInDays { get; init; }

    public string? KmsKeyId { get; init; }
}
