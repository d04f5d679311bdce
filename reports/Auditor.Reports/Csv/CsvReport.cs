using System.Globalization;
using System.Text;
using Auditor.Core.Findings;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;

namespace Auditor.Reports.Csv;

/// <summary><c>auditor.csv</c>, for spreadsheets: RFC 4180 in UTF-8, nothing in it a formula. What could not be read comes first.</summary>
public sealed class CsvReport : IReport
{
    private static readonly string[] Columns =
    [
        "outcome", "severity", "confidence", "ruleId", "rule", "title", "account", "region", "resource", "apiId", "apiName", "stages",
        "route",
        "message", "evidence", "fingerprint", "help", "status", "suppressed", "priority",
    ];

    /// <inheritdoc/>
    public string Format => "csv";

    /// <inheritdoc/>
    public string FileName => "auditor.csv";

    /// <inheritdoc/>
    public bool ReadsApis => false;

    /// <inheritdoc/>
    public void Write(ReportInput input, Stream output)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        var rules = input.Result.Rules.ToDictionary(rule => rule.Info.Id, StringComparer.Ordinal);
        using var text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        WriteRow(text, Columns);
        if (Incompleteness.Of(input.Result) is { } open)
        {
            WriteRow(text, Row("incomplete", message: $"Not everything was assessed: {open}."));
        }

        foreach (var gap in Incompleteness.Gaps(input.Result))
        {
            WriteRow(text, Row("notRead", account: gap.Account, region: gap.Region, message: gap.Text));
        }

        foreach (var assumption in input.Result.Assumptions)
        {
            WriteRow(
                text,
                ["assumed", null, null, null, null, null, assumption.Account, assumption.Region, assumption.Resource, null, assumption.ApiName, assumption.Stage, null, assumption.Text, null, null, null, null, null, null]);
        }

        foreach (var failure in input.Result.Failures)
        {
            WriteRow(text, Row("ruleFailed", failure.Rule, resource: failure.Subject, message: failure.Error));
        }

        foreach (var note in input.Result.SuppressionNotes)
        {
            WriteRow(text, Row("suppressionToCheck", resource: note.Source, message: note.Text));
        }

        foreach (var finding in input.Result.Findings)
        {
            WriteRow(text, Row(finding, rules[finding.Rule.Id]));
        }
    }

    private static string?[] Row(
        string outcome,
        RuleInfo? rule = null,
        string? account = null,
        string? region = null,
        string? resource = null,
        string? message = null) =>
        [
            outcome, null, null, rule?.Id, rule?.Name, rule?.Title, account, region, resource, null, null, null, null, message, null, null,
            null, null, null, null,
        ];

    private static string?[] Row(Finding finding, Rule rule)
    {
        var identity = finding.Subject.Identity;
        var isFlagged = finding.Outcome is Outcome.Flagged;
        return
        [
            Word.Of(finding.Outcome),
            isFlagged ? Word.Of(finding.Severity) : null,
            isFlagged ? Word.Of(finding.Confidence) : null,
            finding.Rule.Id,
            finding.Rule.Name,
            finding.Rule.Title,
            identity.Account,
            identity.Region,
            identity.Arn,
            identity.ApiId,
            identity.ApiName,
            identity.Stage ?? string.Join(", ", finding.Stages),
            identity.Route,
            finding.Message,
            string.Join("; ", finding.Evidence.Select(evidence => $"{evidence.What}: {evidence.Value}")),
            finding.Fingerprint,
            ProjectLinks.HelpOf(rule).AbsoluteUri,
            finding.Status is { } status ? Word.Of(status) : null,
            finding.Suppression is { } suppression ? $"{SuppressionText.Of(suppression)} ({suppression.Source})" : null,
            finding.Priority?.Score.ToString(CultureInfo.InvariantCulture),
        ];
    }

    private static void WriteRow(StreamWriter text, string?[] cells)
    {
        text.Write(string.Join(',', cells.Select(CsvCell.Of)));
        text.Write("\r\n");
    }
}
