using System.Text.Json.Serialization;

namespace Auditor.Cli.Reporting;

[JsonSerializable(typeof(IEnumerable<RuleListRecord>))]
internal sealed partial class RuleListJsonContext : JsonSerializerContext;
