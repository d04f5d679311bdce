using System.Text.Json;
using Auditor.Core.Findings;
using Auditor.Core.Rules;

namespace Auditor.Reports.Json;

/// <summary>Writes what became of an earlier run's findings. The next run reads it: what could not be looked at again is still known then.</summary>
internal static class ComparisonJson
{
    public static void Write(Utf8JsonWriter json, AuditResult result)
    {
        if (result.Comparison is not { } comparison)
        {
            return;
        }

        json.WriteStartObject("comparison");
        json.WriteString("source", comparison.Source);
        if (comparison.CollectedAt is { } at)
        {
            json.WriteString("startedAt", Instant.Text(at));
        }

        json.WriteNumber("new", result.Flagged.Count(finding => finding.Status is FindingStatus.New));
        json.WriteNumber("worsened", result.Flagged.Count(finding => finding.Status is FindingStatus.Worsened));
        json.WriteNumber("firstAssessed", result.Flagged.Count(finding => finding.Status is FindingStatus.FirstAssessed));
        json.WriteNumber("unchanged", result.Flagged.Count(finding => finding.Status is FindingStatus.Unchanged));
        WriteAll(json, "absent", comparison.Absent);
        WriteAll(json, "notReread", comparison.NotReread);
        json.WriteEndObject();
    }

    private static void WriteAll(Utf8JsonWriter json, string name, IEnumerable<PastFinding> findings)
    {
        json.WriteStartArray(name);
        foreach (var finding in findings)
        {
            Write(json, finding);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, PastFinding finding)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", finding.RuleId);
        Optional(json, "rule", finding.RuleName);
        Optional(json, "severity", finding.Severity is { } severity ? Word.Of(severity) : null);
        Optional(json, "account", finding.Account);
        Optional(json, "region", finding.Region);
        Optional(json, "resource", finding.Resource);
        Optional(json, "apiId", finding.ApiId);
        Optional(json, "apiName", finding.ApiName);
        Optional(json, "stage", finding.Stage);
        WriteStages(json, finding);
        NamedThingsJson.Write(json, finding.Named);
        Optional(json, "route", finding.Route);
        Optional(json, "audience", finding.Audience is { } audience ? Word.Of(audience) : null);
        json.WriteString("message", finding.Message);
        json.WriteString("fingerprint", finding.Fingerprint);
        json.WriteEndObject();
    }

    private static void WriteStages(Utf8JsonWriter json, PastFinding finding)
    {
        if (finding.Stages is [])
        {
            return;
        }

        json.WriteStartArray("stages");
        foreach (var stage in finding.Stages)
        {
            json.WriteStringValue(stage);
        }

        json.WriteEndArray();
    }

    private static void Optional(Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            json.WriteString(name, value);
        }
    }
}
