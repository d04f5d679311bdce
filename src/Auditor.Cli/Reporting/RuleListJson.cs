using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Auditor.Core.Metadata;
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
                writer.WriteBoolean("onByDefault", info.OnByDefault);
                writer.WriteString("since", info.Since);
                writer.WriteString("assembly", rule.GetType().Assembly.GetName().Name);
                Write(writer, "appliesTo", info.AppliesTo.Select(kind => Camel($"{kind}")));
                Write(writer, "needs", Enum.GetValues<Needs>().Where(need => int.PopCount((int)need) == 1 && info.Needs.HasFlag(need)).Select(need => Camel($"{need}")));
                Write(writer, "frameworks", info.Frameworks);
                Write(writer, "aliases", info.Aliases);
                Write(writer, info.Options);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, ImmutableArray<RuleOption> options)
    {
        writer.WriteStartArray("options");
        foreach (var option in options)
        {
            writer.WriteStartObject();
            writer.WriteString("key", option.Key);
            writer.WriteString("kind", Camel($"{option.Kind}"));
            writer.WriteString("summary", option.Summary);
            writer.WritePropertyName("default");
            OptionJson.Default(option).WriteTo(writer);
            if (option is RuleOption<int> { Least: { } least, Most: { } most })
            {
                writer.WriteNumber("least", least);
                writer.WriteNumber("most", most);
            }

            if (option.Known is not [])
            {
                Write(writer, "known", option.Known);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
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
