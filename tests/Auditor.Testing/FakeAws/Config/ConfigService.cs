using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Protocol;

namespace Auditor.Testing.FakeAws.Config;

/// <summary>
/// AWS Config: is it recording (aws-facts.md A.1, A.5, G)? Older operations have lower-case members inside upper-case ones.
/// </summary>
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
            ["GetResourceConfigHistory"] = GetResourceConfigHistory,
        }.ToImmutableDictionary(StringComparer.Ordinal);

    // The page size is not documented, and cannot be chosen.
    // The newest first, unless asked otherwise (aws-facts.md G). The ids of APIs and stages are their ARNs, of V2 too.
    private static JsonObject GetResourceConfigHistory(FakeRequest request, JsonObject input)
    {
        if (request.Region.ConfigurationRecorders is [])
        {
            throw new FakeAwsException(
                400, "NoAvailableConfigurationRecorderException", "No configuration recorder is available to fetch history.");
        }

        var (type, id, limit) = (input.Text("resourceType"), input.Text("resourceId"), input["limit"]?.GetValue<int>() ?? 10);
        ImmutableArray<FakeConfigurationItem> items = [.. request.Region.ConfigurationItems.Where(item => item.ResourceType == type && item.ResourceId == id).OrderByDescending(item => item.CaptureTime)];
        return items switch
        {
            _ when limit is < 0 or > 100 => throw new FakeAwsException(400, "InvalidLimitException", "The limit is out of range."),
            [] =>
                throw new FakeAwsException(
                    400, "ResourceNotDiscoveredException", $"Resource {id} of resourceType:{type} is unknown or has not been discovered"),
            _ => Wire.Object(
                ("configurationItems", Wire.Array(items.Take(limit).Select(item => Wire.Object(
                    ("version", "1.3"),
                    ("accountId", request.Account.Id),
                    ("configurationItemCaptureTime", Wire.Epoch(item.CaptureTime)),
                    ("configurationItemStatus", item.Status),
                    ("arn", item.ResourceId),
                    ("resourceType", item.ResourceType),
                    ("resourceId", item.ResourceId),
                    ("awsRegion", request.Region.Name),
                    ("configuration", item.Configuration),
                    ("supplementaryConfiguration", new JsonObject()),
                    ("relationships", Wire.Array()))))),
                ("nextToken", items.Length > limit ? "more" : null)),
        };
    }

    private static JsonObject DescribeConfigRules(FakeRequest request, JsonObject input)
    {
        var page = TokenPage<FakeConfigRule>.Of(
            request.Region.ConfigRules,
            "DescribeConfigRules",
            input.Text("NextToken"),
            RulesPerPage,
            () => new(400, "InvalidNextTokenException", "The nextToken provided is invalid"));
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
            ("exclusionByResourceTypes", recorder.ExclusionByResourceTypes.IsEmpty
                ? null
                : Wire.Object(("resourceTypes", Wire.Array(recorder.ExclusionByResourceTypes)))),
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
