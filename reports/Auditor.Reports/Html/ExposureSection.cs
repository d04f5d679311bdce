using System.Collections.Immutable;
using Auditor.Core.Rules;

namespace Auditor.Reports.Html;

/// <summary>The exposure map: who can call how many routes, over all and per API.</summary>
internal sealed class ExposureSection
{
    private const int NamesShown = 3;
    private const int LongestName = 40;

    private readonly Dictionary<Callers, int> _routes = [];
    private readonly Dictionary<Callers, List<ApiExposure>> _of = [];

    public ExposureSection(AuditResult result)
    {
        var apis = result.Estate.Scopes.SelectMany(scope => scope.KnownApis.Select(api => ApiExposure.Of(result, scope, api))).ToList();
        foreach (var api in apis)
        {
            foreach (var (callers, number) in api.Order)
            {
                _routes[callers] = RoutesOf(callers) + number;
                if (!_of.TryGetValue(callers, out var mine))
                {
                    _of.Add(callers, mine = []);
                }

                mine.Add(api);
            }
        }

        apis.Sort(ApiExposure.WorseFirst);
        Apis = [.. apis];
        Total = _routes.Values.Sum();
    }

    /// <summary>The most exposed first.</summary>
    public ImmutableArray<ApiExposure> Apis { get; }

    /// <summary>How many routes there are.</summary>
    public int Total { get; }

    /// <summary>How many of them some callers can call.</summary>
    public int RoutesOf(Callers callers) => _routes.GetValueOrDefault(callers);

    /// <param name="apisOnPage">The anchors of the APIs that can be linked to.</param>
    public ExposureModel Model(IReadOnlySet<string> apisOnPage)
    {
        var preflights = Apis.Sum(api => api.Preflights);
        return new(
            BarOf(Enum.GetValues<Callers>().Select(callers => (callers, RoutesOf(callers))), "Routes by who can call them"),
            [
                // That nobody can call without credentials is worth a line; that nobody needs a certificate is not.
                .. Enum.GetValues<Callers>().Where(callers => callers is Callers.AnyoneWithNothing
                    || RoutesOf(callers) > 0).Select(callers => new CallersRowModel(
                    CallersLook.Of(callers),
                    Count.Number(RoutesOf(callers)),
                    Count.Number(_of.GetValueOrDefault(callers)?.Count ?? 0),
                    Names(callers, apisOnPage),
                    _of.GetValueOrDefault(callers)?.Count - NamesShown is > 0 and var more ? Count.Number(more) : null,
                    RoutesOf(callers) == 0)),
            ],
            Count.Of(Total, "route"),
            preflights == 0 ? null : Count.Of(preflights, "CORS preflight route"));
    }

    public static BarModel BarOf(IEnumerable<(Callers Callers, int Routes)> routes, string label) =>
        Bar.Of(routes.Select(pair => (CallersLook.Of(pair.Callers).Key, pair.Routes)), label);

    // The most exposed first, as everywhere.
    private ImmutableArray<NameLinkModel> Names(Callers callers, IReadOnlySet<string> apisOnPage) => !_of.TryGetValue(callers, out var apis)
        ? []
        :
        [
            .. apis.Order(Comparer<ApiExposure>.Create(ApiExposure.WorseFirst)).Take(NamesShown).Select(api =>
                new NameLinkModel(VisibleText.Cut(VisibleText.Of(api.Api.Name), LongestName), apisOnPage.Contains(api.Anchor) ? api.Anchor : null)),
        ];
}
