using Auditor.Core.Exposure;
using Auditor.Core.Rules;

namespace Auditor.Reports;

/// <summary>Counts the routes that anyone on the internet can call without credentials.</summary>
internal static class OpenRoutes
{
    /// <summary>A route counts once, however many stages serve it; CORS preflights do not count.</summary>
    public static int In(AuditResult result) => result.Estate.Scopes.Sum(scope =>
    {
        var open = scope.KnownApis.Sum(api => api.Stages.ValueOr([])
            .SelectMany(stage => result.Exposure.RoutesOf(scope, api, stage).ValueOr([]))
            .Where(route => !route.Route.IsPreflight && IsOpen(result.Exposure, route))
            .Select(route => route.Route.Key)
            .Distinct(StringComparer.Ordinal)
            .Count());
        result.Exposure.Leave(scope);
        return open;
    });

    private static bool IsOpen(ExposureMap map, DeployedRoute route) =>
        map.Of(route) is { IsKnown: true, Value: { Audience: Audience.Internet, Credential: Credential.None } };
}
