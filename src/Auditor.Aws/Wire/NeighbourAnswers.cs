using System.Text.Json;
using System.Text.Json.Serialization;

namespace Auditor.Aws.Wire;

// Answers of WAF, CloudWatch, Config, IAM, Lambda, STS and EC2.

internal sealed record WebAclAnswer
{
    [JsonPropertyName("WebACL")]
    public WebAcl? WebAcl { get; init; }
}

internal sealed record WebAcl
{
    public string? Name { get; init; }

    public string? Id { get; init; }

    [JsonPropertyName("ARN")]
    public string? Arn { get; init; }

    public WafAction? DefaultAction { get; init; }

    public IReadOnlyList<WafRule?>? Rules { get; init; }

    public IReadOnlyList<ManagerRuleGroup?>? PreProcessFirewallManagerRuleGroups { get; init; }

    public IReadOnlyList<ManagerRuleGroup?>? PostProcessFirewallManagerRuleGroups { get; init; }
}

/// <summary>A rule group that Firewall Manager put before or after the account's own rules.</summary>
internal sealed record ManagerRuleGroup
{
    public string? Name { get; init; }

    public int? Priority { get; init; }

    public JsonElement? FirewallManagerStatement { get; init; }

    public WafAction? OverrideAction { get; init; }
}

internal sealed record WafRule
{
    public string? Name { get; init; }

    public int? Priority { get; init; }

    /// <summary>A tree of several dozen kinds of statement, read member by member where it is judged.</summary>
    public JsonElement? Statement { get; init; }

    public WafAction? Action { get; init; }

    public WafAction? OverrideAction { get; init; }
}

/// <summary>Exactly one member is present; it is an object, often an empty one.</summary>
internal sealed record WafAction
{
    public JsonElement? Allow { get; init; }

    public JsonElement? Block { get; init; }

    public JsonElement? Count { get; init; }

    public JsonElement? Captcha { get; init; }

    public JsonElement? Challenge { get; init; }

    public JsonElement? None { get; init; }
}

internal sealed record RuleGroupAnswer
{
    public RuleGroup? RuleGroup { get; init; }
}

internal sealed record RuleGroup
{
    public string? Name { get; init; }

    [JsonPropertyName("ARN")]
    public string? Arn { get; init; }

    public IReadOnlyList<WafRule?>? Rules { get; init; }
}

internal sealed record IpSetAnswer
{
    [JsonPropertyName("IPSet")]
    public IpSet? IpSet { get; init; }
}

internal sealed record IpSet
{
    public IReadOnlyList<string?>? Addresses { get; init; }
}

/// <summary>What a vendor's rule group consists of.</summary>
internal sealed record ManagedRuleGroup
{
    public IReadOnlyList<WafRule?>? Rules { get; init; }
}

internal sealed record MetricList
{
    public IReadOnlyList<Metric?>? Metrics { get; init; }

    public string? NextToken { get; init; }
}

internal sealed record Metric
{
    public string? Namespace { get; init; }

    public string? MetricName { get; init; }

    public IReadOnlyList<Dimension?>? Dimensions { get; init; }
}

internal sealed record Dimension
{
    public string? Name { get; init; }

    public string? Value { get; init; }
}

internal sealed record MetricData
{
    public IReadOnlyList<MetricDataResult?>? MetricDataResults { get; init; }

    public string? NextToken { get; init; }
}

internal sealed record MetricDataResult
{
    public string? Id { get; init; }

    public IReadOnlyList<DateTimeOffset>? Timestamps { get; init; }

    public IReadOnlyList<double>? Values { get; init; }

    public string? StatusCode { get; init; }
}

internal sealed record ConfigurationRecorders
{
    [JsonPropertyName("ConfigurationRecorders")]
    public IReadOnlyList<ConfigurationRecorder?>? Recorders { get; init; }
}

internal sealed record ConfigurationRecorder
{
    public string? Name { get; init; }

    public RecordingGroup? RecordingGroup { get; init; }

    public string? RecordingScope { get; init; }

    public string? ServicePrincipal { get; init; }
}

internal sealed record RecordingGroup
{
    public bool? AllSupported { get; init; }

    public bool? IncludeGlobalResourceTypes { get; init; }

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

    public string? ServicePrincipal { get; init; }
}

internal sealed record DeliveryChannels
{
    [JsonPropertyName("DeliveryChannels")]
    public IReadOnlyList<DeliveryChannel?>? Channels { get; init; }
}

internal sealed record DeliveryChannel
{
    public string? Name { get; init; }

    public string? S3BucketName { get; init; }

    [JsonPropertyName("snsTopicARN")]
    public string? SnsTopicArn { get; init; }
}

internal sealed record AuthorizationDetails
{
    public IReadOnlyList<IdentityDetail?>? UserDetailList { get; init; }

    public IReadOnlyList<IdentityDetail?>? GroupDetailList { get; init; }

    public IReadOnlyList<IdentityDetail?>? RoleDetailList { get; init; }

    public IReadOnlyList<ManagedPolicy?>? Policies { get; init; }

    /// <summary>Only present when there is another page.</summary>
    public string? Marker { get; init; }
}

/// <summary>A user, group or role. Which one it is, the list says that it stands in.</summary>
internal sealed record IdentityDetail
{
    public string? UserName { get; init; }

    public string? GroupName { get; init; }

    public string? RoleName { get; init; }

    public string? Path { get; init; }

    public string? Arn { get; init; }

    /// <summary>JSON, percent-encoded.</summary>
    public string? AssumeRolePolicyDocument { get; init; }

    public IReadOnlyList<InlinePolicy?>? UserPolicyList { get; init; }

    public IReadOnlyList<InlinePolicy?>? GroupPolicyList { get; init; }

    public IReadOnlyList<InlinePolicy?>? RolePolicyList { get; init; }

    public IReadOnlyList<AttachedPolicy?>? AttachedManagedPolicies { get; init; }

    public IReadOnlyList<string?>? GroupList { get; init; }

    public PermissionsBoundary? PermissionsBoundary { get; init; }
}

internal sealed record PermissionsBoundary
{
    public string? PermissionsBoundaryArn { get; init; }
}

internal sealed record InlinePolicy
{
    public string? PolicyName { get; init; }

    /// <summary>JSON, percent-encoded.</summary>
    public string? PolicyDocument { get; init; }
}

internal sealed record AttachedPolicy
{
    public string? PolicyName { get; init; }

    public string? PolicyArn { get; init; }
}

internal sealed record ManagedPolicy
{
    public string? PolicyName { get; init; }

    public string? Arn { get; init; }

    public int? AttachmentCount { get; init; }

    public string? DefaultVersionId { get; init; }

    public IReadOnlyList<PolicyVersion?>? PolicyVersionList { get; init; }
}

internal sealed record PolicyVersion
{
    public string? VersionId { get; init; }

    /// <summary>A word rather than a truth value: it comes out of XML.</summary>
    public string? IsDefaultVersion { get; init; }

    /// <summary>JSON, percent-encoded.</summary>
    public string? Document { get; init; }
}

internal sealed record FunctionPolicy
{
    public string? Policy { get; init; }
}

internal sealed record CallerIdentity
{
    public string? Account { get; init; }

    public string? Arn { get; init; }
}

internal sealed record Regions
{
    public IReadOnlyList<Region?>? RegionInfo { get; init; }
}

internal sealed record Region
{
    public string? RegionName { get; init; }

    public string? OptInStatus { get; init; }
}
