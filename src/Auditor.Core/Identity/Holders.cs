using System.Collections.Immutable;
using Auditor.Core.Inventory;

namespace Auditor.Core.Identity;

/// <summary>Users or roles of an account of which the policies say the same.</summary>
/// <param name="Principals">Who they are.</param>
/// <param name="Policies">Their own policies and those of their groups.</param>
/// <param name="Boundary">Their permissions boundary; <see langword="null"/> where they have none.</param>
/// <param name="Facts">What is known of the condition keys of their requests.</param>
internal sealed record Holders(ImmutableArray<Principal> Principals, ImmutableArray<HeldPolicy> Policies, HeldPolicy? Boundary, RequestFacts Facts)
{
    public bool IsRole => Principals[0].Type is PrincipalType.Role;

    public bool HasBoundary => Boundary is not null;

    /// <summary>Their statements that concern an action.</summary>
    public IEnumerable<PooledStatement> Concerning(StatementPool pool, string action)
    {
        var statements = Policies.SelectMany(policy => pool.Concerning(policy, PolicyLayer.Identity, action));
        return Boundary is null ? statements : statements.Concat(pool.Concerning(Boundary, PolicyLayer.Boundary, action));
    }
}
