namespace Auditor.Core.Policies.Solving;

/// <summary>Holds for some classes of one dimension.</summary>
internal sealed record Predicate(Dimension Dimension, int Number) : Formula
{
    public override BoxList Boxes(Space space, bool negated = false)
    {
        var classes = space.Classes(Dimension, Number);
        return BoxList.Of(space.Work, space.Full.With(Dimension.Index, negated ? classes.Not() : classes));
    }
}
