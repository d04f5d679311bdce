using System.Text.Json;
using System.Text.Json.Serialization;
using Auditor.Aws.Operations;

namespace Auditor.Aws.Services.Cognito.Wire;

/// <summary>Reads the answers of Cognito.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, GenerationMode = JsonSourceGenerationMode.Metadata, Converters = [typeof(TimestampConverter)])]
[JsonSerializable(typeof(UserPoolAnswer))]
internal sealed partial class CognitoJson : JsonSerializerContext;
