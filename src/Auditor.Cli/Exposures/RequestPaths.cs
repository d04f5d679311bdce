using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Paths;

namespace Auditor.Cli.Exposures;

/// <summary>The paths to the routes of some APIs.</summary>
/// <param name="Paths">One for each route as each stage serves it.</param>
/// <param name="NotRead">Why there may be more, as sentences.</param>
internal sealed record RequestPaths(ImmutableArray<RequestPath> Paths, ImmutableArray<string> NotRead)
{
    /// <param name="estates">The inventory; of a template one for each way in which what it leaves open may turn out.</param>
    /// <param name="apis">APIs of the first.</param>
    public static RequestPaths Of(IReadOnlyList<Estate> estates, ImmutableArray<(Scope Scope, Api Api)> apis)
    {
        var map = new ExposureMap(estates[0]);
        var rows = ExposureRows.Agreed(
            [.. apis.SelectMany(each => ExposureRows.Of(map, each.Scope, each.Api, callers: null))],
            estates.Skip(1).Select(other => All(other)));
        return new(
            [.. rows.Select(row => Path(map, row)).OfType<RequestPath>()],
            [
                .. rows.Where(row => row.Route is null)
                    .Select(row => row.Unknown)
                    .Concat(estates[0].Scopes.SelectMany(ExposureRows.Missing).Select(row => row.Unknown))
                    .OfType<string>()
                    .Distinct(StringComparer.Ordinal),
            ]);
    }

    private static ImmutableArray<ExposureRow> All(Estate estate)
    {
        var map = new ExposureMap(estate);
        return [.. estate.Scopes.SelectMany(scope => scope.KnownApis.SelectMany(api => ExposureRows.Of(map, scope, api, callers: null)))];
    }

    private static RequestPath? Path(ExposureMap map, ExposureRow row) => row.Route is not { } route ? null
        : RequestPath.Of(map, route, row.Exposure is { } exposure ? exposure : new Unknown(row.Unknown ?? "It was not read."));
}
