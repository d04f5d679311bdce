using System.Collections.Immutable;

namespace Auditor.Core.Policies.Solving;

/// <summary>Holds where every part holds.</summary>
internal sealed record Conjunction(ImmutableArray<Formula> Parts) : Formula
{
    public override BoxList Boxes(Space space, bool negated = false) =>
        negated
            ? BoxList.Union(space.Work, Parts.Select(part => part.Boxes(space, negated: true)))
            : BoxList.Intersection(space, Parts.Select(part => part.Boxes(space)));
}
