using System.Collections.Immutable;

namespace Auditor.Core.Policies.Solving;

/// <summary>A statement as formulas, part by part, so that a "no" can say which part does not fit.</summary>
/// <param name="Statement">As written.</param>
/// <param name="Action">Whether it is about the action that was asked for.</param>
/// <param name="Principal">For which callers.</param>
/// <param name="Resource">For which resources.</param>
/// <param name="Conditions">Under which conditions, in the order of <see cref="PolicyStatement.Conditions"/>.</param>
internal sealed record StatementModel(PolicyStatement Statement, Formula Action, Formula Principal, Formula Resource, ImmutableArray<Formula> Conditions)
{
    public Formula Whole { get; } = Formula.All([Action, Principal, Resource, .. Conditions]);

    /// <summary>True where callers without AWS credentials are meant only by <c>{"AWS":"*"}</c>.</summary>
    public bool IsQuirk { get; } = !Statement.IsNotPrincipal
        && Statement.Principals.Any(principal => principal.IsEveryAwsPrincipal)
        && !Statement.Principals.Any(principal => principal.Kind == PrincipalKind.Everyone);
}
