using System.Text.Json.Serialization;

namespace Auditor.Cli.Catalogue;

[JsonSerializable(typeof(IEnumerable<RuleListRecord>))]
internal sealed partial class RuleListJsonContext : JsonSerializerContext;
