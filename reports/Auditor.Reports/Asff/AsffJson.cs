using System.Text.Json;
using System.Text.Json.Serialization;
using Auditor.Core.Text;

namespace Auditor.Reports.Asff;

[JsonSerializable(typeof(IEnumerable<ImportRequest>))]
internal sealed partial class AsffJson : JsonSerializerContext
{
    // Security Hub spells members as C# does.
    public static AsffJson Readable { get; } = new(new JsonSerializerOptions(JsonStyle.Readable) { PropertyNamingPolicy = null });
}
