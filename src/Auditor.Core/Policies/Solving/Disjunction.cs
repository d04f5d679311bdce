using System.Collections.Immutable;

namespace Auditor.Core.Policies.Solving;

/// <summary>Holds where any part holds.</summary>
internal sealed record Disjunction(ImmutableArray<Formula> Parts) : Formula
{
    public override BoxList Boxes(Space space, bool negated = false) =>
        negated
            ? BoxList.Intersection(space, Parts.Select(part => part.Boxes(space, negated: true)))
            : BoxList.Union(space.Work, Parts.Select(part => part.Boxes(space)));
}
