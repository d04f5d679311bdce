using System.Collections.Immutable;
using System.Text;
using Auditor.Core.Findings;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;

namespace Auditor.Reports.Summary;

/// <summary>The one page of the Markdown report.</summary>
internal sealed class MarkdownPage(ReportInput input)
{
    private const int WorstShown = 5;
    private const int LinesShown = 4;
    private const int LongestInSummary = 240;

    // GitHub drops a step's summary of more than 1 MiB whole.
    private const int LongestPage = 900_000;

    private readonly StringBuilder _text = new();
    private readonly AuditResult _result = input.Result;
    private readonly ImmutableArray<Finding> _flagged = [.. input.Result.Counted];

    // What fails the build first, and the worst first among these and among the others.
    private readonly ImmutableArray<IGrouping<string, Finding>> _byRule = [.. input.Result.Counted.OrderByDescending(input.FailsGate).GroupBy(finding => finding.Rule.Id, StringComparer.Ordinal)];
    private readonly Dictionary<string, Rule> _rules = input.Result.Rules.ToDictionary(rule => rule.Info.Id, StringComparer.Ordinal);
    private readonly ImmutableArray<ScopedGap> _gaps = Incompleteness.Gaps(input.Result);
    private int _bytes;

    public string Text()
    {
        Verdict();
        Severities();
        Worst();
        NotRead();
        foreach (var group in _byRule)
        {
            Rule(group);
        }

        Past("Fixed", _result.Comparison?.Absent ?? []);
        Past("Not read again, so nobody knows whether they are fixed", _result.Comparison?.NotReread ?? []);
        Suppressed();
        CouldNotTell();
        Assumptions();
        HowItWasRead();
        return _text.ToString();
    }

    private void Verdict()
    {
        Paragraph($"# {Headline()}");
        if (Incompleteness.Of(_result) is { } open)
        {
            Paragraph($"> [!WARNING]\n> **Incomplete:** {open}. What is missing is not reported as clean.");
        }

        var apis = _result.Estate.Scopes.Sum(scope => scope.KnownApis.Count());
        var gate = input.Gate is { } text ? $" **Result:** {GitHubText.Of(VisibleText.Cut(text, LongestInSummary))}" : "";
        Paragraph($"Read {Instant.Text(_result.Estate.CollectedAt)}: {Count.Of(apis, "API")} in {Places()}, {Count.Of(_result.Rules.Length, "rule")}.{gate}");
        Comparison();
    }

    private void Comparison()
    {
        if (_result.Comparison is not { } comparison)
        {
            return;
        }

        var when = comparison.CollectedAt is { } instant ? $", read {Instant.Text(instant)}" : "";
        int Number(FindingStatus status) => _flagged.Count(finding => finding.Status == status);
        var parts = new List<string> { $"**{Count.Number(Number(FindingStatus.New))} new**" };
        if (Number(FindingStatus.Worsened) is > 0 and var worse)
        {
            parts.Add($"**{Count.Number(worse)} worse**");
        }

        if (Number(FindingStatus.FirstAssessed) is > 0 and var first)
        {
            parts.Add($"{Count.Number(first)} not looked at before");
        }

        parts.Add($"{Count.Number(Number(FindingStatus.Unchanged))} unchanged");
        parts.Add($"{Count.Number(comparison.Absent.Length)} fixed");
        if (comparison.NotReread is not [])
        {
            parts.Add($"{Count.Number(comparison.NotReread.Length)} not read again");
        }

        Paragraph($"Since {GitHubText.Of(VisibleText.Cut(comparison.Source, LongestInSummary))}{when}: {string.Join(", ", parts)}.");
    }

    private string Headline()
    {
        if (_result.Estate.Scopes.All(ScopeStatus.IsUnreadable))
        {
            return "API Gateway: nothing could be read, so nothing is known";
        }

        if (_flagged is [])
        {
            return Incompleteness.Of(_result) is null ? "API Gateway: no findings" : "API Gateway: no findings in what could be read";
        }

        var worst = _flagged.Max(finding => finding.Severity);
        return $"API Gateway: {Count.Of(_flagged.Length, "finding")}, {Count.Number(_flagged.Count(finding => finding.Severity == worst))} {Word.Of(worst)}";
    }

