using System.Text.Json;
using System.Text.Json.Serialization;
using Auditor.Aws.Operations;

namespace Auditor.Aws.Services.Waf.Wire;

/// <summary>Reads the answers of AWS WAF.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, GenerationMode = JsonSourceGenerationMode.Metadata, Converters = [typeof(TimestampConverter)])]
[JsonSerializable(typeof(WebAclAnswer))]
[JsonSerializable(typeof(IpSetAnswer))]
[JsonSerializable(typeof(ManagedRuleGroup))]
[JsonSerializable(typeof(RuleGroupAnswer))]
[JsonSerializable(typeof(LoggingConfigurationAnswer))]
internal sealed partial class WafJson : JsonSerializerContext;
