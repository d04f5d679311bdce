using System.Text.Json;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;

namespace Auditor.Reports.Json;

/// <summary>Writes what a rule says about itself, into an object that is open.</summary>
internal static class RuleJson
{
    public static void Write(Utf8JsonWriter json, Rule rule, Severity severity)
    {
        json.WriteString("id", rule.Info.Id);
        json.WriteString("name", rule.Info.Name);
        json.WriteString("title", rule.Info.Title);
        json.WriteString("category", Word.Of(rule.Info.Category));
        json.WriteString("severity", Word.Of(severity));
        json.WriteString("confidence", Word.Of(rule.Info.Confidence));
        json.WriteStartArray("frameworks");
        foreach (var framework in rule.Info.Frameworks)
        {
            json.WriteStringValue(framework);
        }

        json.WriteEndArray();
        json.WriteString("help", ProjectLinks.HelpOf(rule).AbsoluteUri);
    }
}
