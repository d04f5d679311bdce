using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Protocol;

namespace Auditor.Testing.FakeAws.Config;

/// <summary>AWS Config: is it recording (aws-facts.md A.1, A.5, G)? Older operations have lower-case members inside upper-case ones.</summary>
internal sealed class ConfigService : JsonRpcService
{
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
                ("DeliveryChannels", Wire.Array(request.Region.DeliveryChannels.Select(channel => Wire.Object(("name", channel.Name), ("s3BucketName", channel.S3BucketName)))))),
        }.ToImmutableDictionary(StringComparer.Ordinal);

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
