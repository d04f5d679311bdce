using System.Text.Json;
using System.Text.Json.Serialization;
using Auditor.Aws.Operations;

namespace Auditor.Aws.Services.Config.Wire;

/// <summary>Reads the answers of AWS Config.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, GenerationMode = JsonSourceGenerationMode.Metadata, Converters = [typeof(TimestampConverter)])]
[JsonSerializable(typeof(ConfigurationRecorders))]
[JsonSerializable(typeof(ConfigurationRecorderStatuses))]
[JsonSerializable(typeof(DeliveryChannels))]
[JsonSerializable(typeof(ConfigurationItems))]
[JsonSerializable(typeof(ConfigRules))]
internal sealed partial class ConfigJson : JsonSerializerContext;
