using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Policies;

namespace Auditor.Core.Identity;

/// <summary>Users or roles of an account of which the policies say the same.</summary>
/// <param name="Principals">Who they are.</param>
/// <param name="Policies">Their own policies and those of their groups.</param>
/// <param name="Boundary">Their permissions boundary; <see langword="null"/> where they have none.</param>
/// <param name="Limits">What their organization limits.</param>
/// <param name="Facts">What is known of the condition keys of their requests.</param>
internal sealed record Holders(
    ImmutableArray<Principal> Principals,
    ImmutableArray<HeldPolicy> Policies,
    HeldPolicy? Boundary,
    OrganizationLimits Limits,
    RequestFacts Facts)
{
    public bool IsRole => Principals[0].Type is PrincipalType.Role;

    public bool HasBoundary => Boundary is not null;

    /// <summary>
    /// Their policies, and what limits them: those that have a say in an action, with the level of the organization that has to allow it.
    /// </summary>
    public IEnumerable<(HeldPolicy Policy, PolicyLayer Layer, int Level)> Deciding(string action)
    {
        var own = Policies.Select(policy => (policy, PolicyLayer.Identity, 0));
        return (Boundary is null ? own : own.Append((Boundary, PolicyLayer.Boundary, 0))).Concat(Limits.Deciding(action));
    }

    /// <summary>The statements that concern an action.</summary>
    public IEnumerable<PooledStatement> Concerning(StatementPool pool, string action) =>
        Deciding(action).SelectMany(each => pool.Concerning(each.Policy, each.Layer, each.Level, action));

    /// <summary>One of them as the judge knows who calls.</summary>
    public Caller Caller(CallerPrincipal principal) =>
        new(principal, IsOwnAccount: true, HasBoundary) { NarrowLevels = Limits.NarrowLevels };
}
