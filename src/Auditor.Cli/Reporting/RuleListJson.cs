using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Auditor.Core.Rules;

namespace Auditor.Cli.Reporting;

/// <summary>Lists rules for programs.</summary>
internal static class RuleListJson
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What each rule says about itself.</summary>
    public static string Of(ImmutableArray<Rule> rules)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Readable))
        {
            writer.WriteStartArray();
            foreach (var rule in rules)
            {
                var info = rule.Info;
                writer.WriteStartObject();
                writer.WriteString("id", info.Id);
                writer.WriteString("name", info.Name);
                writer.WriteString("title", info.Title);
                writer.WriteString("category", Words.Of(info.Category));
                writer.WriteString("severity", Words.Of(info.Severity));
                writer.WriteString("confidence", Words.Of(info.Confidence));
                writer.WriteString("since", info.Since);
                writer.WriteString("assembly", rule.GetType().Assembly.GetName().Name);
                Write(writer, "appliesTo", info.AppliesTo.Select(kind => Camel($"{kind}")));
                Write(writer, "needs", Enum.GetValues<Needs>().Where(need => int.PopCount((int)need) == 1 && info.Needs.HasFlag(need)).Select(need => Camel($"{need}")));
                Write(writer, "frameworks", info.Frameworks);
                Write(writer, "aliases", info.Aliases);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    private static void Write(Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }
}
