using System.Collections.Immutable;
using Auditor.Core.Findings;
using Auditor.Core.Rules;
using Auditor.Reports.Templating;

namespace Auditor.Reports.Html;

/// <summary>The findings: those that count, by rule; then what was fixed, what was not looked at again, and what is suppressed.</summary>
internal sealed class FindingSection
{
    // A page with all of them opens as fast as one with a part of them up to here. What has no room on it is in the data, for the script.
    private const int MostOnPage = 1000;
    private const int MostOnCrowdedPage = 100;
    private const int FewestOfGroup = 3;

    private readonly ReportInput _input;
    private readonly FindingModels _models;
    private readonly RulePageHtml _pages = new();
    private readonly Dictionary<string, Rule> _rules;
    private readonly int _mostOfGroup;

    public FindingSection(ReportInput input)
    {
        _input = input;
        _models = new(input);
        _rules = input.Result.Rules.ToDictionary(rule => rule.Info.Id, StringComparer.Ordinal);
        var findings = input.Result.Flagged.ToList();
        var byRule = findings
            .Where(finding => finding.Suppression is null)
            .GroupBy(finding => finding.Rule.Id, StringComparer.Ordinal)
            .OrderByDescending(group => group.Max(finding => finding.Severity))
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .ToList();
        var comparison = input.Result.Comparison;
        var past = (comparison?.Absent.Length ?? 0) + (comparison?.NotReread.Length ?? 0);
        IsCrowded = findings.Count + past > MostOnPage;
        _mostOfGroup = !IsCrowded ? int.MaxValue : Math.Max(FewestOfGroup, MostOnCrowdedPage / Math.Max(1, byRule.Count));
        var listed = ImmutableArray.CreateBuilder<ListedFinding>();
        ByRule = [.. byRule.Select(group => RuleGroup([.. group], listed))];
        // A file of an earlier run may name a finding twice, or one that is here.
        var named = findings.Select(finding => finding.Fingerprint).ToHashSet(StringComparer.Ordinal);
        Others =
        [
            .. OtherGroup(
                "absent",
                "Fixed",
                "In the earlier run, looked at again this time, and not there any more.",
                Past(comparison?.Absent, StatusLook.Absent, named),
                [],
                listed),
            .. OtherGroup(
                "not-reread",
                "Not read again",
                "In the earlier run, and not looked at this time. Nobody knows whether they are fixed.",
                Past(comparison?.NotReread, StatusLook.NotReread, named),
                [],
                listed),
            .. OtherGroup(
                "suppressed",
                "Suppressed",
                "Somebody decided that these are right as they are. They count for nothing.",
                Suppressed(findings),
                input.Result.SuppressionNotes,
                listed),
        ];
        Listed = listed.ToImmutable();
        Counting = findings.Count(finding => finding.Suppression is null);
    }

    public ImmutableArray<RuleGroupModel> ByRule { get; }

    public ImmutableArray<OtherGroupModel> Others { get; }

    /// <summary>All of them, list by list.</summary>
    public ImmutableArray<ListedFinding> Listed { get; }

    /// <summary>What is shown of findings.</summary>
    public FindingModels Models => _models;

    /// <summary>Whether there are so many that only the worst stand on the page.</summary>
    public bool IsCrowded { get; }

    /// <summary>How many there are that count.</summary>
    public int Counting { get; }

    /// <summary>Those that stand on the page without script.</summary>
    public IEnumerable<FindingModel> OnPage =>
        [.. ByRule.SelectMany(group => group.Findings), .. Others.SelectMany(group => group.Findings)];

    public static ImmutableArray<SeverityCountModel> CountsOf(IEnumerable<SeverityLook> severities) =>
    [
        .. severities
            .CountBy(look => look)
            .OrderBy(pair => Order(pair.Key))
            .Select(pair => new SeverityCountModel(pair.Key, Count.Number(pair.Value))),
    ];

    private static int Order(SeverityLook look) =>
        SeverityLook.WorstFirst.Select(severity => SeverityLook.Of(severity)).ToList().IndexOf(look) is var at and >= 0 ? at : int.MaxValue;

    private RuleGroupModel RuleGroup(List<Finding> findings, ImmutableArray<ListedFinding>.Builder listed)
    {
        var info = findings[0].Rule;
        var rule = _rules.GetValueOrDefault(info.Id);
        var page = rule is null ? null : RulePage.Of(rule);
        var models = findings.Select(finding => (Model: _models.Of(finding), Callers: _models.CallersOf(finding))).ToList();
        listed.AddRange(models.Select(one => new ListedFinding($"rule-{info.Id}", one.Model, one.Callers)));
        return new()
        {
            Id = info.Id,
            Name = info.Name,
            Title = info.Title,
            Worst = SeverityLook.Of(findings.Max(finding => finding.Severity)),
            Counts = CountsOf(models.Select(one => one.Model.Look)),
            Total = Count.Number(findings.Count),
            LooksFor = Section(page, "What it looks for"),
            Why = Section(page, "Why it matters"),
            Fix = Section(page, "How to fix it", hasCommands: models.All(one => one.Model.Commands.Count > 0)),
            Ignore = Section(page, "When it is right to ignore it"),
            Help = (rule is null ? ProjectLinks.Home : ProjectLinks.HelpOf(rule)).AbsoluteUri,
            Frameworks = info.Frameworks,
            Findings = [.. models.Select(one => one.Model).Take(_mostOfGroup)],
            Shown = Shown(models.Count),
            IsWhole = models.Count <= _mostOfGroup,
        };
    }

    private IEnumerable<OtherGroupModel> OtherGroup(
        string anchor,
        string title,
        string hint,
        List<(FindingModel Model, Callers? Callers)> models,
        ImmutableArray<SuppressionNote> notes,
        ImmutableArray<ListedFinding>.Builder listed)
    {
        listed.AddRange(models.Select(one => new ListedFinding(anchor, one.Model, one.Callers)));
        return models is [] && notes is []
            ? []
            : [new(anchor, title, hint, Count.Number(models.Count), Count.Of(models.Count, "finding"), CountsOf(models.Select(one => one.Model.Look)), [.. notes.Select(note => new NoteModel(note.Source, note.Text))], [.. models.Select(one => one.Model).Take(_mostOfGroup)], Shown(models.Count), models.Count <= _mostOfGroup)];
    }

    private List<(FindingModel Model, Callers? Callers)> Past(
        ImmutableArray<PastFinding>? past, StatusLook status, HashSet<string> named) =>
        [.. (past ?? []).Select(finding => _models.Of(finding, status)).Where(model => named.Add(model.Fingerprint)).Select(model => (model, (Callers?)null))];

    private List<(FindingModel Model, Callers? Callers)> Suppressed(List<Finding> findings) =>
        [.. findings.Where(finding => finding.Suppression is not null).Select(finding => (_models.Of(finding), _models.CallersOf(finding)))];

    private string? Shown(int count) => count <= _mostOfGroup
        ? null
        : $"Only the first {Count.Number(_mostOfGroup)} of {Count.Number(count)} are here, the worst first. Where script runs the page "
            + $"shows all of them; findings.json and auditor.csv have them too.";

    private Markup? Section(RulePage? page, string heading, bool hasCommands = false) =>
        page?.Section(heading) is { Length: > 0 } markdown ? _pages.Render(markdown, hasCommands) : null;
}
