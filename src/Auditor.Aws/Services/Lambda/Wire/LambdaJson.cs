using System.Text.Json;
using System.Text.Json.Serialization;
using Auditor.Aws.Operations;

namespace Auditor.Aws.Services.Lambda.Wire;

/// <summary>Reads the answers of Lambda.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, GenerationMode = JsonSourceGenerationMode.Metadata, Converters = [typeof(TimestampConverter)])]
[JsonSerializable(typeof(FunctionPolicy))]
[JsonSerializable(typeof(FunctionUrls))]
[JsonSerializable(typeof(FunctionAliases))]
internal sealed partial class LambdaJson : JsonSerializerContext;
