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

    /// <summary>How much is kept: routes as stages serve them, and who can call them.</summary>
    public long RoutesKept => _places.Sum(place => (long)place.Value.RoutesKept);

    public PlaceMemory Of(Scope scope) => _places.GetOrAdd((scope.Account, scope.Region), _ => new());

    public int OpenRoutesOf(Scope scope, Func<Scope, int> count) => _openRoutes.GetOrAdd(scope, count);

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
