using System.Text.Json;
using System.Text.Json.Serialization;
using Auditor.Core.Text;

namespace Auditor.Reports.Ocsf;

[JsonSerializable(typeof(ComplianceFinding))]
internal sealed partial class OcsfJson : JsonSerializerContext
{
    // Every line is one event.
    public static OcsfJson OneLine { get; } = new(
        new JsonSerializerOptions(JsonStyle.OneLine) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower });
}
