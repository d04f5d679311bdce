using System.Text.Json;
using Auditor.Core.Compliance;
using Auditor.Core.Rules;

namespace Auditor.Reports.Json;

/// <summary>Writes what the run says about frameworks: totals, and by name what passed, failed, could not be told or was accepted.</summary>
internal static class FrameworksJson
{
    public static void Write(Utf8JsonWriter json, AuditResult result)
    {
        json.WriteStartArray("frameworks");
        foreach (var tally in FrameworkTally.Of(result).Where(tally => tally.Controls.Any(control => control.Verdict is not ControlVerdict.NotAssessed)))
        {
            json.WriteStartObject();
            json.WriteString("id", tally.Framework.Id);
            json.WriteString("title", tally.Framework.Title);
            if (tally.Framework.Source is { } source)
            {
                json.WriteString("source", source);
            }

            if (tally.Framework.NotDerived is { } left)
            {
                json.WriteString("notDerived", left);
            }

            json.WriteStartObject("totals");
            foreach (var verdict in Enum.GetValues<ControlVerdict>())
            {
                json.WriteNumber(Word.Of(verdict), tally.Controls.Count(control => control.Verdict == verdict));
            }

            json.WriteEndObject();
            json.WriteStartArray("controls");
            foreach (var control in tally.Controls)
            {
                Write(json, control);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, ControlTally control)
    {
        json.WriteStartObject();
        json.WriteString("id", control.Control.Id);
        json.WriteString("title", control.Control.Title);
        json.WriteString("verdict", Word.Of(control.Verdict));
        json.WriteNumber("passed", control.Passed);
        json.WriteNumber("failed", control.Failed);
        json.WriteNumber("couldNotTell", control.CouldNotTell);
        json.WriteNumber("excepted", control.Suppressed);
        Texts(json, "rules", control.Rules.Select(rule => rule.Id));
        Texts(json, "followsFrom", control.FollowsFrom);
        Texts(json, "via", control.Via);
        if (control.Answers is not [])
        {
            json.WriteStartArray("things");
            foreach (var answer in control.Answers)
            {
                json.WriteStartObject();
                json.WriteString("thing", answer.Thing);
                json.WriteString("outcome", Word.Of(answer.Outcome));
                if (answer.Why is { } why)
                {
                    json.WriteString("why", why);
                }

                if (answer.Exception is { } exception)
                {
                    json.WriteString("exception", SuppressionText.Of(exception));
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        if (!texts.Any())
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
