using System.Text.Json;
using System.Text.Json.Serialization;
using Auditor.Aws.Operations;

namespace Auditor.Aws.Services.Logs.Wire;

/// <summary>Reads the answers of CloudWatch Logs.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, GenerationMode = JsonSourceGenerationMode.Metadata, Converters = [typeof(TimestampConverter)])]
[JsonSerializable(typeof(LogGroups))]
internal sealed partial class LogsJson : JsonSerializerContext;
