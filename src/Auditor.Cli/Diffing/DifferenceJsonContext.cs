using System.Text.Json.Serialization;

namespace Auditor.Cli.Diffing;

[JsonSerializable(typeof(DifferenceRecord))]
internal sealed partial class DifferenceJsonContext : JsonSerializerContext;
