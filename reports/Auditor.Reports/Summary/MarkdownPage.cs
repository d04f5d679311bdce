using System.Collections.Immutable;
using System.Text;
using Auditor.Core.Findings;
using Auditor.Core.Metadata;
using Auditor.Core.Priorities;
using Auditor.Core.Rules;

namespace Auditor.Reports.Summary;

/// <summary>What the one page of the Markdown report says, as its template takes it.</summary>
internal sealed class MarkdownPage(ReportInput input)
{
    private const int WorstShown = 5;
    private const int LinesShown = 3;
    private const int LongestInSummary = 240;

    // Sentences of findings are shown whole: only names that somebody made up for the purpose are longer.
    private const int LongestMessage = 2_000;

    // GitHub drops a step's summary of more than 1 MiB whole.
    private const int LongestPage = 900_000;

    private readonly AuditResult _result = input.Result;
    private readonly ImmutableArray<Finding> _flagged = [.. input.Result.Counted];

    // What fails the build first, and the worst first among these and among the others.
    private readonly ImmutableArray<IGrouping<string, Finding>> _byRule = [.. input.Result.Counted.OrderByDescending(input.FailsGate).GroupBy(finding => finding.Rule.Id, StringComparer.Ordinal)];
    private readonly Dictionary<string, Rule> _rules = input.Result.Rules.ToDictionary(rule => rule.Info.Id, StringComparer.Ordinal);
    private readonly ImmutableArray<ScopedGap> _gaps = Incompleteness.Gaps(input.Result);
    private int _bytes;

    public SummaryModel Model()
    {
        var urgent = UrgentFinding.Of(_flagged);
        // What could not be assessed, and what was found, have the first right to the room that there is.
        List<SummarySection?> sections = [FixesOf(urgent), NotRead(), .. _byRule.Select(Rule)];
        sections.Add(Past("Fixed", _result.Comparison?.Absent ?? []));
        sections.Add(Past("Not read again, so nobody knows whether they are fixed", _result.Comparison?.NotReread ?? []));
        sections.AddRange([Suppressed(), Undecided(), Assumptions(), HowItWasRead()]);
        var missing = Missing();
        var shown = missing.Take(missing.Count > LinesShown ? LinesShown - 1 : LinesShown)
            .Select(item => VisibleText.Cut(item, LongestInSummary))
            .ToList();
        var apis = _result.Estate.Scopes.Sum(scope => scope.KnownApis.Count());
        return new()
        {
            Headline = Headline(),
            Incomplete = Incompleteness.Of(_result),
            Read = $"{Instant.Text(_result.Estate.CollectedAt)}: {Count.Of(apis, "API")} in {Places()}, "
                + $"{Count.Of(_result.Rules.Length, "rule")}.",
            Gate = input.Gate is { } gate ? VisibleText.Cut(gate, LongestInSummary) : null,
            Comparison = Comparison(),
            Severities =
            [
                .. Enum.GetValues<Severity>().Reverse().Select(severity => new SummarySeverity(
                    severity.ToString(), Count.Number(_flagged.Count(finding => finding.Severity == severity)))),
            ],
            CouldNotTell = Count.Number(_result.Inconclusive.Count()),
            Urgent = urgent is [] ? null : new(string.Join('\n', urgent.Select(Urgent))),
            IsFailingFirst = IsFailingFirst(),
            WorstTitle = IsFailingFirst() ? "What fails the build first" : "Worst first",
            Worst = [.. _byRule.Take(WorstShown).Select(Worst)],
            MoreRules = _byRule.Length > WorstShown ? Count.Of(_byRule.Length - WorstShown, "more rule") : null,
            Missing = shown,
            MoreMissing = missing.Count > shown.Count ? Count.Number(missing.Count - shown.Count) : null,
            Sections = [.. sections.OfType<SummarySection>()],
        };
    }

