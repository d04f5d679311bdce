using System.Collections.Immutable;
using System.Text.Json;
using Auditor.Core.Findings;

namespace Auditor.Reports.Json;

/// <summary>Writes what a finding names.</summary>
internal static class NamedThingsJson
{
    public static void Write(Utf8JsonWriter json, ImmutableArray<NamedThings> named)
    {
        if (named is [])
        {
            return;
        }

        json.WriteStartArray("named");
        foreach (var things in named)
        {
            json.WriteStartObject();
            json.WriteString("kind", things.Kind);
            if (things.Stages is not [])
            {
                WriteTexts(json, "stages", things.Stages);
            }

            WriteTexts(json, "names", things.Names);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, ImmutableArray<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
