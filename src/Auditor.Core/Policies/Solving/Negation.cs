namespace Auditor.Core.Policies.Solving;

/// <summary>Holds where its part does not.</summary>
internal sealed record Negation(Formula Part) : Formula
{
    public override BoxList Boxes(Space space, bool negated = false) => Part.Boxes(space, !negated);
}
