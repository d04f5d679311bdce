using System.Collections.Immutable;
using System.Text.Json;
using Auditor.Core.Findings;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Reports.Json;

namespace Auditor.Reports.Ocsf;

/// <summary>
/// <c>auditor.ocsf.jsonl</c>: a Compliance Finding of the Open Cybersecurity Schema Framework on each line, for Security Lake and SIEMs.
/// </summary>
public sealed class OcsfReport : IReport
{
    private const string SchemaVersion = "1.3.0";
    private const int StatusNew = 1;
    private const int StatusSuppressed = 3;
    private const int SeverityInformational = 1;
    private const int LongestRemedy = 2000;

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
        foreach (var line in Coverage.Of(input.Result).Select(coverage => Of(input, coverage))
            .Concat(input.Result.Findings.Select(finding => Of(input, finding, rules[finding.Rule.Id]))))
        {
            JsonSerializer.Serialize(output, line, OcsfJson.OneLine.ComplianceFinding);
            output.WriteByte((byte)'\n');
        }
    }

    private static ComplianceFinding Of(ReportInput input, Coverage coverage) => new()
    {
        Time = Time(input),
        SeverityId = SeverityInformational,
        Severity = "Informational",
        StatusId = StatusNew,
        Status = "New",
        Metadata = Metadata(input),
        FindingInfo = new(coverage.Id, coverage.Title, coverage.Text, Time(input), null),
        Message = coverage.Text,
        Compliance = Verdict(
            coverage.IsComplete ? ComplianceOutcome.Pass : ComplianceOutcome.Warning, "scan", [input.Tool.Name], [], coverage.Text),
        Cloud = Place(coverage.Account, coverage.Region),
        Resources = [new(coverage.AccountArn, null, "AWS::::Account", Absent.IfEmpty(coverage.Region), coverage.Partition)],
        Unmapped = coverage.Assumptions is [] ? null : new() { Assumptions = coverage.Assumptions },
    };

    private static ComplianceFinding Of(ReportInput input, Finding finding, Rule rule)
    {
        var identity = finding.Subject.Identity;
        var isFlagged = finding.Outcome is Outcome.Flagged;
        ImmutableArray<string> standards = rule.Info.Frameworks is []
            ? [input.Tool.Name]
            : [.. rule.Info.Frameworks.Select(Standard).Distinct(StringComparer.Ordinal)];
        return new()
        {
            Time = Time(input),
            SeverityId = isFlagged ? SeverityId(finding.Severity) : SeverityInformational,
            Severity = isFlagged ? finding.Severity.ToString() : "Informational",
            StatusId = finding.Suppression is null ? StatusNew : StatusSuppressed,
            Status = finding.Suppression is null ? "New" : "Suppressed",
            Comment = finding.Suppression is { } suppression ? Absent.IfEmpty(SuppressionText.Of(suppression)) : null,
            Metadata = Metadata(input),
            ConfidenceId = isFlagged ? (int)finding.Confidence + 1 : null,
            Confidence = isFlagged ? finding.Confidence.ToString() : null,
            FindingInfo = new(finding.Fingerprint, rule.Info.Title, finding.Message, Time(input), ProjectLinks.HelpOf(rule).AbsoluteUri),
            Message = finding.Message,
            Compliance = Verdict(
                isFlagged ? ComplianceOutcome.Fail : ComplianceOutcome.Warning,
                rule.Info.Id,
                standards,
                rule.Info.Frameworks,
                finding.Message),
            Remediation = new(Remedy.Text(input, finding, LongestRemedy)),
            Cloud = Place(identity.Account, identity.Region),
            // Routes have no ARN of their own in the control plane.
            Resources =
            [
                new(
                    identity.Route is { } route ? $"{identity.Arn} {route}" : identity.Arn,
                    FindingPlace.Text(finding),
                    ResourceType.CloudFormation(finding.Subject),
                    Absent.IfEmpty(identity.Region),
                    null),
            ],
            Unmapped = finding.Evidence is [] && finding.Stages is [] && identity.Stage is null && finding.Priority is null ? null : new()
            {
                Priority = finding.Priority?.Score,
                PriorityReasons = finding.Priority is { } priority ? [.. priority.Reasons.Select(reason => reason.Text)] : null,
                Stages = identity.Stage is { } stage ? [stage] : finding.Stages,
                Evidence = [.. finding.Evidence.Select(evidence => $"{evidence.What}: {evidence.Value}")],
            },
        };
    }

    private static long Time(ReportInput input) => input.Result.Estate.CollectedAt.ToUnixTimeMilliseconds();

    private static EventMetadata Metadata(ReportInput input) =>
        new(SchemaVersion, ["cloud"], new(input.Tool.Name, input.Tool.Name, input.Tool.Version));

    private static Compliance Verdict(
        ComplianceOutcome outcome,
        string control,
        ImmutableArray<string> standards,
        ImmutableArray<string> requirements,
        string detail) => new()
        {
            Control = control,
            StatusId = (int)outcome,
            Status = outcome.ToString(),
            StatusDetail = detail,
            Standards = standards,
            Requirements = requirements,
        };

    private static Cloud Place(string account, string? region) => new("AWS", Absent.IfEmpty(region), new(account));

    private static string Standard(string framework) => framework switch
    {
        _ when framework.StartsWith("CWE-", StringComparison.Ordinal) => "CWE",
        _ when framework.StartsWith("API", StringComparison.Ordinal) && framework.EndsWith(":2023", StringComparison.Ordinal) =>
            "OWASP API Security Top 10 2023",
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
}
