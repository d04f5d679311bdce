using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;

namespace Auditor.Core.Paths;

/// <summary>
/// The way of the requests that get furthest to a route, from the name that they are sent to to what answers them: the exposure walk as it
/// can be drawn.
/// </summary>
public sealed record RequestPath
{
    /// <summary>The route.</summary>
    public required DeployedRoute Route { get; init; }

    /// <summary>Who gets through; unknown where it could not be told.</summary>
    public required Fact<RouteExposure> Exposure { get; init; }

    /// <summary>What stands on the way, from the caller to the backend; what a kind of API cannot have is missing.</summary>
    public required ImmutableArray<PathStep> Steps { get; init; }

    /// <summary>All names under which the stage answers; the first step has the one that leads furthest.</summary>
    public ImmutableArray<Endpoint> Names { get; init; } = [];

    /// <summary>Whether anyone on the internet gets to the backend, with nothing or with an API key, which is no authorization.</summary>
    public bool IsOpen => Exposure is
    {
        IsKnown: true, Value: { Audience: Audience.Internet, Credential: Credential.None or Credential.ApiKey },
    };

    /// <summary>What decides, as a sentence: <c>Open at the authorizer: NONE.</c></summary>
    public string Summary => PathSummary.Of(this);

    /// <param name="map">What the path is read from.</param>
    /// <param name="route">The route as a stage serves it.</param>
    /// <param name="exposure">Who can call it, as <paramref name="map"/> has it.</param>
    public static RequestPath Of(ExposureMap map, DeployedRoute route, Fact<RouteExposure> exposure)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(route);
        return new()
        {
            Route = route,
            Exposure = exposure,
            Steps = new PathSteps(map, route, exposure).All(),
            Names = map.NamesOf(route),
        };
    }
}