    private string Places()
    {
        var scopes = _result.Estate.Scopes;
        return scopes is [var only]
            ? $"account {only.Account}, {GitHubText.Of(only.Region)}"
            : $"{Count.Of(scopes.Select(scope => scope.Account).Distinct(StringComparer.Ordinal).Count(), "account")} and {Count.Of(scopes.Select(scope => scope.Region).Distinct(StringComparer.Ordinal).Count(), "Region")}";
    }

    private void Severities()
    {
        var worstFirst = Enum.GetValues<Severity>().Reverse().ToList();
        Paragraph($"""
            | {string.Join(" | ", worstFirst)} | Could not tell |
            | {string.Join(" | ", worstFirst.Select(_ => "--:"))} | --: |
            | {string.Join(" | ", worstFirst.Select(severity => Count.Number(_flagged.Count(finding => finding.Severity == severity))))} | {Count.Number(_result.Inconclusive.Count())} |
            """);
    }

    // One line for each rule: twenty routes of one kind would leave no room for the next worst.
    private void Worst()
    {
        if (_byRule is [])
        {
            return;
        }

        var text = new StringBuilder($"| {(IsFailingFirst() ? "What fails the build first" : "Worst first")} | Rule | For example |\n| --- | --- | --- |");
        foreach (var group in _byRule.Take(WorstShown))
        {
            var first = group.First();
            text.Append(
                $"\n| {first.Severity}{GitHubText.Of(StatusText.Of(first))} | {GitHubText.Of(group.Key)} {GitHubText.Of(VisibleText.Cut(first.Rule.Title, LongestInSummary))} ({Count.Number(group.Count())}) | {GitHubText.Of(VisibleText.Cut(first.Message, LongestInSummary))} |");
        }

        if (_byRule.Length > WorstShown)
        {
            text.Append($"\n| | and {Count.Of(_byRule.Length - WorstShown, "more rule")} below | |");
        }

        Paragraph(text.ToString());
    }

    private void Assumptions()
    {
        if (_result.Assumptions is not [])
        {
            Folded($"Assumed, because AWS does not tell ({Count.Number(_result.Assumptions.Length)})", _result.Assumptions.Select(assumption => $"- {GitHubText.AtLineStart(assumption.Text)}"));
        }
    }

    // Where the worst fail, as with --fail-on, both orders are one.
    private bool IsFailingFirst() => _flagged.SkipWhile(input.FailsGate).Any(input.FailsGate);

    private void NotRead()
    {
        if (_gaps is [] && _result.Failures is [])
        {
            return;
        }

        var failures = _result.Failures.Select(failure => $"Rule {failure.Rule.Id} failed on {failure.Subject}: {failure.Error}").ToList();
        // What is lost, not why: what AWS says is long, and stands below.
        List<string> items = [.. _gaps.Select(gap => $"{gap.Gap.Operation} in {gap.Where} ({gap.Gap.Code}). {gap.Gap.Lost}"), .. failures];
        var shown = items.Take(items.Count > LinesShown ? LinesShown - 1 : LinesShown).ToList();
        var more = items.Count > shown.Count ? $"\n- and {Count.Number(items.Count - shown.Count)} more below" : "";
        Paragraph($"{string.Join('\n', shown.Select(item => $"- Missing: {GitHubText.Of(VisibleText.Cut(item, LongestInSummary))}"))}{more}");
        Folded($"What could not be assessed ({Count.Number(items.Count)})", [.. _gaps.Select(gap => $"- Missing: {GitHubText.Of(gap.Text)}"), .. failures.Select(failure => $"- Missing: {GitHubText.Of(failure)}")]);
    }

