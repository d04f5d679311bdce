using System.Collections.Immutable;
using Auditor.Core.Policies;

namespace Auditor.Core.Tests.Policies;

/// <summary>The evaluator's decisions on every request of a small world: by what is unknown, by caller, by resource.</summary>
/// <param name="decisions">The decisions.</param>
/// <param name="addresses">The address of each caller.</param>
/// <param name="besides">All of each caller but the Referer.</param>
internal sealed class TriedRequests(
    ImmutableArray<PolicyDecision[][]> decisions,
    ImmutableArray<string> addresses,
    ImmutableArray<string> besides)
{
    /// <summary>Whether anything is unknown of the requests.</summary>
    public bool HasUnknown => decisions.Length > 1;

    /// <summary>What trying every request says: yes, if under everything unknown some request gets through.</summary>
    public Verdict Verdict(Func<PolicyDecision, bool> getsThrough, RouteTarget route, string? address = null)
    {
        var columns = SmallWorld.ColumnsOf(route);
        var rows = Enumerable.Range(0, addresses.Length).Where(row => address is null || addresses[row] == address).ToArray();
        var found = decisions.Select(world => rows.Any(row => columns.Any(column => getsThrough(world[row][column])))).ToArray();
        return !found.Contains(true) ? Core.Policies.Verdict.No
            : found.Contains(false) ? Core.Policies.Verdict.Depends
            : Core.Policies.Verdict.Yes;
    }

    /// <summary>The callers and resources of a route that get through whatever is unknown.</summary>
    public IEnumerable<(int Caller, int Resource)> Admitted(Func<PolicyDecision, bool> getsThrough, RouteTarget route) =>
        from caller in Enumerable.Range(0, addresses.Length)
        from column in SmallWorld.ColumnsOf(route)
        where decisions.All(world => getsThrough(world[caller][column]))
        select (caller, column);

    /// <summary>Whether the same request gets through with one Referer and not with another.</summary>
    public bool HangsOnReferer(Func<PolicyDecision, bool> getsThrough, RouteTarget route)
    {
        var columns = SmallWorld.ColumnsOf(route);
        return columns.Any(column => decisions[0]
            .Zip(besides)
            .GroupBy(row => row.Second, row => getsThrough(row.First[column]))
            .Any(group => group.Distinct().Count() > 1));
    }
}
