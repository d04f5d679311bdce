using System.Text.Json;
using System.Text.Json.Serialization;
using Auditor.Aws.Operations;

namespace Auditor.Aws.Services.CloudWatch.Wire;

/// <summary>Reads the answers of CloudWatch.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, GenerationMode = JsonSourceGenerationMode.Metadata, Converters = [typeof(TimestampConverter)])]
[JsonSerializable(typeof(MetricList))]
[JsonSerializable(typeof(MetricData))]
[JsonSerializable(typeof(AlarmList))]
internal sealed partial class CloudWatchJson : JsonSerializerContext;
