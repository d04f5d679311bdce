using System.Collections.Immutable;
using System.Globalization;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;

namespace Auditor.Reports.Html;

/// <summary>Puts together what the page says.</summary>
internal sealed class PageBuilder
{
    private const int MostGaps = 200;
    private const int MostQuestions = 200;
    private const int PlacesShown = 20;
    private const int NamesShown = 4;
    private const int CausesShown = 8;

    // Drawn by the script where somebody looks; in words on the page.
    private const int MostPathsOnPage = 300;

    private readonly ReportInput _input;
    private readonly PageAssets _assets;
    private readonly PageData _data;
    private readonly AuditResult _result;
    private readonly ImmutableArray<Scope> _scopes;
    private readonly ExposureSection _exposure;
    private readonly FindingSection _findings;
    private readonly ApiSection _apis;
    private readonly UrgentSection _urgent;
    private readonly HashSet<string> _withFindings;
    private readonly ImmutableArray<IGrouping<(string Id, string Title, string Message), Finding>> _questions;
    private readonly int _inconclusive;
    private readonly Dictionary<string, FindingReferenceModel> _drawn = new(StringComparer.Ordinal);

    public PageBuilder(ReportInput input, PageAssets assets, PageData data)
    {
        (_input, _assets, _data, _result, _scopes) = (input, assets, data, input.Result, input.Result.Estate.Scopes);
        _exposure = new(_result);
        _findings = new(input);
        _apis = new(_result, _exposure, _findings);
        var onPage = _findings.OnPage.Select(model => model.Fingerprint).ToHashSet(StringComparer.Ordinal);
        _urgent = new(input, _findings.Models, onPage, _apis.OnPage);
        _withFindings = _findings.ByRule.Select(group => group.Id).ToHashSet(StringComparer.Ordinal);
        _questions = [.. _result.Inconclusive.GroupBy(finding => (finding.Rule.Id, finding.Rule.Title, finding.Message)).OrderBy(group => group.Key.Id, StringComparer.Ordinal)];
        _inconclusive = _questions.Sum(group => group.Count());
    }

    public PageModel Page() => new()
    {
        Title = $"API Gateway security report, {Places()}, {Day(_result.Estate.CollectedAt)}",
        Lead = Lead(),
        IsClean = _findings.Counting == 0 && !_result.IsIncomplete && _scopes.Any(scope => scope.KnownApis.Any()),
        Gate = _input.Gate,
        Facts = Facts(),
        Incomplete = Incomplete(),
        Empty = Empty(),
        Urgent = _urgent.Model(),
        Posture = new PostureSection(_result, _exposure, _apis.OnPage, _findings.IsCrowded).Model(),
        Assumptions = [.. _result.Assumptions.Take(MostGaps).Select(assumption => new AssumptionModel($"{assumption.Account}, {assumption.Region}", assumption.Assumed, assumption.Because, assumption.SettledBy))],
        MoreAssumptions = _result.Assumptions.Length > MostGaps
            ? $"and {Count.Number(_result.Assumptions.Length - MostGaps)} more, all in findings.json"
            : null,
        Severities = Severities(),
        Exposure = _exposure.Model(_apis.OnPage),
        Comparison = Comparison(),
        Trend = TrendSection.Model(_input.EarlierRuns, Now()),
        Filters = _findings.Listed is [] ? null : Filters(),
        RuleGroups = [.. _findings.ByRule.Select(group => group with { Findings = [.. group.Findings.Select(OnPage)] })],
        OtherGroups = [.. _findings.Others.Select(group => group with { Findings = [.. group.Findings.Select(OnPage)] })],
        Apis = _apis.Model,
        Frameworks = new FrameworkSection(_result, _withFindings).Model(),
        CouldNotTell = CouldNotTell(),
        MoreCouldNotTell = _questions.Length > MostQuestions
            ? $"and {Count.Number(_questions.Length - MostQuestions)} more, all in findings.json"
            : null,
        CouldNotTellCount = Count.Number(_inconclusive),
        Rules = Rules(),
        Reading = ReadingSection.Model(_scopes),
        Data = _data.Pack(_findings.Listed, _apis.All),
        Style = _assets.Style,
        Script = _assets.Script,
        ContentSecurityPolicy = _assets.ContentSecurityPolicy,
        ToolName = _input.Tool.Name,
        ToolVersion = _input.Tool.Version,
        Home = ProjectLinks.Home.AbsoluteUri,
        CollectedAt = Instant.Text(_result.Estate.CollectedAt),
    };

