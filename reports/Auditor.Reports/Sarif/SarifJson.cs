using System.Text.Json.Serialization;
using Auditor.Core.Text;

namespace Auditor.Reports.Sarif;

[JsonSerializable(typeof(SarifLog))]
internal sealed partial class SarifJson : JsonSerializerContext
{
    public static SarifJson Readable { get; } = new(new(JsonStyle.Readable));

    public static SarifJson OneLine { get; } = new(new(JsonStyle.OneLine));
}
