using System.Text.Encodings.Web;
using System.Text.Json;
using Auditor.Core.Findings;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;

namespace Auditor.Reports.Ocsf;

/// <summary><c>auditor.ocsf.jsonl</c>: a Compliance Finding of the Open Cybersecurity Schema Framework on each line, for Security Lake and SIEMs.</summary>
public sealed class OcsfReport : IReport
{
    private const string SchemaVersion = "1.3.0";
    private const int CategoryFindings = 2;
    private const int ClassComplianceFinding = 2003;
    private const int ActivityCreate = 1;
    private const int StatusNew = 1;
    private const int StatusSuppressed = 3;
    private const int CompliancePass = 1;
    private const int ComplianceWarning = 2;
    private const int ComplianceFail = 3;
    private const int SeverityInformational = 1;
    private const int LongestRemedy = 2000;

    // Every line is one event; names stay readable, as no browser reads them as HTML.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc/>
    public string Format => "ocsf";

    /// <inheritdoc/>
    public string FileName => "auditor.ocsf.jsonl";

    /// <inheritdoc/>
    public void Write(ReportInput input, Stream output)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        var rules = input.Result.Rules.ToDictionary(rule => rule.Info.Id, StringComparer.Ordinal);
        var remedies = rules.ToDictionary(rule => rule.Key, rule => Remedy.Of(rule.Value, LongestRemedy), StringComparer.Ordinal);
        foreach (var coverage in Coverage.Of(input.Result))
        {
            Line(output, json => Write(json, input, coverage));
        }

