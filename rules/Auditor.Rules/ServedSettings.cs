using System.Collections.Frozen;
using System.Collections.Immutable;
using Auditor.Core.Exposure;

namespace Auditor.Rules;

/// <summary>
/// Knows which settings of single routes hold for something that a stage serves: those of methods that are gone hold for nothing.
/// </summary>
internal static class ServedSettings
{
    /// <summary>The keys of the settings that hold for one of these routes: its own key, and each verb that an ANY answers.</summary>
    public static FrozenSet<string> Of(ImmutableArray<DeployedRoute> routes) => routes
        .SelectMany(route => route.Verbs.Where(_ => route.Route.Path is not null)
            .Select(verb => $"{verb} {route.Route.Path}")
            .Append(route.Route.Key))
        .ToFrozenSet(StringComparer.Ordinal);
}