    // A link must lead somewhere.
    private FindingModel OnPage(FindingModel finding)
    {
        var linked = finding.ApiAnchor is { } anchor && !_apis.OnPage.Contains(anchor) ? finding with { ApiAnchor = null } : finding;
        return linked with { Paths = [.. linked.Paths.Select(path => OnPage(path, finding))] };
    }

    // Once for all findings that it leads to: the others link there, and the script draws it for each.
    private PathModel OnPage(PathModel path, FindingModel finding)
    {
        var steps = string.Join('\n', path.Steps);
        if (_drawn.TryGetValue(steps, out var same))
        {
            return path with { Steps = [], Same = same };
        }

        if (_drawn.Count == MostPathsOnPage)
        {
            return path with { Steps = [] };
        }

        _drawn.Add(steps, new(finding.Fingerprint, finding.RuleId));
        return path;
    }

    private EarlierRun Now() => new(_result.Estate.CollectedAt, BySeverity(), _result.IsIncomplete)
    {
        OpenRoutes = _exposure.RoutesOf(Callers.AnyoneWithNothing),
    };

    private ImmutableSortedDictionary<Severity, int> BySeverity() =>
        _result.Counted.CountBy(finding => finding.Severity).ToImmutableSortedDictionary();

    private string Lead()
    {
        var open = _exposure.RoutesOf(Callers.AnyoneWithNothing);
        var who = open == 0
            ? ""
            : $"Anyone on the internet can call {Count.Number(open)} of {Count.Of(_exposure.Total, "route")} without credentials.";
        if (!_scopes.Any(scope => !ScopeStatus.IsUnreadable(scope)))
        {
            return "Nothing could be read, so nothing is known.";
        }

        if (_findings.Counting > 0)
        {
            return who.Length > 0
                ? who
                : $"{Count.Of(_findings.Counting, "finding")}, and no route that anyone can call without credentials.";
        }

        if (_scopes.All(scope => !scope.KnownApis.Any()) && !_result.IsIncomplete)
        {
            return "There is no API in what was read.";
        }

        return _result.IsIncomplete ? "No findings in what could be read. Not everything could be."
            : who.Length > 0 ? $"No findings. {who}"
            : "No findings, and no route that anyone on the internet can call without credentials.";
    }

    private List<FactModel> Facts()
    {
        var apis = _scopes.SelectMany(scope => scope.KnownApis).ToList();
        var kinds = apis.GroupBy(api => api.Kind)
            .OrderBy(group => group.Key)
            .Select(group => $"{Count.Number(group.Count())} {KindName.Of(group.Key)}");
        ImmutableArray<string> accounts = [.. _scopes.Select(scope => scope.Account).Distinct(StringComparer.Ordinal)];
        ImmutableArray<string> regions = [.. _scopes.Select(scope => scope.Region).Distinct(StringComparer.Ordinal)];
        return
        [
            Several("Account", accounts),
            Several("Region", regions),
            new("APIs", Count.Number(apis.Count), string.Join(", ", kinds)),
            new("Routes", Count.Number(_exposure.Total), $"in {Count.Of(apis.Sum(api => api.Stages.ValueOr([]).Length), "stage")}"),
            new("Read", Day(_result.Estate.CollectedAt), Instant.Text(_result.Estate.CollectedAt)),
            new("Rules", Count.Number(_result.Rules.Length), $"looked {Count.Of(_result.Tallies.Sum(tally => tally.Looked), "time")}"),
        ];
    }

    private static FactModel Several(string name, ImmutableArray<string> values) => values is [var only]
        ? new(name, only, "")
        : new($"{name}s", Count.Number(values.Length), Some(values));

    private string Places()
    {
        ImmutableArray<string> accounts = [.. _scopes.Select(scope => scope.Account).Distinct(StringComparer.Ordinal)];
        return _scopes switch
        {
            [] => "nothing scanned",
            [var only] => $"account {only.Account}, {only.Region}",
            _ when accounts.Length == 1 => $"account {accounts[0]}",
            _ => Count.Of(accounts.Length, "account"),
        };
    }