        foreach (var finding in input.Result.Findings)
        {
            Line(output, json => Write(json, input, finding, rules[finding.Rule.Id], remedies[finding.Rule.Id]));
        }
    }

    private static void Line(Stream output, Action<Utf8JsonWriter> write)
    {
        using (var json = new Utf8JsonWriter(output, Options))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter json, ReportInput input, Coverage coverage)
    {
        WriteHead(json, input, SeverityInformational, "Informational");
        WriteFindingInfo(json, input, coverage.Id, coverage.Title, coverage.Text, null);
        json.WriteString("message", coverage.Text);
        WriteCompliance(json, coverage.IsComplete ? CompliancePass : ComplianceWarning, coverage.IsComplete ? "Pass" : "Warning", "scan", [input.Tool.Name], [], coverage.Text);
        WriteCloud(json, coverage.Account, coverage.Region);
        json.WriteStartArray("resources");
        json.WriteStartObject();
        json.WriteString("uid", coverage.AccountArn);
        json.WriteString("type", "AWS::::Account");
        WriteUnlessEmpty(json, "region", coverage.Region);
        json.WriteString("cloud_partition", coverage.Partition);
        json.WriteEndObject();
        json.WriteEndArray();
        if (coverage.Assumptions is not [])
        {
            json.WriteStartObject("unmapped");
            WriteArray(json, "assumptions", coverage.Assumptions);
            json.WriteEndObject();
        }
    }

    private static void Write(Utf8JsonWriter json, ReportInput input, Finding finding, Rule rule, string remedy)
    {
        var identity = finding.Subject.Identity;
        var isFlagged = finding.Outcome is Outcome.Flagged;
        WriteHead(json, input, isFlagged ? SeverityId(finding.Severity) : SeverityInformational, isFlagged ? finding.Severity.ToString() : "Informational", finding.Suppression);
        if (isFlagged)
        {
            json.WriteNumber("confidence_id", (int)finding.Confidence + 1);
            json.WriteString("confidence", finding.Confidence.ToString());
        }

        WriteFindingInfo(json, input, finding.Fingerprint, rule.Info.Title, finding.Message, ProjectLinks.HelpOf(rule));
        json.WriteString("message", finding.Message);
        WriteCompliance(json, isFlagged ? ComplianceFail : ComplianceWarning, isFlagged ? "Fail" : "Warning", rule.Info.Id,
            rule.Info.Frameworks is [] ? [input.Tool.Name] : rule.Info.Frameworks.Select(Standard).Distinct(StringComparer.Ordinal), rule.Info.Frameworks, finding.Message);
        json.WriteStartObject("remediation");
        json.WriteString("desc", remedy);
        json.WriteEndObject();
        WriteCloud(json, identity.Account, identity.Region);
        WriteResource(json, finding);
        WriteEvidence(json, finding);
    }

    private static void WriteHead(Utf8JsonWriter json, ReportInput input, int severityId, string severity, Suppression? suppression = null)
    {
        json.WriteNumber("activity_id", ActivityCreate);
        json.WriteString("activity_name", "Create");
        json.WriteNumber("category_uid", CategoryFindings);
        json.WriteString("category_name", "Findings");
        json.WriteNumber("class_uid", ClassComplianceFinding);
        json.WriteString("class_name", "Compliance Finding");
        json.WriteNumber("type_uid", (ClassComplianceFinding * 100) + ActivityCreate);
        json.WriteNumber("time", input.Result.Estate.CollectedAt.ToUnixTimeMilliseconds());
        json.WriteNumber("severity_id", severityId);
        json.WriteString("severity", severity);
        json.WriteNumber("status_id", suppression is null ? StatusNew : StatusSuppressed);
        json.WriteString("status", suppression is null ? "New" : "Suppressed");
        WriteUnlessEmpty(json, "comment", suppression is null ? null : SuppressionText.Of(suppression));
        json.WriteStartObject("metadata");
        json.WriteString("version", SchemaVersion);
        json.WriteStartArray("profiles");
        json.WriteStringValue("cloud");
        json.WriteEndArray();
        json.WriteStartObject("product");
        json.WriteString("name", input.Tool.Name);
        json.WriteString("vendor_name", input.Tool.Name);
        json.WriteString("version", input.Tool.Version);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteFindingInfo(Utf8JsonWriter json, ReportInput input, string uid, string title, string description, Uri? source)
    {
        json.WriteStartObject("finding_info");
        json.WriteString("uid", uid);
        json.WriteString("title", title);
        json.WriteString("desc", description);
        json.WriteNumber("created_time", input.Result.Estate.CollectedAt.ToUnixTimeMilliseconds());
        if (source is not null)
        {
            json.WriteString("src_url", source.AbsoluteUri);
        }

        json.WriteEndObject();
    }

    private static void WriteCompliance(Utf8JsonWriter json, int statusId, string status, string control, IEnumerable<string> standards, IEnumerable<string> requirements, string detail)
    {
        json.WriteStartObject("compliance");
        json.WriteString("control", control);
        json.WriteNumber("status_id", statusId);
        json.WriteString("status", status);
        json.WriteString("status_detail", detail);
        WriteArray(json, "standards", standards);
        WriteArray(json, "requirements", requirements);
        json.WriteEndObject();
    }

    private static void WriteCloud(Utf8JsonWriter json, string account, string? region)
    {
        json.WriteStartObject("cloud");
        json.WriteString("provider", "AWS");
        WriteUnlessEmpty(json, "region", region);
        json.WriteStartObject("account");
        json.WriteString("uid", account);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteResource(Utf8JsonWriter json, Finding finding)
    {
        var identity = finding.Subject.Identity;
        json.WriteStartArray("resources");
        json.WriteStartObject();
        // Routes have no ARN of their own in the control plane.
        json.WriteString("uid", identity.Route is { } route ? $"{identity.Arn} {route}" : identity.Arn);
        json.WriteString("name", FindingPlace.Text(finding));
        json.WriteString("type", ResourceType.CloudFormation(finding.Subject));
        WriteUnlessEmpty(json, "region", identity.Region);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteEvidence(Utf8JsonWriter json, Finding finding)
    {
        if (finding.Evidence is [] && finding.Stages is [] && finding.Subject.Identity.Stage is null)
        {
            return;
        }

        // What OCSF has no attribute for.
        json.WriteStartObject("unmapped");
        WriteArray(json, "stages", finding.Subject.Identity.Stage is { } stage ? [stage] : finding.Stages);
        WriteArray(json, "evidence", finding.Evidence.Select(evidence => $"{evidence.What}: {evidence.Value}"));
        json.WriteEndObject();
    }

    private static string Standard(string framework) => framework switch
    {
        _ when framework.StartsWith("CWE-", StringComparison.Ordinal) => "CWE",
        _ when framework.StartsWith("API", StringComparison.Ordinal) && framework.EndsWith(":2023", StringComparison.Ordinal) => "OWASP API Security Top 10 2023",
        _ when framework.StartsWith("APIGateway.", StringComparison.Ordinal) => "AWS Foundational Security Best Practices",
        _ when framework.StartsWith("WAF.", StringComparison.Ordinal) => "AWS Foundational Security Best Practices",
        _ when framework.StartsWith("NIST", StringComparison.Ordinal) => "NIST SP 800-53 Revision 5",
        _ => framework,
    };

    private static int SeverityId(Severity severity) => severity switch
    {
        Severity.Critical => 5,
        Severity.High => 4,
        Severity.Medium => 3,
        _ => 2,
    };

    private static void WriteArray(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static void WriteUnlessEmpty(Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            json.WriteString(name, value);
        }
    }
}
