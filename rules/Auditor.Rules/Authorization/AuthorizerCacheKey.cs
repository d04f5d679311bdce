using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;

namespace Auditor.Rules.Authorization;

/// <summary>
/// What the key under which an answer of an authorizer is kept tells apart. It is made of the identity sources alone (Use API Gateway
/// Lambda authorizers; Control access to HTTP APIs with AWS Lambda authorizers).
/// </summary>
/// <param name="Verb">Whether it holds the verb.</param>
/// <param name="Path">Whether it holds the path of the request.</param>
/// <param name="Resource">Whether it holds the path of the route, in which <c>{proxy+}</c> stands for many.</param>
/// <param name="RouteKey">Whether it holds the key of the route, in which <c>ANY</c> and <c>$default</c> stand for many.</param>
/// <param name="Request">Whether it is another one with each request, so that nothing is reused.</param>
internal sealed record AuthorizerCacheKey(bool Verb, bool Path, bool Resource, bool RouteKey, bool Request)
{
    /// <summary>What these identity sources make.</summary>
    public static AuthorizerCacheKey Of(ImmutableArray<string> identitySources)
    {
        ImmutableArray<IdentitySource> sources = [.. identitySources.Select(IdentitySource.Of)];
        return new(
            Has("httpMethod", "http.method"),
            Has("path", "http.path"),
            Has("resourcePath", "resourceId"),
            Has("routeKey"),
            Has("requestId", "extendedRequestId", "awsEndpointRequestId"));

        bool Has(params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
            {
                if (sources.Any(source => source.Kind is "context" && string.Equals(source.Name, name, StringComparison.OrdinalIgnoreCase)))
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>
    /// Those of some routes for whose requests an answer to another request is reused, be it one to another route or to the same.
    /// </summary>
    public ImmutableArray<DeployedRoute> Mixed(ImmutableArray<DeployedRoute> routes)
    {
        if (Request)
        {
            return [];
        }

        ImmutableArray<DeployedRoute> each = [.. routes.DistinctBy(route => route.Route.Key, StringComparer.Ordinal)];
        return [.. each.Where(route => IsSharedWithin(route) || each.Any(other => other.Route.Key != route.Route.Key && IsSharedBetween(route, other)))];
    }

    /// <summary>Whether one route takes requests of several verbs or paths that have the same key.</summary>
    public bool IsSharedWithin(DeployedRoute route) => (route.Verbs.Length > 1 && !Verb) || (TakesManyPaths(route) && !Path);

    private bool IsSharedBetween(DeployedRoute one, DeployedRoute other)
    {
        // A verb of a path belongs to one route.
        if (RouteKey || (Verb && Path))
        {
            return false;
        }

        if (Verb && !one.Verbs.Intersect(other.Verbs, StringComparer.Ordinal).Any())
        {
            return false;
        }

        if (Path && one.Verbs is [var only] && other.Verbs is [var same] && only == same)
        {
            return false;
        }

        var samePattern = string.Equals(one.Route.Path, other.Route.Path, StringComparison.Ordinal);
        return (!Resource || samePattern) && (!Path || samePattern || MayMeet(one, other));
    }

    private static bool TakesManyPaths(DeployedRoute route) =>
        route.Route.Path is not { } path || path.EndsWith("+}", StringComparison.Ordinal);

    // Whether one path fits both patterns.
    private static bool MayMeet(DeployedRoute one, DeployedRoute other) => MayMeet(Segments(one.Route), Segments(other.Route));

    private static bool MayMeet(string[] one, string[] other)
    {
        for (var at = 0; at < one.Length && at < other.Length; at++)
        {
            if (one[at] is ['{', .., '+', '}'] || other[at] is ['{', .., '+', '}'])
            {
                return true;
            }

            if (one[at] is not ['{', ..] && other[at] is not ['{', ..] && one[at] != other[at])
            {
                return false;
            }
        }

        return one.Length == other.Length;
    }

    private static string[] Segments(Route route) => (route.Path ?? "/{proxy+}").Split('/', StringSplitOptions.RemoveEmptyEntries);
}