    private SummaryComparison? Comparison()
    {
        if (_result.Comparison is not { } comparison)
        {
            return null;
        }

        int Number(FindingStatus status) => _flagged.Count(finding => finding.Status == status);
        static string? Unless0(int number) => number > 0 ? Count.Number(number) : null;
        return new()
        {
            Source = VisibleText.Cut(comparison.Source, LongestInSummary),
            When = comparison.CollectedAt is { } instant ? Instant.Text(instant) : null,
            New = Count.Number(Number(FindingStatus.New)),
            Worsened = Unless0(Number(FindingStatus.Worsened)),
            FirstAssessed = Unless0(Number(FindingStatus.FirstAssessed)),
            Unchanged = Count.Number(Number(FindingStatus.Unchanged)),
            Fixed = Count.Number(comparison.Absent.Length),
            NotReread = Unless0(comparison.NotReread.Length),
        };
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
        return $"API Gateway: {Count.Of(_flagged.Length, "finding")}, "
            + $"{Count.Number(_flagged.Count(finding => finding.Severity == worst))} {Word.Of(worst)}";
    }

    private string Places()
    {
        var scopes = _result.Estate.Scopes;
        return scopes is [var only]
            ? $"account {only.Account}, {only.Region}"
            : $"{Count.Of(scopes.Select(scope => scope.Account).Distinct(StringComparer.Ordinal).Count(), "account")} and "
                + $"{Count.Of(scopes.Select(scope => scope.Region).Distinct(StringComparer.Ordinal).Count(), "Region")}";
    }

    // One line for each rule: twenty routes of one kind would leave no room for the next worst.
    private static SummaryWorst Worst(IGrouping<string, Finding> findings)
    {
        var first = findings.First();
        return new(
            first.Severity.ToString(),
            StatusText.Of(first),
            $"{findings.Key} {VisibleText.Cut(first.Rule.Title, LongestInSummary)}",
            Count.Number(findings.Count()),
            VisibleText.Cut(first.Message, LongestMessage));
    }

    // A line each: the summary is one screen.
    private static string Urgent(UrgentFinding urgent)
    {
        var finding = urgent.Finding;
        var why = string.Join("; ", (finding.Priority?.WhyFirst ?? []).Select(reason => reason.Text));
        return $"1. **{Score(finding)}{Word.Of(finding.Severity)}{GitHubText.Of(StatusText.Of(finding))}:** "
            + $"{GitHubText.Of(VisibleText.Cut(finding.Message, LongestMessage))}"
            + (why.Length == 0 ? "" : $" Why first: {GitHubText.Of(why)}.")
            + (urgent.Others == 0 ? "" : $" And {Count.Of(urgent.Others, "more finding")} about it as bad.");
    }

    private SummarySection? FixesOf(ImmutableArray<UrgentFinding> urgent) => Folded(
        "How to fix these",
        [
            .. urgent
                .Select(one => (Of: one.Finding, Fix: Remedy.MarkdownOfFix(input, one.Finding)))
                .Where(one => one.Fix is not null)
                // Below a list's item as far to the right as its text.
                .Select(one => $"- {GitHubText.Of(VisibleText.Cut(one.Of.Message, LongestMessage))}\n\n  "
                    + $"{one.Fix?.Replace("\n", "\n  ", StringComparison.Ordinal).Replace("\n  \n", "\n\n", StringComparison.Ordinal)}\n"),
        ]);

    private static string Score(Finding finding) => finding.Priority is { } priority ? $"Priority {Count.Number(priority.Score)}, " : "";

    private SummarySection? Assumptions() =>
        Folded(
            "Assumed, because AWS does not tell",
            [.. _result.Assumptions.Select(assumption => $"- {GitHubText.AtLineStart(assumption.Text)}")]);

    // Where the worst fail, as with --fail-on, both orders are one.
    private bool IsFailingFirst() => _flagged.SkipWhile(input.FailsGate).Any(input.FailsGate);

    // What is lost, not why: what AWS says is long, and stands below.
    private List<string> Missing() =>
        [.. _gaps.Select(gap => $"{gap.Gap.Operation} in {gap.Where} ({gap.Gap.Code}). {gap.Gap.Lost}"), .. Failures()];

    private IEnumerable<string> Failures() =>
        _result.Failures.Select(failure => $"Rule {failure.Rule.Id} failed on {failure.Subject}: {failure.Error}");

    private SummarySection? NotRead() =>
        Folded(
            "What could not be assessed",
            [.. _gaps.Select(gap => gap.Text).Concat(Failures()).Select(text => $"- Missing: {GitHubText.Of(text)}")]);

