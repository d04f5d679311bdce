using System.Text.Json.Serialization;

namespace Auditor.Aws.Permissions;

[JsonSerializable(typeof(PolicyRecord))]
internal sealed partial class PolicyJsonContext : JsonSerializerContext;
