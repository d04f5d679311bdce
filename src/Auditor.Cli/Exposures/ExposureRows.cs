using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Policies;

namespace Auditor.Cli.Exposures;

/// <summary>Asks about every route of an API, and says what could not be read instead of leaving it out.</summary>
internal static class ExposureRows
{
    public static IEnumerable<ExposureRow> Of(ExposureMap map, Scope scope, Api api, CallerClass? callers)
    {
        if (api.Stages.Unknown is { } noStages)
        {
            return [new(scope, api, null, null) { Unknown = noStages.Because }];
        }

        return api.Stages.Value.SelectMany(stage => map.RoutesOf(scope, api, stage) is { IsKnown: true } routes
            ? routes.Value.Select(route => Row(map, route, callers))
            : [new(scope, api, stage, null) { Unknown = map.RoutesOf(scope, api, stage).Unknown?.Because }]);
    }

    /// <summary>APIs that there may be besides those that were read.</summary>
    public static IEnumerable<ExposureRow> Missing(Scope scope) =>
        new[] { scope.RestApis.Unknown, scope.HttpAndWebSocketApis.Unknown, scope.MoreRestApis, scope.MoreHttpAndWebSocketApis }
        .OfType<Unknown>()
        .Select(unknown => new ExposureRow(scope, null, null, null) { Unknown = unknown.Because });

    /// <summary>The rows of a template: where what it leaves open decides, it cannot be told.</summary>
    public static ImmutableArray<ExposureRow> Agreed(ImmutableArray<ExposureRow> rows, IEnumerable<ImmutableArray<ExposureRow>> otherwise)
    {
        var others = otherwise.Select(each => each.GroupBy(Key, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => Text(same.First()), StringComparer.Ordinal))
            .ToList();
        return others.Count == 0 ? rows : [.. rows.Select(row => others.TrueForAll(other => other.GetValueOrDefault(Key(row)) == Text(row))
            ? row
            : row with { Exposure = null, Access = null, Unknown = "It hangs on conditions or parameters that the template leaves open; "
                + "--parameters of 'auditor check' settles them." })];
    }

    private static string Key(ExposureRow row) => $"{row.Api?.Id} {row.Stage?.Name} {row.Route?.Route.Key}";

    private static string Text(ExposureRow row) => ExposureJson.Of([row], null);

    private static ExposureRow Row(ExposureMap map, DeployedRoute route, CallerClass? callers)
    {
        var row = new ExposureRow(route.Scope, route.Api, route.Stage, route);
        if (callers is null)
        {
            var exposure = map.OfWhatWasRead(route);
            return exposure.IsKnown ? row with { Exposure = exposure.Value } : row with { Unknown = exposure.Unknown?.Because };
        }

        var access = map.OfWhatWasRead(route, callers);
        return access switch
        {
            { IsKnown: false } => row with { Unknown = access.Unknown?.Because },
            { Value.Verdict: Verdict.Depends } => row with { Access = access.Value, Unknown = access.Value.Because },
            _ => row with { Access = access.Value },
        };
    }
}
