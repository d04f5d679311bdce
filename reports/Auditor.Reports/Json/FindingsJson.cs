using System.Text.Json.Serialization;
using Auditor.Core.Text;

namespace Auditor.Reports.Json;

[JsonSerializable(typeof(FindingsFile))]
internal sealed partial class FindingsJson : JsonSerializerContext
{
    public static FindingsJson Readable { get; } = new(new(JsonStyle.Readable));
}
