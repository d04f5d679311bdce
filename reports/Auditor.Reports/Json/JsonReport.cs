using System.Text.Encodings.Web;
using System.Text.Json;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;

namespace Auditor.Reports.Json;

/// <summary><c>findings.json</c>, for programs (design.md 3.3): the same inventory makes the same bytes.</summary>
public sealed class JsonReport : IReport
{
    private const int SchemaVersion = 1;

    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        // Names stay readable; no browser reads this file as HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <inheritdoc/>
    public string Format => "json";

    /// <inheritdoc/>
    public string FileName => "findings.json";

    /// <inheritdoc/>
    public void Write(ReportInput input, Stream output)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        using (var json = new Utf8JsonWriter(output, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("schemaVersion", SchemaVersion);
            json.WriteStartObject("tool");
            json.WriteString("name", input.Tool.Name);
            json.WriteString("version", input.Tool.Version);
            json.WriteEndObject();
            WriteScan(json, input.Result);
            WriteAssumptions(json, input.Result);
            json.WriteStartArray("findings");
            foreach (var finding in input.Result.Findings)
            {
                WriteFinding(json, finding);
            }

            json.WriteEndArray();
            ComparisonJson.Write(json, input.Result);
            WriteSuppressionNotes(json, input.Result);
            WriteSummary(json, input.Result);
            FrameworksJson.Write(json, input.Result);
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void WriteScan(Utf8JsonWriter json, AuditResult result)
    {
        json.WriteStartObject("scan");
        json.WriteString("startedAt", Instant.Text(result.Estate.CollectedAt));
        json.WriteBoolean("incomplete", result.IsIncomplete);
        json.WriteStartArray("scopes");
        foreach (var scope in result.Estate.Scopes)
        {
            WriteScope(json, scope.Account, scope.Region, ScopeStatus.Of(scope), scope.Gaps, scope);
        }

        // What has no Region (IAM) stands for itself, and only where there is something to say.
        foreach (var account in result.Estate.Accounts.Where(account => account.Gaps is not []))
        {
            WriteScope(json, account.Id, null, ScopeStatus.Partial, account.Gaps);
        }

        json.WriteEndArray();
        WriteFailures(json, result);
        json.WriteEndObject();
    }

    private static void WriteScope(Utf8JsonWriter json, string account, string? region, string status, IEnumerable<Gap> gaps, Scope? scope = null)
    {
        json.WriteStartObject();
        json.WriteString("account", account);
        WriteUnlessEmpty(json, "region", region);
        json.WriteString("status", status);
        json.WriteStartArray("gaps");
        foreach (var gap in gaps)
        {
            json.WriteStartObject();
            json.WriteString("operation", gap.Operation);
            json.WriteString("code", gap.Code);
            json.WriteString("target", gap.Target);
            json.WriteString("message", gap.Message);
            json.WriteString("lost", gap.Lost);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (scope is not null)
        {
            CallsJson.Write(json, scope);
        }

        json.WriteEndObject();
    }

    private static void WriteFailures(Utf8JsonWriter json, AuditResult result)
    {
        if (result.Failures is [])
        {
            return;
        }

        json.WriteStartArray("ruleFailures");
        foreach (var failure in result.Failures)
        {
            json.WriteStartObject();
            json.WriteString("ruleId", failure.Rule.Id);
            json.WriteString("subject", failure.Subject);
            json.WriteString("error", failure.Error);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteAssumptions(Utf8JsonWriter json, AuditResult result)
    {
        if (result.Assumptions is [])
        {
            return;
        }

        json.WriteStartArray("assumptions");
        foreach (var assumption in result.Assumptions)
        {
            json.WriteStartObject();
            json.WriteString("account", assumption.Account);
            json.WriteString("region", assumption.Region);
            WriteUnlessEmpty(json, "resource", assumption.Resource);
            WriteUnlessEmpty(json, "apiName", assumption.ApiName);
            WriteUnlessEmpty(json, "stage", assumption.Stage);
            json.WriteString("assumed", assumption.Assumed);
            json.WriteString("because", assumption.Because);
            json.WriteString("settledBy", assumption.SettledBy);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFinding(Utf8JsonWriter json, Finding finding)
    {
        var identity = finding.Subject.Identity;
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Rule.Id);
        json.WriteString("rule", finding.Rule.Name);
        json.WriteString("category", Word.Of(finding.Rule.Category));
        json.WriteString("outcome", Word.Of(finding.Outcome));
        if (finding.Outcome is Outcome.Flagged)
        {
            json.WriteString("severity", Word.Of(finding.Severity));
            json.WriteString("confidence", Word.Of(finding.Confidence));
        }

        json.WriteString("account", identity.Account);
        WriteUnlessEmpty(json, "region", identity.Region);
        json.WriteString("resource", identity.Arn);
        WriteUnlessEmpty(json, "apiId", identity.ApiId);
        WriteUnlessEmpty(json, "apiName", identity.ApiName);
        WriteUnlessEmpty(json, "stage", FindingPlace.SingleStage(finding));
        WriteStages(json, finding);
        NamedThingsJson.Write(json, finding.Named);
        WriteUnlessEmpty(json, "route", identity.Route);
        WriteUnlessEmpty(json, "audience", finding.Audience is { } audience ? Word.Of(audience) : null);
        json.WriteString("message", finding.Message);
        WriteUnlessEmpty(json, "operation", finding.Unknown?.Operation);
        WriteUnlessEmpty(json, "code", finding.Unknown?.Code);
        WriteEvidence(json, finding);
        json.WriteString("fingerprint", finding.Fingerprint);
        WriteUnlessEmpty(json, "status", finding.Status is { } status ? Word.Of(status) : null);
        WriteWorse(json, finding);
        WriteSuppression(json, finding);
        json.WriteEndObject();
    }

    private static void WriteWorse(Utf8JsonWriter json, Finding finding)
    {
        if (finding.Worse is [])
        {
            return;
        }

        json.WriteStartArray("worse");
        foreach (var change in finding.Worse)
        {
            json.WriteStringValue(change);
        }

        json.WriteEndArray();
    }

    private static void WriteSuppression(Utf8JsonWriter json, Finding finding)
    {
        if (finding.Suppression is not { } suppression)
        {
            return;
        }

        json.WriteStartObject("suppressed");
        json.WriteString("reason", suppression.Reason);
        WriteUnlessEmpty(json, "until", suppression.Until is { } until ? SuppressionText.Day(until) : null);
        json.WriteString("source", suppression.Source);
        WriteUnlessEmpty(json, "acceptedBy", suppression.AcceptedBy);
        WriteUnlessEmpty(json, "acceptedOn", suppression.AcceptedOn is { } on ? SuppressionText.Day(on) : null);
        json.WriteEndObject();
    }

    private static void WriteSuppressionNotes(Utf8JsonWriter json, AuditResult result)
    {
        if (result.SuppressionNotes is [])
        {
            return;
        }

        json.WriteStartArray("suppressionNotes");
        foreach (var note in result.SuppressionNotes)
        {
            json.WriteStartObject();
            json.WriteString("source", note.Source);
            json.WriteString("text", note.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteStages(Utf8JsonWriter json, Finding finding)
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

    private static void WriteEvidence(Utf8JsonWriter json, Finding finding)
    {
        if (finding.Evidence is [])
        {
            return;
        }

        json.WriteStartArray("evidence");
        foreach (var evidence in finding.Evidence)
        {
            json.WriteStartObject();
            json.WriteString("what", evidence.What);
            json.WriteString("value", evidence.Value);
            json.WriteString("pointer", evidence.Pointer ?? finding.Pointer);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSummary(Utf8JsonWriter json, AuditResult result)
    {
        json.WriteStartObject("summary");
        json.WriteNumber("flagged", result.Counted.Count());
        json.WriteNumber("suppressed", result.Suppressed.Count());
        json.WriteNumber("inconclusive", result.Inconclusive.Count());
        json.WriteStartObject("bySeverity");
        foreach (var severity in Enum.GetValues<Severity>().Reverse())
        {
            json.WriteNumber(Word.Of(severity), result.Counted.Count(finding => finding.Severity == severity));
        }

        json.WriteEndObject();
        json.WriteStartArray("rules");
        var rules = result.Rules.ToDictionary(rule => rule.Info.Id, StringComparer.Ordinal);
        foreach (var tally in result.Tallies)
        {
            json.WriteStartObject();
            RuleJson.Write(json, rules[tally.Rule.Id], result.SeverityOverrides.GetValueOrDefault(tally.Rule.Id, tally.Rule.Severity));
            json.WriteNumber("looked", tally.Looked);
            json.WriteNumber("flagged", tally.Flagged);
            json.WriteNumber("inconclusive", tally.Inconclusive);
            if (tally.OnlyCounted > 0)
            {
                json.WriteNumber("onlyCounted", tally.OnlyCounted);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteUnlessEmpty(Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            json.WriteString(name, value);
        }
    }
}
