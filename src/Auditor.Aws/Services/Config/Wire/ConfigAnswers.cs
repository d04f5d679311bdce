using System.Text.Json.Serialization;

namespace Auditor.Aws.Services.Config.Wire;

internal sealed record ConfigurationRecorders
{
    [JsonPropertyName("ConfigurationRecorders")]
    public IReadOnlyList<ConfigurationRecorder?>? Recorders { get; init; }
}

internal sealed record ConfigurationRecorder
{
    public string? Name { get; init; }

    public RecordingGroup? RecordingGroup { get; init; }

    public string? ServicePrincipal { get; init; }
}

internal sealed record RecordingGroup
{
    public bool? AllSupported { get; init; }

    public IReadOnlyList<string?>? ResourceTypes { get; init; }

    public ExclusionByResourceTypes? ExclusionByResourceTypes { get; init; }

    public RecordingStrategy? RecordingStrategy { get; init; }
}

internal sealed record ExclusionByResourceTypes
{
    public IReadOnlyList<string?>? ResourceTypes { get; init; }
}

internal sealed record RecordingStrategy
{
    public string? UseOnly { get; init; }
}

internal sealed record ConfigurationRecorderStatuses
{
    [JsonPropertyName("ConfigurationRecordersStatus")]
    public IReadOnlyList<ConfigurationRecorderStatus?>? Statuses { get; init; }
}

internal sealed record ConfigurationRecorderStatus
{
    public string? Name { get; init; }

    public bool? Recording { get; init; }

    public string? LastStatus { get; init; }
}

internal sealed record DeliveryChannels
{
    [JsonPropertyName("DeliveryChannels")]
    public IReadOnlyList<DeliveryChannel?>? Channels { get; init; }
}

internal sealed record DeliveryChannel
{
    [JsonPropertyName("snsTopicARN")]
    public string? SnsTopicArn { get; init; }
}

internal sealed record ConfigRules
{
    [JsonPropertyName("ConfigRules")]
    public IReadOnlyList<ConfigRule?>? Rules { get; init; }

    public string? NextToken { get; init; }
}

internal sealed record ConfigRule
{
    public string? ConfigRuleName { get; init; }

    public string? ConfigRuleState { get; init; }

    public ConfigRuleSource? Source { get; init; }

    public ConfigRuleScope? Scope { get; init; }
}

internal sealed record ConfigRuleSource
{
    public string? SourceIdentifier { get; init; }
}

internal sealed record ConfigRuleScope
{
    public IReadOnlyList<string?>? ComplianceResourceTypes { get; init; }
}

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
