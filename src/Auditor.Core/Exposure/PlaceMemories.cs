using System.Collections.Concurrent;
using Auditor.Core.Inventory;

namespace Auditor.Core.Exposure;

/// <summary>
/// What was worked out, account in Region by account in Region. Of those that nobody asks about it goes where it is much; how many of its
/// routes are open stays, because every report says so.
/// </summary>
internal sealed class PlaceMemories
{
    private const int MostRoutes = 10_000;

    private readonly ConcurrentDictionary<(string Account, string Region), PlaceMemory> _places = new();
    private readonly ConcurrentDictionary<(string Account, string Region), Scope> _left = new();
    private readonly ConcurrentDictionary<Scope, int> _openRoutes = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<Api, int> _routesServed = new(ReferenceEqualityComparer.Instance);

    /// <summary>How much is kept: routes as stages serve them, and who can call them.</summary>
    public long RoutesKept => _places.Sum(place => (long)place.Value.RoutesKept);

    public PlaceMemory Of(Scope scope) => _places.GetOrAdd((scope.Account, scope.Region), _ => new());

    public int OpenRoutesOf(Scope scope, Func<Scope, int> count) => _openRoutes.GetOrAdd(scope, count);

    public int RoutesServedBy(Api api, Func<Api, int> count) => _routesServed.GetOrAdd(api, count);

    /// <summary>All of an account in a Region goes but what is counted of it, which is that of its outline from now on.</summary>
    public void Release(Scope scope, Scope outline, Func<Scope, int> countOpenRoutes, Func<Scope, Api, int> countRoutes)
    {
        _openRoutes[outline] = countOpenRoutes(scope);
        _openRoutes.TryRemove(scope, out _);
        foreach (var (api, itsOutline) in scope.KnownApis.Zip(outline.KnownApis))
        {
            _routesServed[itsOutline] = countRoutes(scope, api);
            _routesServed.TryRemove(api, out _);
        }

        _left.TryRemove((scope.Account, scope.Region), out _);
        _places.TryRemove((scope.Account, scope.Region), out _);
    }

    public void Leave(Scope scope, Func<Scope, int> countOpenRoutes)
    {
        _left[(scope.Account, scope.Region)] = scope;
        if (RoutesKept <= MostRoutes)
        {
            return;
        }

        foreach (var (place, left) in _left)
        {
            OpenRoutesOf(left, countOpenRoutes);
            _left.TryRemove(place, out _);
            _places.TryRemove(place, out _);
        }
    }
}
