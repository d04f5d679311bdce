namespace Auditor.Core.Policies.Solving;

/// <summary>When a statement matches, over the classes of the dimensions.</summary>
internal abstract record Formula
{
    public static Formula True { get; } = new Conjunction([]);

    public static Formula False { get; } = new Disjunction([]);

    public static Formula Of(bool value) => value ? True : False;

    public static Formula All(IEnumerable<Formula> parts) => new Conjunction([.. parts]);

    public static Formula Any(IEnumerable<Formula> parts) => new Disjunction([.. parts]);

    public Formula And(Formula other) => new Conjunction([this, other]);

    public Formula Or(Formula other) => new Disjunction([this, other]);

    public Formula Not() => new Negation(this);

    /// <summary>The requests for which it holds, or does not.</summary>
    public abstract BoxList Boxes(Space space, bool negated = false);
}
