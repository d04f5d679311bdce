using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Rules;

namespace Auditor.Reports.Html;

/// <summary>The exposure map: who can call how many routes, over all and per API.</summary>
internal sealed class ExposureSection
{
    private const int NamesShown = 3;
    private const int ApisShownOpen = 30;

    private readonly AuditResult _result;
    private readonly Dictionary<Callers, int> _routes = [];
    private readonly Dictionary<Callers, List<string>> _names = [];
    private readonly List<(ImmutableArray<(Callers Callers, int Routes)> Order, ApiRowModel Row)> _apis = [];
    private readonly Dictionary<string, int> _findings;
    private int _preflights;

    public ExposureSection(AuditResult result)
    {
        _result = result;
        _findings = result.Flagged
            .GroupBy(finding => Anchor.OfApi(finding.Subject.Identity) ?? "", StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        foreach (var scope in result.Estate.Scopes)
        {
            foreach (var api in scope.KnownApis)
            {
                Visit(scope, api);
            }
        }

        Total = _routes.Values.Sum();
    }

    /// <summary>How many routes there are.</summary>
    public int Total { get; }

    /// <summary>How many of them some callers can call.</summary>
    public int RoutesOf(Callers callers) => _routes.GetValueOrDefault(callers);

    public ExposureModel Model() => new()
    {
        Bar = BarOf(_routes, "Routes by who can call them"),
        Rows =
        [
            // That nobody can call without credentials is worth a line; that nobody needs a certificate is not.
            .. Enum.GetValues<Callers>().Where(callers => callers is Callers.AnyoneWithNothing || RoutesOf(callers) > 0).Select(callers => new CallersRowModel(
                CallersLook.Of(callers),
                Count.Number(RoutesOf(callers)),
                Count.Number(_names.GetValueOrDefault(callers)?.Count ?? 0),
                Names(callers),
                RoutesOf(callers) == 0)),
        ],
        Total = Count.Of(Total, "route"),
        Preflights = _preflights == 0 ? null : Count.Of(_preflights, "CORS preflight route"),
        Apis = [.. _apis.OrderBy(api => api, Comparer<(ImmutableArray<(Callers, int)> Order, ApiRowModel Row)>.Create(WorseFirst)).Select(api => api.Row)],
        IsLong = _apis.Count > ApisShownOpen,
    };

    private static int WorseFirst(
        (ImmutableArray<(Callers Callers, int Routes)> Order, ApiRowModel Row) left,
        (ImmutableArray<(Callers Callers, int Routes)> Order, ApiRowModel Row) right)
    {
        foreach (var (a, b) in left.Order.Zip(right.Order))
        {
            if (a != b)
            {
                return a.Callers == b.Callers ? b.Routes.CompareTo(a.Routes) : a.Callers.CompareTo(b.Callers);
            }
        }

        return left.Order.Length != right.Order.Length
            ? right.Order.Length.CompareTo(left.Order.Length)
            : string.CompareOrdinal(left.Row.Name, right.Row.Name);
    }

    private void Visit(Scope scope, Api api)
    {
        var callers = new Dictionary<string, Callers>(StringComparer.Ordinal);
        var preflights = new HashSet<string>(StringComparer.Ordinal);
        string? note = null;
        foreach (var stage in api.Stages.ValueOr([]))
        {
            var routes = _result.Exposure.RoutesOf(scope, api, stage);
            if (routes.Unknown is { } unknown)
            {
                note ??= $"Could not tell which routes stage '{stage.Name}' serves: {unknown.Because}";
            }

            foreach (var route in routes.ValueOr([]))
            {
                if (IsPreflight(route.Route))
                {
                    preflights.Add(route.Route.Key);
                    continue;
                }

                // A route counts once, with the most who can call it in any of its stages.
                var exposure = _result.Exposure.Of(route);
                var mine = CallersLook.Classify(exposure);
                note ??= exposure.Unknown?.Because;
                callers[route.Route.Key] = callers.TryGetValue(route.Route.Key, out var other) && other < mine ? other : mine;
            }
        }

        _preflights += preflights.Count;
        Add(scope, api, callers.Values.GroupBy(one => one).ToDictionary(group => group.Key, group => group.Count()), note ?? NoteOn(api, callers.Count));
    }

    // Browsers send them without credentials and API Gateway answers them itself: nothing is behind them.
    private static bool IsPreflight(Route route) =>
        route.Method is "OPTIONS" && route.Integration is { IsKnown: true, Value.Type: IntegrationType.Mock };

    private static string? NoteOn(Api api, int routes) => api.Stages.Unknown is { } unknown
        ? $"Could not tell which stages it has: {unknown.Because}"
        : api.Stages.Value is [] ? "It has no stage, so nobody can call it."
        : routes == 0 ? "It serves no routes." : null;

    private void Add(Scope scope, Api api, Dictionary<Callers, int> routes, string? note)
    {
        ImmutableArray<(Callers Callers, int Routes)> order = [.. routes.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value))];
        foreach (var (callers, number) in order)
        {
            _routes[callers] = RoutesOf(callers) + number;
            if (!_names.TryGetValue(callers, out var names))
            {
                _names.Add(callers, names = []);
            }

            names.Add(api.Name);
        }

        var anchor = Anchor.OfApi(scope.Account, scope.Region, api.Id);
        var findings = _findings.GetValueOrDefault(anchor);
        _apis.Add((order, new()
        {
            Anchor = $"map-{anchor}",
            Href = findings == 0 ? null : $"#{anchor}",
            Name = api.Name,
            Id = api.Id,
            Kind = KindName.Of(api.Kind),
            Account = scope.Account,
            Region = scope.Region,
            Stages = api.Stages.IsKnown ? string.Join(", ", api.Stages.Value.Select(stage => stage.Name)) : "unknown",
            Routes = Count.Number(routes.Values.Sum()),
            Bar = BarOf(routes, $"Routes of {api.Name} by who can call them"),
            Callers = [.. order.Select(pair => new ApiCallersModel(CallersLook.Of(pair.Callers), Count.Number(pair.Routes)))],
            Note = note,
            Findings = Count.Number(findings),
        }));
    }

    private string Names(Callers callers)
    {
        if (!_names.TryGetValue(callers, out var names))
        {
            return "";
        }

        var shown = string.Join(", ", names.Take(NamesShown).Select(name => VisibleText.Cut(VisibleText.Of(name), 40)));
        return names.Count > NamesShown ? $"{shown} and {Count.Number(names.Count - NamesShown)} more" : shown;
    }

    private static BarModel BarOf(Dictionary<Callers, int> routes, string label) =>
        Bar.Of(Enum.GetValues<Callers>().Select(callers => (CallersLook.Of(callers).Key, routes.GetValueOrDefault(callers))), label);
}
