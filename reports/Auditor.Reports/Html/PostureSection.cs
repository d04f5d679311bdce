using System.Collections.Immutable;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;

namespace Auditor.Reports.Html;

/// <summary>
/// The posture matrix: a row for each API, or for each account and Region where there are many, a column for each topic. A cell says the
/// worst that rules found, that they could not tell, or that they found nothing; what no rule asked is left open. Beside it who can call
/// how many routes.
/// </summary>
internal sealed class PostureSection
{
    private const int MostApis = 60;
    private const int MostApisOnCrowdedPage = 15;
    private const int MostScopes = 60;
    private const int MostScopesOnCrowdedPage = 15;
    private const int MostPriorities = 10_000_000;

    private readonly ILookup<(string, string?, string?), Finding> _findings;
    private readonly ImmutableArray<Rule> _rules;
    private readonly ExposureSection _exposure;
    private readonly IReadOnlySet<string> _onPage;
    private readonly bool _isCrowded;

    public PostureSection(AuditResult result, ExposureSection exposure, IReadOnlySet<string> apisOnPage, bool isCrowded)
    {
        (_rules, _exposure, _onPage, _isCrowded) = (result.Rules, exposure, apisOnPage, isCrowded);
        _findings = result.Findings.Where(finding => finding.Suppression is null)
            .ToLookup(finding => (finding.Subject.Identity.Account, finding.Subject.Identity.Region, finding.Subject.Identity.ApiId));
    }

    /// <summary><see langword="null"/> where there is no API.</summary>
    public PostureModel? Model()
    {
        if (_exposure.Apis is [])
        {
            return null;
        }

        ImmutableArray<Callers> callers = [.. Enum.GetValues<Callers>().Where(each => _exposure.RoutesOf(each) > 0)];
        var isByApi = _exposure.Apis.Length <= (_isCrowded ? MostApisOnCrowdedPage : MostApis);
        var scopes = _exposure.Apis.GroupBy(api => (api.Scope.Account, api.Scope.Region)).ToList();
        ImmutableArray<PostureRowModel> rows = isByApi
            ? [.. _exposure.Apis.Select(api => Row(api, callers))]
            : [.. scopes.Take(_isCrowded ? MostScopesOnCrowdedPage : MostScopes).Select(scope => Row(scope.Key.Account, scope.Key.Region, [.. scope], callers))];
        return new(
            isByApi ? "API" : "Account and Region",
            [.. PostureTopic.All],
            [.. callers.Select(CallersLook.Of)],
            rows,
            !isByApi && scopes.Count > rows.Length ? $"and {Count.Of(scopes.Count - rows.Length, "more account and Region", "more accounts and Regions")}: filter the findings by account or Region" : null);
    }

    private PostureRowModel Row(ApiExposure api, ImmutableArray<Callers> callers)
    {
        var (scope, known) = (api.Scope, api.Api);
        ImmutableArray<Finding> findings = [.. _findings[(scope.Account, scope.Region, known.Id)]];
        return new(
            known.Name,
            $"{KindName.Of(known.Kind)}, {known.Id}",
            _onPage.Contains(api.Anchor) ? api.Anchor : null,
            known.Id,
            null,
            WorstOf(api),
            [.. PostureTopic.All.Select(topic => Cell(topic, findings, known.Kind))],
            Numbers(callers, [api]));
    }

    private PostureRowModel Row(string account, string region, ImmutableArray<ApiExposure> apis, ImmutableArray<Callers> callers)
    {
        ImmutableArray<Finding> findings = [.. apis.SelectMany(api => _findings[(account, region, api.Api.Id)])];
        return new(
            account,
            $"{region}, {Count.Of(apis.Length, "API")}",
            null,
            account,
            region,
            apis.Select(WorstOf).Min(),
            [.. PostureTopic.All.Select(topic => Cell(topic, findings, null))],
            Numbers(callers, apis));
    }

    private static Callers WorstOf(ApiExposure api) => api.Order is [var (worst, _), ..] ? worst : Callers.Nobody;

    private PostureCellModel Cell(PostureTopic topic, ImmutableArray<Finding> findings, ApiKind? kind)
    {
        var asked = _rules.Where(rule => PostureTopic.Of(rule.Info) == topic
            && (kind is null || rule.Info.AppliesTo.Contains(kind.Value))).ToList();
        if (asked.Count == 0)
        {
            return new(topic.Key, "none", "not asked", "", -3);
        }

        var mine = findings.Where(finding => PostureTopic.Of(finding.Rule) == topic).ToList();
        var flagged = mine.Where(finding => finding.Outcome is Outcome.Flagged).ToList();
        if (flagged.Count > 0)
        {
            var worst = flagged.Max(finding => finding.Severity);
            var look = SeverityLook.Of(worst);
            var order = OrderOf(worst, flagged.Sum(finding => finding.Priority?.Score ?? 0));
            return new(topic.Key, look.Key, look.Label, Count.Number(flagged.Count), order);
        }

        return mine.Count > 0 ? new(topic.Key, "open", "unknown", "", -1) : new(topic.Key, "pass", "none", "", -2);
    }

    // The severity that the cell names first, then how much there is of it.
    private static int OrderOf(Severity worst, int priorities) => ((int)worst * MostPriorities) + Math.Min(priorities, MostPriorities - 1);

    private static ImmutableArray<PostureNumberModel> Numbers(ImmutableArray<Callers> callers, ImmutableArray<ApiExposure> apis) =>
    [
        .. callers.Select(each => (Callers: each, Routes: apis.Sum(api => api.Order.Where(pair => pair.Callers == each)
            .Sum(pair => pair.Routes))))
            .Select(each => new PostureNumberModel(
                CallersLook.Of(each.Callers).Key, each.Routes == 0 ? "" : Count.Number(each.Routes), Heat(each.Routes))),
    ];

    // Five shades: 1, up to 4, 16, 64, more.
    private static int Heat(int routes) => routes switch
    {
        0 => 0,
        1 => 1,
        <= 4 => 2,
        <= 16 => 3,
        <= 64 => 4,
        _ => 5,
    };
}