    private IncompleteModel? Incomplete()
    {
        if (Incompleteness.Of(_result) is not { } open)
        {
            return null;
        }

        var all = Incompleteness.Gaps(_result);
        List<GapModel> gaps = [.. all.Take(MostGaps).Select(gap => Gap(gap.Gap, gap.Where))];
        return new()
        {
            Summary = $"Incomplete: {open}.",
            Causes = Causes(all),
            Gaps = gaps,
            MoreGaps = all.Length > MostGaps ? $"and {Count.Number(all.Length - MostGaps)} more, all in findings.json" : null,
            Failures = [.. _result.Failures.Select(failure => new FailureModel(failure.Rule.Id, failure.Rule.Name, failure.Subject, failure.Error))],
            CouldNotTell = _inconclusive == 0 ? null : Count.Of(_inconclusive, "question"),
        };
    }

    // What most of it has in common, and what that keeps from being read.
    private static ImmutableArray<CauseModel> Causes(ImmutableArray<ScopedGap> gaps) =>
    [
        .. gaps.GroupBy(gap => gap.Gap.Code, StringComparer.Ordinal)
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .Take(CausesShown)
            .Select(group => new CauseModel(
                group.Key,
                Count.Number(group.Count()),
                string.Create(CultureInfo.InvariantCulture, $"{100.0 * group.Count() / gaps.Length:0} %"),
                Some([.. group.Select(gap => gap.Gap.Operation).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]))),
    ];

    private static string Some(ImmutableArray<string> names) => names.Length <= NamesShown
        ? string.Join(", ", names)
        : $"{string.Join(", ", names.Take(NamesShown))} and {Count.Number(names.Length - NamesShown)} more";

    // Mostly it is the wrong Region.
    private EmptyEstateModel? Empty() =>
        _scopes is [] || _scopes.Any(scope => scope.KnownApis.Any() || !scope.RestApis.IsKnown || !scope.HttpAndWebSocketApis.IsKnown)
        ? null
        : new(string.Join(
            "; ",
            _scopes.GroupBy(scope => scope.Account, StringComparer.Ordinal).Take(NamesShown).Select(account => $"account {account.Key}: "
                + $"{Some([.. account.Select(scope => scope.Region)])}")));

    private static GapModel Gap(Gap gap, string where) => new(where, gap.Operation, gap.Code, gap.Target, gap.Message, gap.Lost);

    private SeveritiesModel Severities()
    {
        var bySeverity = _result.Counted.GroupBy(finding => finding.Severity).ToDictionary(group => group.Key, group => group.ToList());
        return new(
            Bar.Of(
                SeverityLook.WorstFirst.Select(
                    severity => (SeverityLook.Of(severity).Key, bySeverity.GetValueOrDefault(severity)?.Count ?? 0)),
                "Findings by severity"),
            [
                .. SeverityLook.WorstFirst.Select(severity => new SeverityRowModel(
                    SeverityLook.Of(severity),
                    Count.Number(bySeverity.GetValueOrDefault(severity)?.Count ?? 0),
                    Count.Number(bySeverity.GetValueOrDefault(severity)
                        ?.Select(finding => finding.Rule.Id)
                        .Distinct(StringComparer.Ordinal)
                        .Count() ?? 0),
                    !bySeverity.ContainsKey(severity))),
            ],
            Count.Of(_findings.Counting, "finding"));
    }

    private ComparisonModel? Comparison() => _result.Comparison is not { } comparison ? null : new()
    {
        Source = comparison.Source,
        When = comparison.CollectedAt is { } instant ? Instant.Text(instant) : "",
        New = Count.Number(_result.Counted.Count(finding => finding.Status is FindingStatus.New)),
        Worsened = Count.Number(_result.Counted.Count(finding => finding.Status is FindingStatus.Worsened)),
        FirstAssessed = _result.Counted.Count(finding => finding.Status is FindingStatus.FirstAssessed) is > 0 and var first
            ? Count.Number(first)
            : null,
        Unchanged = Count.Number(_result.Counted.Count(finding => finding.Status is FindingStatus.Unchanged)),
        Absent = Count.Number(OfStatus(StatusLook.Absent)),
        NotReread = Count.Number(OfStatus(StatusLook.NotReread)),
        HasNew = _result.Counted.Any(finding => finding.Status is FindingStatus.New),
        HasWorsened = _result.Counted.Any(finding => finding.Status is FindingStatus.Worsened),
        HasAbsent = OfStatus(StatusLook.Absent) > 0,
        HasNotReread = OfStatus(StatusLook.NotReread) > 0,
    };

