using System.Collections.Immutable;
using System.Globalization;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Rules;

namespace Auditor.Reports.Html;

/// <summary>Puts together what the page says.</summary>
internal sealed class PageBuilder(ReportInput input, string contentSecurityPolicy)
{
    private const int GapsShownOpen = 6;
    private const int PlacesShown = 20;
    private const int FirstToFix = 4;

    private readonly AuditResult _result = input.Result;
    private readonly ImmutableArray<Scope> _scopes = input.Result.Estate.Scopes;
    private readonly ExposureSection _exposure = new(input.Result);
    private readonly FindingSection _findings = new(input);
    private readonly int _flagged = input.Result.Flagged.Count();
    private readonly int _inconclusive = input.Result.Inconclusive.Count();

    public PageModel Page() => new()
    {
        Title = $"API Gateway security report, {Places()}, {Day(_result.Estate.CollectedAt)}",
        Lead = Lead(),
        IsClean = _flagged == 0 && !_result.IsIncomplete && _scopes.Any(),
        Gate = input.Gate,
        Facts = Facts(),
        Incomplete = Incomplete(),
        Severities = Severities(),
        Exposure = _exposure.Model(),
        Filters = Filters(),
        RuleGroups = _findings.ByRule,
        ApiGroups = _findings.ByApi,
        CouldNotTell = CouldNotTell(),
        CouldNotTellCount = Count.Number(_inconclusive),
        Rules = Rules(),
        Calls = Calls(),
        ContentSecurityPolicy = contentSecurityPolicy,
        ToolName = input.Tool.Name,
        ToolVersion = input.Tool.Version,
        Home = ProjectLinks.Home.AbsoluteUri,
        GeneratedAt = Instant.Text(input.GeneratedAt),
        CollectedAt = Instant.Text(_result.Estate.CollectedAt),
    };

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

        if (_flagged > 0)
        {
            return who.Length > 0 ? who : $"{Count.Of(_flagged, "finding")}, and no route that anyone can call without credentials.";
        }

        if (_scopes.All(scope => !scope.KnownApis.Any()) && !_result.IsIncomplete)
        {
            return "There is no API Gateway API here.";
        }

