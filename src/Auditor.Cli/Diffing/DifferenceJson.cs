using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Auditor.Core.Findings;

namespace Auditor.Cli.Diffing;

/// <summary>Tells programs what is different.</summary>
internal static class DifferenceJson
{
    private const int SchemaVersion = 1;
    private static readonly JsonWriterOptions Readable = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(Difference difference)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Readable))
        {
            json.WriteStartObject();
            json.WriteNumber("schemaVersion", SchemaVersion);
            json.WriteString("before", difference.Before);
            json.WriteString("after", difference.After);
            json.WriteBoolean("different", difference.IsDifferent);
            json.WriteBoolean("incomplete", difference.IsIncomplete);
            json.WriteStartObject("findings");
            Write(json, "came", difference.Came);
            WriteWorsened(json, difference.Worsened);
            Write(json, "went", difference.Went);
            Write(json, "firstAssessed", difference.FirstAssessed);
            Write(json, "notReread", difference.NotReread);
            json.WriteEndObject();
            if (difference.Configuration is { } changes)
            {
                json.WriteStartArray("configuration");
                foreach (var change in changes)
                {
                    Write(json, change);
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        return $"{Encoding.UTF8.GetString(stream.ToArray())}\n";
    }

    private static void WriteWorsened(Utf8JsonWriter json, IEnumerable<WorseFinding> findings)
    {
        json.WriteStartArray("worsened");
        foreach (var worse in findings)
        {
            json.WriteStartObject();
            WriteMembers(json, worse.Finding);
            json.WriteStartArray("worse");
            foreach (var change in worse.Worse)
            {
                json.WriteStringValue(change);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<PastFinding> findings)
    {
        json.WriteStartArray(name);
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            WriteMembers(json, finding);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteMembers(Utf8JsonWriter json, PastFinding finding)
    {
        json.WriteString("ruleId", finding.RuleId);
        Optional(json, "rule", finding.RuleName);
        Optional(json, "severity", finding.Severity is { } severity ? Words.Of(severity) : null);
        Optional(json, "account", finding.Account);
        Optional(json, "region", finding.Region);
        Optional(json, "resource", finding.Resource);
        Optional(json, "apiId", finding.ApiId);
        Optional(json, "apiName", finding.ApiName);
        Optional(json, "stage", finding.Stage);
        Optional(json, "route", finding.Route);
        json.WriteString("message", finding.Message);
        json.WriteString("fingerprint", finding.Fingerprint);
    }

    private static void Write(Utf8JsonWriter json, ConfigurationChange change)
    {
        json.WriteStartObject();
        json.WriteString("change", JsonNamingPolicy.CamelCase.ConvertName($"{change.Kind}"));
        json.WriteString("account", change.Account);
        Optional(json, "region", change.Region);
        json.WriteString("thing", change.Thing);
        Optional(json, "property", change.Property);
        Optional(json, "before", change.Before);
        Optional(json, "after", change.After);
        json.WriteEndObject();
    }

    private static void Optional(Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            json.WriteString(name, value);
        }
    }
}