    private int OfStatus(StatusLook status) => _findings.Listed.Count(listed => listed.Model.Status == status);

    private FiltersModel Filters() => new()
    {
        Severities = [.. SeverityLook.WorstFirst.Select(severity => SeverityLook.Of(severity)).Where(look => _findings.Listed.Any(listed => listed.Model.Look == look))],
        Rules = Options(listed => listed.Model.RuleId, listed => $"{listed.Model.RuleId} {listed.Model.RuleTitle}"),
        Accounts = Options(listed => listed.Model.Account, listed => listed.Model.Account),
        Regions = Options(listed => listed.Model.Region, listed => listed.Model.Region),
        Callers =
        [
            .. _findings.Listed.Select(listed => listed.Callers)
                .OfType<Callers>()
                .Distinct()
                .Order()
                .Select(CallersLook.Of)
                .Select(look => new FilterOptionModel(look.Key, look.Sentence)),
        ],
        Statuses = StatusLook.All.Where(status => OfStatus(status) > 0)
            .Select(status => new FilterOptionModel(status.Key, status.Label))
            .ToList(),
        Topics = PostureTopic.All.Where(topic => _findings.Listed.Any(listed => listed.Model.Topic == topic.Key))
            .Select(topic => new FilterOptionModel(topic.Key, topic.Label))
            .ToList() is [_, _, ..] topics
            ? topics
            : [],
        HasTags = _apis.All.Any(api => api.Tags.Length > 0),
        HasApis = _apis.All is [_, _, ..],
    };

    private ImmutableArray<FilterOptionModel> Options(Func<ListedFinding, string> value, Func<ListedFinding, string> label) =>
        _findings.Listed.DistinctBy(value, StringComparer.Ordinal)
            .Where(listed => value(listed).Length > 0)
            .OrderBy(value, StringComparer.Ordinal)
            .ToList() is [_, _, ..] several
            // As the script knows it.
            ? [.. several.Select(listed => new FilterOptionModel(VisibleText.Of(value(listed)), label(listed)))]
            // Nothing to choose from.
            : [];

    private ImmutableArray<CouldNotTellModel> CouldNotTell() =>
    [
        .. _questions
            .Take(MostQuestions)
            .Select(group => new CouldNotTellModel(
                group.Key.Id,
                group.Key.Title,
                group.Key.Message,
                Count.Of(group.Count(), "thing"),
                [.. group.Take(PlacesShown).Select(Place)],
                group.Count() > PlacesShown ? $"and {Count.Number(group.Count() - PlacesShown)} more, all in findings.json" : null)),
    ];

    private static string Place(Finding finding)
    {
        var identity = finding.Subject.Identity;
        var thing = identity.ApiId is { } id ? $"{identity.ApiName} ({id})" : identity.Arn;
        var stages = finding.Stages is not [] ? string.Join(", ", finding.Stages) : identity.Stage;
        return string.Join(
            " · ",
            new[] { identity.Account, identity.Region, thing, identity.Route, stages is null ? null : $"stage {stages}" }.OfType<string>());
    }

    private ImmutableArray<RuleRowModel> Rules()
    {
        var rules = _result.Rules.ToDictionary(rule => rule.Info.Id, StringComparer.Ordinal);
        return
        [
            .. _result.Tallies.Select(tally => new RuleRowModel
            {
                Id = tally.Rule.Id,
                Name = tally.Rule.Name,
                Title = tally.Rule.Title,
                Help = (rules.TryGetValue(tally.Rule.Id, out var rule) ? ProjectLinks.HelpOf(rule) : ProjectLinks.Home).AbsoluteUri,
                Look = SeverityLook.Of(tally.Rule.Severity),
                Looked = Count.Number(tally.Looked),
                Flagged = Count.Number(_result.Counted.Count(finding => finding.Rule.Id == tally.Rule.Id))
                    + (tally.OnlyCounted == 0 ? "" : $" and {Count.Number(tally.OnlyCounted)} only counted"),
                Inconclusive = Count.Number(tally.Inconclusive),
                HasFindings = _withFindings.Contains(tally.Rule.Id),
            }),
        ];
    }

    private static string Day(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
