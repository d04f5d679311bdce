using System.Text.Json;
using System.Text.Json.Serialization;
using Auditor.Aws.Operations;

namespace Auditor.Aws.Services.Iam.Wire;

/// <summary>Reads the answers of IAM, whose XML was turned into the JSON that it stands for.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, GenerationMode = JsonSourceGenerationMode.Metadata, Converters = [typeof(TimestampConverter)])]
[JsonSerializable(typeof(AuthorizationDetails))]
internal sealed partial class IamJson : JsonSerializerContext;