        return _result.IsIncomplete ? "No findings in what could be read. Not everything could be." : who.Length > 0 ? $"No findings. {who}" : "No findings, and no route that anyone on the internet can call without credentials.";
    }

    private List<FactModel> Facts()
    {
        var apis = _scopes.SelectMany(scope => scope.KnownApis).ToList();
        var kinds = apis.GroupBy(api => api.Kind).OrderBy(group => group.Key).Select(group => $"{Count.Number(group.Count())} {KindName.Of(group.Key)}");
        ImmutableArray<string> accounts = [.. _scopes.Select(scope => scope.Account).Distinct(StringComparer.Ordinal)];
        ImmutableArray<string> regions = [.. _scopes.Select(scope => scope.Region).Distinct(StringComparer.Ordinal)];
        return
        [
            new(accounts.Length == 1 ? "Account" : "Accounts", accounts.Length == 1 ? accounts[0] : Count.Number(accounts.Length), accounts.Length == 1 ? "" : string.Join(", ", accounts)),
            new(regions.Length == 1 ? "Region" : "Regions", regions.Length == 1 ? regions[0] : Count.Number(regions.Length), regions.Length == 1 ? "" : string.Join(", ", regions)),
            new("APIs", Count.Number(apis.Count), string.Join(", ", kinds)),
            new("Routes", Count.Number(_exposure.Total), $"in {Count.Of(apis.Sum(api => api.Stages.ValueOr([]).Length), "stage")}"),
            new("Read", Day(_result.Estate.CollectedAt), $"{_result.Estate.CollectedAt.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture)} UTC"),
            new("Rules", Count.Number(_result.Rules.Length), $"looked {Count.Of(_result.Tallies.Sum(tally => tally.Looked), "time")}"),
        ];
    }

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

        List<GapModel> gaps =
        [
            .. Incompleteness.Gaps(_result).Select(gap => Gap(gap.Gap, gap.Where)),
        ];
        return new()
        {
            Summary = $"Incomplete: {open}.",
            Gaps = gaps,
            Failures = [.. _result.Failures.Select(failure => new FailureModel(failure.Rule.Id, failure.Rule.Name, failure.Subject, failure.Error))],
            IsLong = gaps.Count + _result.Failures.Length > GapsShownOpen,
            CouldNotTell = _inconclusive == 0 ? null : Count.Of(_inconclusive, "question"),
        };
    }

    private static GapModel Gap(Gap gap, string where) => new(where, gap.Operation, gap.Code, gap.Target, gap.Message, gap.Lost);

    private SeveritiesModel Severities()
    {
        var bySeverity = _result.Flagged.GroupBy(finding => finding.Severity).ToDictionary(group => group.Key, group => group.ToList());
        return new(
            Bar.Of(SeverityLook.WorstFirst.Select(severity => (SeverityLook.Of(severity).Key, bySeverity.GetValueOrDefault(severity)?.Count ?? 0)), "Findings by severity"),
            [
                .. SeverityLook.WorstFirst.Select(severity => new SeverityRowModel(
                    SeverityLook.Of(severity),
                    Count.Number(bySeverity.GetValueOrDefault(severity)?.Count ?? 0),
                    Count.Number(bySeverity.GetValueOrDefault(severity)?.Select(finding => finding.Rule.Id).Distinct(StringComparer.Ordinal).Count() ?? 0),
                    !bySeverity.ContainsKey(severity))),
            ],
            Count.Of(_flagged, "finding"),
            [.. _findings.ByRule.Take(FirstToFix)]);
    }

    private FiltersModel Filters() => new()
    {
        Severities = [.. _result.Flagged.Select(finding => finding.Severity).Distinct().OrderDescending().Select(SeverityLook.Of)],
        Rules = [.. _findings.ByRule.OrderBy(group => group.Id, StringComparer.Ordinal).Select(group => new FilterOptionModel(group.Id, $"{group.Id} {group.Title}"))],
        Accounts = Options(finding => finding.Subject.Identity.Account),
        Regions = Options(finding => finding.Subject.Identity.Region),
    };

    private ImmutableArray<FilterOptionModel> Options(Func<Finding, string?> select) =>
        _result.Flagged.Select(select).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList() is [_, _, ..] several
            ? [.. several.Select(value => new FilterOptionModel(value, value))]
            // Nothing to choose from.
            : [];

    private ImmutableArray<CouldNotTellModel> CouldNotTell() =>
    [
        .. _result.Inconclusive
            .GroupBy(finding => (finding.Rule.Id, finding.Rule.Title, finding.Message))
            .OrderBy(group => group.Key.Id, StringComparer.Ordinal)
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
        return string.Join(" · ", new[] { identity.Account, identity.Region, thing, identity.Route, stages is null ? null : $"stage {stages}" }.OfType<string>());
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
                Flagged = Count.Number(tally.Flagged),
                Inconclusive = Count.Number(tally.Inconclusive),
                HasFindings = tally.Flagged > 0,
            }),
        ];
    }

    private CallsModel Calls() => new(
        Count.Of(_scopes.Sum(scope => scope.Calls.Values.Sum()), "call"),
        [
            .. _scopes.Select(scope => new CallScopeModel(
                scope.Account,
                scope.Region,
                $"{ScopeStatus.Of(scope)}{Earlier(scope)}",
                Count.Of(scope.Calls.Values.Sum(), "call"),
                [.. scope.Calls.Select(call => new CallRowModel(call.Key, Count.Number(call.Value)))])),
        ]);

    // What is deployed does not change, so only drift can be older than the scan.
    private static string Earlier(Scope scope) => scope.ReadEarlier.ToList() is [{ WorkingCopyReadAt: { } oldest }, ..] earlier
        ? $"; working copies of {Count.Of(earlier.Count, "API")} were last looked at by earlier scans, the oldest on {Day(oldest)}"
        : "";

    private static string Day(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
