using System.Collections.Immutable;
using Auditor.Core.Rules;

namespace Auditor.Reports.Html;

/// <summary>The exposure map: who can call how many routes, over all and per API.</summary>
internal sealed class ExposureSection
{
    private const int NamesShown = 3;
    private const int LongestName = 40;

    private readonly Dictionary<Callers, int> _routes = [];
    private readonly Dictionary<Callers, List<string>> _names = [];

    public ExposureSection(AuditResult result)
    {
        var apis = result.Estate.Scopes.SelectMany(scope => scope.KnownApis.Select(api => ApiExposure.Of(result, scope, api))).ToList();
        foreach (var api in apis)
        {
            foreach (var (callers, number) in api.Order)
            {
                _routes[callers] = RoutesOf(callers) + number;
                if (!_names.TryGetValue(callers, out var names))
                {
                    _names.Add(callers, names = []);
                }

                names.Add(api.Api.Name);
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

    public ExposureModel Model()
    {
        var preflights = Apis.Sum(api => api.Preflights);
        return new(
            BarOf(Enum.GetValues<Callers>().Select(callers => (callers, RoutesOf(callers))), "Routes by who can call them"),
            [
                // That nobody can call without credentials is worth a line; that nobody needs a certificate is not.
                .. Enum.GetValues<Callers>().Where(callers => callers is Callers.AnyoneWithNothing || RoutesOf(callers) > 0).Select(callers => new CallersRowModel(
                    CallersLook.Of(callers),
                    Count.Number(RoutesOf(callers)),
                    Count.Number(_names.GetValueOrDefault(callers)?.Count ?? 0),
                    Names(callers),
                    RoutesOf(callers) == 0)),
            ],
            Count.Of(Total, "route"),
            preflights == 0 ? null : Count.Of(preflights, "CORS preflight route"));
    }

    public static BarModel BarOf(IEnumerable<(Callers Callers, int Routes)> routes, string label) =>
        Bar.Of(routes.Select(pair => (CallersLook.Of(pair.Callers).Key, pair.Routes)), label);

    private string Names(Callers callers)
    {
        if (!_names.TryGetValue(callers, out var names))
        {
            return "";
        }

        var shown = string.Join(", ", names.Take(NamesShown).Select(name => VisibleText.Cut(VisibleText.Of(name), LongestName)));
        return names.Count > NamesShown ? $"{shown} and {Count.Number(names.Count - NamesShown)} more" : shown;
    }
}
