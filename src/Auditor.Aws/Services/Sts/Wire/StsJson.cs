using System.Text.Json;
using System.Text.Json.Serialization;
using Auditor.Aws.Operations;

namespace Auditor.Aws.Services.Sts.Wire;

/// <summary>Reads the answers of the token service, whose XML was turned into the JSON that it stands for.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, GenerationMode = JsonSourceGenerationMode.Metadata, Converters = [typeof(TimestampConverter)])]
[JsonSerializable(typeof(CallerIdentity))]
internal sealed partial class StsJson : JsonSerializerContext;
