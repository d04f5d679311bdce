using System.Text.Json;
using System.Text.Json.Serialization;

namespace Auditor.Aws.Wire;

// Answers of WAF, CloudWatch, Config, IAM, Lambda, ACM, Cognito, CloudWatch Logs, STS and EC2.

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

    public IReadOnlyList<WafLabel?>? RuleLabels { get; init; }

    public WafAction? Action { get; init; }

    public WafAction? OverrideAction { get; init; }
}

internal sealed record WafLabel
{
    public string? Name { get; init; }
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

internal sealed record LoggingConfigurationAnswer
{
    public LoggingConfiguration? LoggingConfiguration { get; init; }
}

internal sealed record LoggingConfiguration
{
    public IReadOnlyList<string?>? LogDestinationConfigs { get; init; }

    public LoggingFilter? LoggingFilter { get; init; }
}

/// <summary>Which records are written.</summary>
internal sealed record LoggingFilter
{
    /// <summary>What becomes of records that no filter matches: KEEP or DROP.</summary>
    public string? DefaultBehavior { get; init; }

    public IReadOnlyList<LoggingFilterEntry?>? Filters { get; init; }
}

internal sealed record LoggingFilterEntry
{
    /// <summary>KEEP or DROP.</summary>
    public string? Behavior { get; init; }
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

internal sealed record AlarmList
{
    public IReadOnlyList<MetricAlarm?>? MetricAlarms { get; init; }

    public IReadOnlyList<CompositeAlarm?>? CompositeAlarms { get; init; }

    public string? NextToken { get; init; }
}

internal sealed record MetricAlarm
{
    public string? AlarmName { get; init; }

    public string? AlarmArn { get; init; }

    public bool? ActionsEnabled { get; init; }

    public IReadOnlyList<string?>? AlarmActions { get; init; }

    public string? Namespace { get; init; }

    public string? MetricName { get; init; }

    public IReadOnlyList<Dimension?>? Dimensions { get; init; }

    /// <summary>What an expression is made of; then the alarm has no metric of its own.</summary>
    public IReadOnlyList<MetricDataQuery?>? Metrics { get; init; }
}

internal sealed record MetricDataQuery
{
    public MetricStat? MetricStat { get; init; }

    /// <summary>Arithmetic over other metrics, or a Metrics Insights query.</summary>
    public string? Expression { get; init; }

    /// <summary>Whose metric it is; absent for the account's own.</summary>
    public string? AccountId { get; init; }
}

internal sealed record MetricStat
{
    public Metric? Metric { get; init; }
}

internal sealed record CompositeAlarm
{
    public string? AlarmName { get; init; }

    public string? AlarmArn { get; init; }

    public bool? ActionsEnabled { get; init; }

    public IReadOnlyList<string?>? AlarmActions { get; init; }

    /// <summary><c>ALARM("5xx of orders") OR ALARM(arn:...)</c>.</summary>
    public string? AlarmRule { get; init; }
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

    public string? UserId { get; init; }

    public string? RoleId { get; init; }

    public IReadOnlyList<IdentityTag?>? Tags { get; init; }

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

internal sealed record IdentityTag
{
    public string? Key { get; init; }

    public string? Value { get; init; }
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

internal sealed record CertificateAnswer
{
    public Certificate? Certificate { get; init; }
}

internal sealed record Certificate
{
    public string? Status { get; init; }

    public string? Type { get; init; }

    public DateTimeOffset? NotAfter { get; init; }

    public string? KeyAlgorithm { get; init; }

    public string? RenewalEligibility { get; init; }

    public RenewalSummary? RenewalSummary { get; init; }
}

internal sealed record RenewalSummary
{
    public string? RenewalStatus { get; init; }
}

internal sealed record UserPoolAnswer
{
    public UserPool? UserPool { get; init; }
}

internal sealed record UserPool
{
    public string? Name { get; init; }

    public string? MfaConfiguration { get; init; }

    public AdminCreateUserConfig? AdminCreateUserConfig { get; init; }
}

internal sealed record AdminCreateUserConfig
{
    public bool? AllowAdminCreateUserOnly { get; init; }
}

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
