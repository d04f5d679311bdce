using System.Collections.Concurrent;
using System.Collections.Immutable;
using Auditor.Core.Inventory;

namespace Auditor.Core.Exposure;

/// <summary>What was worked out of an account in a Region.</summary>
internal sealed class PlaceMemory
{
    private readonly ConcurrentDictionary<ServedBy, Fact<ImmutableArray<Endpoint>>> _endpoints = new();
    private readonly ConcurrentDictionary<(ExposureMap Map, ServedBy By), Fact<ImmutableArray<DeployedRoute>>> _routes = new();
    private readonly ConcurrentDictionary<ServedBy, Fact<bool>> _usableKeys = new();
    private readonly ConcurrentDictionary<DeployedRoute, Fact<RouteExposure>> _exposures = new(ReferenceEqualityComparer.Instance);
    private int _routesKept;

    /// <summary>How many routes something is kept of.</summary>
    public int RoutesKept => Volatile.Read(ref _routesKept);

    public Fact<ImmutableArray<Endpoint>> EndpointsOf(ServedBy by, Func<Fact<ImmutableArray<Endpoint>>> work) =>
        _endpoints.TryGetValue(by, out var known) ? known : _endpoints.GetOrAdd(by, work());

    public Fact<bool> HasUsableKey(ServedBy by, Func<Fact<bool>> work) =>
        _usableKeys.TryGetValue(by, out var known) ? known : _usableKeys.GetOrAdd(by, work());

    /// <summary>The routes of a stage as one map takes them.</summary>
    public Fact<ImmutableArray<DeployedRoute>> RoutesOf(ExposureMap map, ServedBy by, Func<Fact<ImmutableArray<DeployedRoute>>> work)
    {
        if (_routes.TryGetValue((map, by), out var known))
        {
            return known;
        }

        var routes = work();
        Interlocked.Add(ref _routesKept, routes.ValueOr([]).Length);
        return _routes.GetOrAdd((map, by), routes);
    }

    public Fact<RouteExposure> ExposureOf(DeployedRoute route, Func<DeployedRoute, Fact<RouteExposure>> work)
    {
        if (_exposures.TryGetValue(route, out var known))
        {
            return known;
        }

        Interlocked.Increment(ref _routesKept);
        return _exposures.GetOrAdd(route, work);
    }
}
