using System.Collections.Immutable;
using Auditor.Core.Policies;

namespace Auditor.Core.Tests.Policies;

/// <summary>The evaluator's decisions on every request of a small world: by what is unknown, by caller, by resource.</summary>
internal sealed class TriedRequests(ImmutableArray<PolicyDecision[][]> decisions, ImmutableArray<string> addresses, ImmutableArray<string> resources)
{
    /// <summary>What trying every request says: yes, if under everything unknown some request gets through.</summary>
    public Verdict Verdict(Func<PolicyDecision, bool> getsThrough, RouteTarget route, string? address = null)
    {
        var columns = SmallWorld.Resources(route).Select(resource => resources.IndexOf(resource)).ToArray();
        var rows = Enumerable.Range(0, addresses.Length).Where(row => address is null || addresses[row] == address).ToArray();
        var found = decisions.Select(world => rows.Any(row => columns.Any(column => getsThrough(world[row][column])))).ToArray();
        return !found.Contains(true) ? Core.Policies.Verdict.No : found.Contains(false) ? Core.Policies.Verdict.Depends : Core.Policies.Verdict.Yes;
    }
}
