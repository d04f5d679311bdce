using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Auditor.Core.Text;

/// <summary>How JSON is written everywhere: the same bytes on every system, and names as people wrote them.</summary>
public static class JsonStyle
{
    // No browser reads these files as HTML.
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>One member a line, names in camel case; what is null is left out.</summary>
    public static JsonSerializerOptions Readable { get; } = Frozen(OfMembers(isIndented: true));

    /// <summary>The same on one line.</summary>
    public static JsonSerializerOptions OneLine { get; } = Frozen(OfMembers(isIndented: false));

    private static JsonSerializerOptions OfMembers(bool isIndented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = isIndented,
        NewLine = "\n",
        Encoder = Encoder,
    };

    private static JsonSerializerOptions Frozen(JsonSerializerOptions options)
    {
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