    private SummarySection? Rule(IGrouping<string, Finding> findings)
    {
        var rule = _rules[findings.Key];
        return Folded(
            // Worst first, as all findings are.
            $"{findings.First().Severity}: {rule.Info.Id} {rule.Info.Title}",
            [
                .. findings.Select(finding =>
                    $"- **{finding.Severity}{(finding.Priority is { } priority ? $", priority {Count.Number(priority.Score)}" : "")}"
                        + $"{GitHubText.Of(StatusText.Of(finding))}:** {GitHubText.Of(finding.Message)}\n  "
                        + $"{GitHubText.Code(finding.Subject.Identity.Arn)}"),
            ],
            help: ProjectLinks.HelpOf(rule));
    }

    private SummarySection? Past(string title, ImmutableArray<PastFinding> findings) => Folded(title,
    [
        .. findings.Select(finding =>
            $"- **{finding.Severity?.ToString() ?? "Unknown severity"}:** {GitHubText.Of(finding.RuleId)} "
                + $"{GitHubText.Of(finding.Message)}\n  {GitHubText.Code(finding.Resource ?? "")}"),
    ]);

    private SummarySection? Suppressed()
    {
        var findings = _result.Suppressed.ToList();
        return Folded(
            "Suppressed",
            [
                .. _result.SuppressionNotes.Select(note => $"- Look again at {GitHubText.Of(note.Source)}: {GitHubText.Of(note.Text)}"),
                .. findings.Select(finding => $"- **{finding.Severity}:** {GitHubText.Of(finding.Message)} Because: "
                    + $"{Because(finding.Suppression)}"),
            ],
            Count.Number(findings.Count));
    }

    private static string Because(Suppression? suppression) =>
        suppression is null
            ? ""
            : $"{GitHubText.Of(SuppressionText.Of(suppression))}{(suppression.Until is { } day ? $" Until {SuppressionText.Day(day)}." : "")}";

    private SummarySection? HowItWasRead()
    {
        const string Head = "| Operation | Calls | Retries | Throttled | Denied | Time |\n| --- | --: | --: | --: | --: | --: |\n";
        var readings = Reading.ByOperation(_result.Estate.Scopes);
        return Folded(
            "How it was read",
            [
                .. readings.Select((reading, index) =>
                    $"{(index == 0 ? Head : "")}| {GitHubText.Of(reading.Name)} | {Count.Number(reading.Calls)} | {reading.Retries} | "
                        + $"{reading.Throttled} | {reading.Denied} | {reading.Time} |"),
            ],
            Count.Of(readings.Sum(reading => reading.Calls), "call"));
    }

    // A denied call leaves thousands of things undecided for one reason.
    private SummarySection? Undecided()
    {
        var groups = _result.Inconclusive.GroupBy(finding => (finding.Rule.Id, finding.Rule.Title, finding.Message)).ToList();
        return Folded(
            "Could not tell",
            [.. groups.Select(group => $"- Rule {GitHubText.Of($"{group.Key.Id} {group.Key.Title}")}, "
                + $"{Count.Of(group.Count(), "thing")}: {GitHubText.Of(group.Key.Message)}")],
            Count.Number(groups.Sum(group => group.Count())));
    }

    /// <summary>Lines under a title that says how many; nothing for none. What there is no room for is counted.</summary>
    private SummarySection? Folded(string title, ImmutableArray<string> items, string? number = null, Uri? help = null)
    {
        if (items is [])
        {
            return null;
        }

        var fitting = items.TakeWhile(HasRoom).ToList();
        if (fitting.Count < items.Length)
        {
            fitting.Add($"- and {Count.Number(items.Length - fitting.Count)} more, for which there is no room here: see the other reports");
        }

        return new(
            new(GitHubText.InHtml($"{title} ({number ?? Count.Number(items.Length)})")),
            help is null ? null : new(help.AbsoluteUri),
            new(string.Join('\n', fitting)));
    }

    private bool HasRoom(string item)
    {
        var size = Encoding.UTF8.GetByteCount(item);
        if (_bytes + size > LongestPage)
        {
            return false;
        }

        _bytes += size;
        return true;
    }
}
