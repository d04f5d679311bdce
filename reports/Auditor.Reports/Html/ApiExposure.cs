using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Rules;

namespace Auditor.Reports.Html;

/// <summary>Who can call the routes of one API.</summary>
internal sealed record ApiExposure
{
    public required Scope Scope { get; init; }

    public required Api Api { get; init; }

    /// <summary>Each route on each stage, CORS preflights too.</summary>
    public required ImmutableArray<(DeployedRoute Route, Fact<RouteExposure> Exposure)> Served { get; init; }

    /// <summary>
    /// How many routes some callers can call, worst first. A route counts once, with the most who can call it on any of its stages.
    /// </summary>
    public required ImmutableArray<(Callers Callers, int Routes)> Order { get; init; }

    /// <summary>How many routes are left out because API Gateway answers them itself.</summary>
    public required int Preflights { get; init; }

    /// <summary>Why there is nothing to say, or not all; <see langword="null"/> when there is.</summary>
    public required string? Note { get; init; }

    public string Anchor => Html.Anchor.OfApi(Scope.Account, Scope.Region, Api.Id);

    public int Routes => Order.Sum(pair => pair.Routes);

    public static ApiExposure Of(AuditResult result, Scope scope, Api api)
    {
        var served = ImmutableArray.CreateBuilder<(DeployedRoute, Fact<RouteExposure>)>();
        var callers = new Dictionary<string, Callers>(StringComparer.Ordinal);
        var preflights = new HashSet<string>(StringComparer.Ordinal);
        string? note = null;
        foreach (var stage in api.Stages.ValueOr([]))
        {
            var routes = result.Exposure.RoutesOf(scope, api, stage);
            if (routes.Unknown is { } unknown)
            {
                note ??= $"Could not tell which routes stage '{stage.Name}' serves: {unknown.Because}";
            }

            foreach (var route in routes.ValueOr([]))
            {
                var exposure = result.Exposure.Of(route);
                served.Add((route, exposure));
                if (route.Route.IsPreflight)
                {
                    preflights.Add(route.Route.Key);
                    continue;
                }

                var mine = CallersLook.Classify(exposure);
                note ??= exposure.Unknown?.Because;
                callers[route.Route.Key] = callers.TryGetValue(route.Route.Key, out var other) && other < mine ? other : mine;
            }
        }

        return new()
        {
            Scope = scope,
            Api = api,
            Served = served.ToImmutable(),
            Order = [.. callers.Values.CountBy(one => one).OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value))],
            Preflights = preflights.Count,
            Note = note ?? NoteOn(api, callers.Count),
        };
    }

    /// <summary>The most exposed first.</summary>
    public static int WorseFirst(ApiExposure left, ApiExposure right)
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
            : string.CompareOrdinal(left.Api.Name, right.Api.Name);
    }

    private static string? NoteOn(Api api, int routes) => api.Stages.Unknown is { } unknown
        ? $"Could not tell which stages it has: {unknown.Because}"
        : api.Stages.Value is [] ? "It has no stage, so nobody can call it."
        : routes == 0 ? "It serves no routes." : null;
}
