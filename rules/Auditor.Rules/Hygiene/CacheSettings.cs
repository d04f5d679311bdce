using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;

namespace Auditor.Rules.Hygiene;

/// <summary>Works out by which settings a stage caches what a method answers.</summary>
internal static class CacheSettings
{
    /// <summary>
    /// The settings in force that cache answers; several where verbs of an ANY have their own, none where nothing is cached.
    /// </summary>
    public static ImmutableArray<RouteSettings> Of(DeployedRoute route) => route.Stage.CacheClusterEnabled
        ? [.. route.Verbs.Select(verb => Of(verb, route)).OfType<RouteSettings>().Distinct()]
        : [];

    // Settings for all methods cache GET alone: others are cached only where somebody says so for the method (API Gateway, cache settings).
    private static RouteSettings? Of(string verb, DeployedRoute route)
    {
        var own = route.Stage.SettingsOf($"{verb} {route.Route.Path}") ?? route.Stage.SettingsOf(route.Route.Key);
        var inForce = own ?? (verb is "GET" ? route.Stage.DefaultSettings : null);
        return inForce is { CachingEnabled: true, CacheSeconds: not 0 } ? inForce : null;
    }
}