    private void Rule(IGrouping<string, Finding> findings)
    {
        var rule = _rules[findings.Key];
        Folded(
            // Worst first, as all findings are.
            $"{findings.First().Severity}: {rule.Info.Id} {rule.Info.Title} ({Count.Number(findings.Count())})",
            findings.Select(finding => $"- **{finding.Severity}{GitHubText.Of(StatusText.Of(finding))}:** {GitHubText.Of(finding.Message)}\n  {GitHubText.Code(finding.Subject.Identity.Arn)}"),
            $"[What it looks for and how to fix it]({ProjectLinks.HelpOf(rule).AbsoluteUri})");
    }

    private void Past(string title, ImmutableArray<PastFinding> findings)
    {
        if (findings is not [])
        {
            Folded($"{title} ({Count.Number(findings.Length)})", findings.Select(finding =>
                $"- **{finding.Severity?.ToString() ?? "Unknown severity"}:** {GitHubText.Of(finding.RuleId)} {GitHubText.Of(finding.Message)}\n  {GitHubText.Code(finding.Resource ?? "")}"));
        }
    }

    private void Suppressed()
    {
        var findings = _result.Suppressed.ToList();
        var notes = _result.SuppressionNotes.Select(note => $"- Look again at {GitHubText.Of(note.Source)}: {GitHubText.Of(note.Text)}");
        if (findings is not [] || _result.SuppressionNotes is not [])
        {
            Folded($"Suppressed ({Count.Number(findings.Count)})", [.. notes, .. findings.Select(finding =>
                $"- **{finding.Severity}:** {GitHubText.Of(finding.Message)} Because: {GitHubText.Of(finding.Suppression is { } suppression ? SuppressionText.Of(suppression) : "")}{(finding.Suppression?.Until is { } day ? $" Until {day:yyyy-MM-dd}." : "")}")]);
        }
    }

    private void HowItWasRead()
    {
        var readings = Reading.ByOperation(_result.Estate.Scopes);
        if (readings is [])
        {
            return;
        }

        const string Head = "| Operation | Calls | Retries | Throttled | Denied | Time |\n| --- | --: | --: | --: | --: | --: |\n";
        Folded($"How it was read ({Count.Of(readings.Sum(reading => reading.Calls), "call")})", readings.Select((reading, index) =>
            $"{(index == 0 ? Head : "")}| {GitHubText.Of(reading.Name)} | {Count.Number(reading.Calls)} | {reading.Retries} | {reading.Throttled} | {reading.Denied} | {reading.Time} |"));
    }

    // A denied call leaves thousands of things undecided for one reason.
    private void CouldNotTell()
    {
        var groups = _result.Inconclusive.GroupBy(finding => (finding.Rule.Id, finding.Rule.Title, finding.Message)).ToList();
        if (groups is not [])
        {
            Folded($"Could not tell ({Count.Number(groups.Sum(group => group.Count()))})", groups.Select(group =>
                $"- Rule {GitHubText.Of($"{group.Key.Id} {group.Key.Title}")}, {Count.Of(group.Count(), "thing")}: {GitHubText.Of(group.Key.Message)}"));
        }
    }

    private void Folded(string summary, IEnumerable<string> items, string? lead = null)
    {
        var lines = new List<string>();
        var left = 0;
        foreach (var item in items)
        {
            var size = Encoding.UTF8.GetByteCount(item);
            if (left > 0 || _bytes + size > LongestPage)
            {
                left++;
                continue;
            }

            _bytes += size;
            lines.Add(item);
        }

        if (left > 0)
        {
            lines.Add($"- and {Count.Number(left)} more, for which there is no room here: see the other reports");
        }

        // Markdown inside the element needs the empty lines.
        Paragraph($"<details><summary>{GitHubText.InHtml(summary)}</summary>\n\n{(lead is null ? "" : $"{lead}\n\n")}{string.Join('\n', lines)}\n\n</details>");
    }

    private void Paragraph(string text) => _text.Append(_text.Length == 0 ? "" : "\n").Append(text).Append('\n');
}
