using System.Collections.Immutable;

namespace Auditor.Core.Policies.Solving;

/// <summary>A statement as formulas, part by part, so that a "no" can say which part does not fit.</summary>
/// <param name="Statement">As written.</param>
/// <param name="Effect">Allow or Deny; a statement without an effect is modelled as one of either, of which one holds.</param>
/// <param name="Action">Whether it is about the action that was asked for.</param>
/// <param name="Principal">For which callers.</param>
/// <param name="Resource">For which resources.</param>
/// <param name="Conditions">Under which conditions, in the order of <see cref="PolicyStatement.Conditions"/>.</param>
internal sealed record StatementModel(
    PolicyStatement Statement, PolicyEffect Effect, Formula Action, Formula Principal, Formula Resource, ImmutableArray<Formula> Conditions)
{
    /// <summary>True for the part of an Allow that names accounts as a whole: they have to allow the call as well.</summary>
    public bool IsDelegating { get; init; }

    public Formula Whole => Formula.All([Action, Principal, Resource, .. Conditions]);

    /// <summary>True where callers without AWS credentials are meant only by <c>{"AWS":"*"}</c>.</summary>
    public bool IsQuirk => !Statement.IsNotPrincipal
        && Statement.Principals.Any(principal => principal.IsEveryAwsPrincipal)
        && !Statement.Principals.Any(principal => principal.Kind == PrincipalKind.Everyone);
}
