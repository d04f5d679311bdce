using System.Text.Json;
using System.Text.Json.Serialization;
using Auditor.Aws.Operations;

namespace Auditor.Aws.Services.Ec2.Wire;

/// <summary>Reads the answers of EC2, whose XML was turned into the JSON that it stands for.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, GenerationMode = JsonSourceGenerationMode.Metadata, Converters = [typeof(TimestampConverter)])]
[JsonSerializable(typeof(Regions))]
internal sealed partial class Ec2Json : JsonSerializerContext;
