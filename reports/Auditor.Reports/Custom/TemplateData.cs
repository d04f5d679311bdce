using System.Text.Json;
using Auditor.Reports.Json;

namespace Auditor.Reports.Custom;

/// <summary>What people's own templates see: findings.json, whose shape is documented and kept, with what became of the run.</summary>
internal static class TemplateData
{
    /// <summary>One of everything that there can be.</summary>
    public static object Example()
    {
        using var stream = typeof(TemplateData).Assembly.GetManifestResourceStream("example.json") ?? throw new InvalidOperationException("'example.json' is not part of the program.");
        using var document = JsonDocument.Parse(stream);
        return Plain(document.RootElement);
    }

    public static object Of(ReportInput input)
    {
        using var stream = new MemoryStream();
        new JsonReport().Write(input, stream);
        using var document = JsonDocument.Parse(stream.GetBuffer().AsMemory(0, (int)stream.Length));
        var data = Plain(document.RootElement);
        if (data is Dictionary<string, object> members)
        {
            members["gate"] = input.Gate ?? "";
            members["generatedAt"] = Instant.Text(input.GeneratedAt);
        }

        return data;
    }

    private static object Plain(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().ToDictionary(member => member.Name, member => Plain(member.Value), StringComparer.Ordinal),
        JsonValueKind.Array => element.EnumerateArray().Select(Plain).ToList(),
        JsonValueKind.String => element.GetString() ?? "",
        JsonValueKind.Number => element.GetInt64(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        // Neither findings.json nor the example has a null.
        _ => "",
    };
}
