using System.Text.Json;
using Auditor.Reports.Json;
using Auditor.Reports.Templating;
using Scriban.Runtime;

namespace Auditor.Reports.Custom;

/// <summary>What people's own templates see: findings.json, whose shape is documented and kept, with what became of the run.</summary>
internal static class TemplateData
{
    /// <summary>One of everything that there can be.</summary>
    public static ScriptObject Example()
    {
        using var document = JsonDocument.Parse(OwnTemplates.Text("example.json"));
        return (ScriptObject)Plain(document.RootElement);
    }

    public static ScriptObject Of(ReportInput input)
    {
        using var stream = new MemoryStream();
        new JsonReport().Write(input, stream);
        using var document = JsonDocument.Parse(stream.GetBuffer().AsMemory(0, (int)stream.Length));
        var data = (ScriptObject)Plain(document.RootElement);
        data["gate"] = input.Gate ?? "";
        data["generatedAt"] = Instant.Text(input.GeneratedAt);
        return data;
    }

    private static object Plain(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => Members(element),
        JsonValueKind.Array => new ScriptArray(element.EnumerateArray().Select(Plain)),
        JsonValueKind.String => element.GetString() ?? "",
        JsonValueKind.Number => element.GetInt64(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        // Neither findings.json nor the example has a null.
        _ => "",
    };

    private static ScriptObject Members(JsonElement element)
    {
        var members = new ScriptObject();
        foreach (var member in element.EnumerateObject())
        {
            members[member.Name] = Plain(member.Value);
        }

        return members;
    }
}
