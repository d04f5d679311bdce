using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Policies;

namespace Auditor.Core.Exposure;

/// <summary>
/// Which route API Gateway gives a request to: exact over parameter over greedy over <c>$default</c>, and ANY only for verbs that the path
/// does not define.
/// </summary>
public static class RouteMatching
{
    /// <summary>The route that answers; <see langword="null"/> when none does.</summary>
    /// <param name="routes">The routes of one snapshot.</param>
    /// <param name="verb">In upper case.</param>
    /// <param name="path">Begins with a slash; without the stage.</param>
    public static DeployedRoute? Match(IEnumerable<DeployedRoute> routes, string verb, string path) => routes
        .Where(route => Accepts(route.Route, verb, path))
        .Order(Comparer<DeployedRoute>.Create((left, right) => Compare(left.Route, right.Route)))
        .FirstOrDefault();

    /// <summary>Whether a route could answer a request, other routes aside.</summary>
    public static bool Accepts(Route route, string verb, string path)
    {
        ArgumentNullException.ThrowIfNull(route);
        ArgumentNullException.ThrowIfNull(path);
        if (route.Path is not { } pattern)
        {
            return route.Key == "$default";
        }

        return (route.Method is "ANY" || string.Equals(route.Method, verb, StringComparison.Ordinal))
            && Accepts(Segments(pattern), Segments(path));
    }

    /// <summary>The routes, each with the verbs that are left to it and the more specific ones.</summary>
    internal static ImmutableArray<DeployedRoute> Arrange(ImmutableArray<DeployedRoute> routes)
    {
        var verbs = routes
            .Where(route => route.Route is { Path: not null, Method: not (null or "ANY") })
            .ToLookup(route => route.Route.Path, route => route.Route.Method, StringComparer.Ordinal);
        var index = new RoutePatterns(routes.Select(route => route.Route));
        return
        [
            .. routes.Select(route => Reached(route with
            {
                Verbs = route.Route is { Method: "ANY", Path: { } path }
                    ? [.. RouteTarget.AnyVerb.Except(verbs[path].OfType<string>(), StringComparer.Ordinal)]
                    : route.Verbs,
                TakenFirst = Kind(route.Route) is SegmentKind.Literal ? [] : MoreSpecific(index, route.Route),
            })),
        ];
    }

    /// <summary>The patterns of paths that a route stands for: <c>$default</c> takes the root, too.</summary>
    internal static ImmutableArray<string[]> PatternsOf(Route route) => route.Path is { } path ? [Segments(path)] : [["{proxy+}"], [""]];

    /// <summary>The patterns that take requests of one verb from a route.</summary>
    internal static IEnumerable<string[]> ClaimedBefore(DeployedRoute route, string verb) => route.TakenFirst
        .Where(other => other.Method is "ANY" || string.Equals(other.Method, verb, StringComparison.Ordinal))
        .Select(other => Segments(other.Path ?? ""));

    internal static string[] Segments(string path) => path.TrimStart('/').Split('/');

    internal static SegmentKind Kind(string segment) => segment switch
    {
        ['{', .., '+', '}'] => SegmentKind.Greedy,
        ['{', .., '}'] => SegmentKind.Parameter,
        _ => SegmentKind.Literal,
    };

    /// <summary>Whether a segment of a pattern takes one of a path; a parameter takes no empty one.</summary>
    internal static bool Takes(string pattern, string segment) =>
        segment.Length == 0 == (pattern.Length == 0)
            && (Kind(pattern) is not SegmentKind.Literal || string.Equals(pattern, segment, StringComparison.Ordinal));

    // A verb of which more specific routes answer every path is none of this route's.
    private static DeployedRoute Reached(DeployedRoute route) => route.TakenFirst is []
        ? route
        : route with { Verbs = route.Verbs.RemoveAll(verb => PatternsOf(route.Route).All(pattern => UnclaimedPath.Of(pattern, ClaimedBefore(route, verb)) is null)) };

    // Of two routes that one request fits, at the first segment in which they differ in kind.
    private static int Compare(Route left, Route right)
    {
        if (left.Path is null || right.Path is null)
        {
            return (left.Path is null).CompareTo(right.Path is null);
        }

        var difference = Segments(left.Path)
            .Select(Kind)
            .Zip(Segments(right.Path).Select(Kind), (one, other) => one.CompareTo(other))
            .FirstOrDefault(order => order != 0);
        return difference != 0 ? difference : (left.Method is "ANY").CompareTo(right.Method is "ANY");
    }

    private static ImmutableArray<Route> MoreSpecific(RoutePatterns others, Route route) =>
    [
        .. others.Overlapping(PatternsOf(route))
            .Where(other => !string.Equals(other.Path, route.Path, StringComparison.Ordinal) && Compare(other, route) < 0),
    ];

    private static bool Accepts(string[] pattern, string[] path)
    {
        for (var at = 0; at < pattern.Length; at++)
        {
            if (at >= path.Length || !Takes(pattern[at], path[at]))
            {
                return false;
            }

            if (Kind(pattern[at]) is SegmentKind.Greedy)
            {
                return true;
            }
        }

        return pattern.Length == path.Length;
    }

    private static SegmentKind Kind(Route route) => route.Path is { } path ? Segments(path).Max(Kind) : SegmentKind.Greedy;
}
