using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Protocol;

namespace Auditor.Testing.FakeAws.Config;

/// <summary>AWS Config: is it recording (aws-facts.md A.1, A.5, G)? Older operations have lower-case members inside upper-case ones.</summary>
internal sealed class ConfigService : JsonRpcService
{
    private const int RulesPerPage = 25;

    public override string SigningName => "config";

    protected override string TargetPrefix => "StarlingDoveService";

    protected override string ActionPrefix => "config";

    protected override ImmutableDictionary<string, Func<FakeRequest, JsonObject, JsonObject>> Operations { get; } =
        new Dictionary<string, Func<FakeRequest, JsonObject, JsonObject>>(StringComparer.Ordinal)
        {
            ["DescribeConfigurationRecorders"] = (request, _) => Wire.Object(
                ("ConfigurationRecorders", Wire.Array(request.Region.ConfigurationRecorders.Select(recorder => Recorder(request, recorder))))),
            ["DescribeConfigurationRecorderStatus"] = (request, _) => Wire.Object(
                ("ConfigurationRecordersStatus", Wire.Array(request.Region.ConfigurationRecorders.Select(Status)))),
            ["DescribeDeliveryChannels"] = (request, _) => Wire.Object(
                ("DeliveryChannels", Wire.Array(request.Region.DeliveryChannels.Select(channel => Wire.Object(("name", channel.Name), ("s3BucketName", channel.S3BucketName), ("snsTopicARN", channel.SnsTopicArn)))))),
            ["DescribeConfigRules"] = DescribeConfigRules,
        }.ToImmutableDictionary(StringComparer.Ordinal);

    // The page size is not documented, and cannot be chosen.
    private static JsonObject DescribeConfigRules(FakeRequest request, JsonObject input)
    {
        var page = TokenPage<FakeConfigRule>.Of(request.Region.ConfigRules, "DescribeConfigRules", input.Text("NextToken"), RulesPerPage, () => new(400, "InvalidNextTokenException", "The nextToken provided is invalid"));
        return Wire.Object(
            ("ConfigRules", Wire.Array(page.Items.Select(rule => Wire.Object(
                ("ConfigRuleName", rule.Name),
                ("ConfigRuleArn", $"arn:{request.Partition}:config:{request.Region.Name}:{request.Account.Id}:config-rule/{rule.Name}"),
                ("Scope", rule.ResourceTypes.IsEmpty ? null : Wire.Object(("ComplianceResourceTypes", Wire.Array(rule.ResourceTypes)))),
                ("Source", Wire.Object(("Owner", "AWS"), ("SourceIdentifier", rule.SourceIdentifier))),
                ("InputParameters", rule.InputParameters),
                ("ConfigRuleState", rule.State))))),
            ("NextToken", page.Next));
    }

    private static JsonObject Recorder(FakeRequest request, FakeConfigurationRecorder recorder) => Wire.Object(
        ("name", recorder.Name),
        ("roleARN", $"arn:{request.Partition}:iam::{request.Account.Id}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"),
        ("recordingGroup", Wire.Object(
            ("allSupported", recorder.AllSupported),
            ("includeGlobalResourceTypes", recorder.AllSupported),
            ("resourceTypes", Wire.Array(recorder.ResourceTypes)),
            ("exclusionByResourceTypes", recorder.ExclusionByResourceTypes.IsEmpty ? null : Wire.Object(("resourceTypes", Wire.Array(recorder.ExclusionByResourceTypes)))),
            ("recordingStrategy", Wire.Object(("useOnly", recorder.UseOnly ?? Strategy(recorder)))))),
        ("recordingMode", recorder.RecordingFrequency is { } frequency ? Wire.Object(("recordingFrequency", frequency)) : null),
        ("recordingScope", recorder.ServicePrincipal is null ? "PAID" : "INTERNAL"),
        ("servicePrincipal", recorder.ServicePrincipal));

    private static JsonObject Status(FakeConfigurationRecorder recorder) => Wire.Object(
        ("name", recorder.Name),
        ("recording", recorder.Recording),
        ("lastStatus", recorder.LastStatus),
        ("servicePrincipal", recorder.ServicePrincipal));

    private static string Strategy(FakeConfigurationRecorder recorder) => recorder switch
    {
        { AllSupported: true } => "ALL_SUPPORTED_RESOURCE_TYPES",
        { ExclusionByResourceTypes.IsEmpty: false } => "EXCLUSION_BY_RESOURCE_TYPES",
        _ => "INCLUSION_BY_RESOURCE_TYPES",
    };
}
