using System.Collections.Immutable;

namespace Auditor.Core.Policies.Solving;

/// <summary>One independent thing in which requests differ, cut into the finitely many classes that the policy can tell apart.</summary>
internal abstract class Dimension(string name, DimensionRole role)
{
    /// <summary>The condition key, or what else messages call it.</summary>
    public string Name { get; } = name;

    public DimensionRole Role { get; } = role;

    /// <summary>Place in the space; set when the space is built.</summary>
    public int Index { get; set; }

    /// <summary>How many classes there are, once all predicates are known.</summary>
    public abstract int Count { get; }

    /// <summary>The classes of a predicate that the dimension has given out.</summary>
    public abstract BitSet Classes(int predicate);

    /// <summary>Gives the request the values of one class.</summary>
    public abstract PolicyRequest Apply(PolicyRequest request, int chosen);

    /// <summary>The class that explains most to a reader, of those that are possible.</summary>
    public virtual int Preferred(BitSet possible) => possible.Members.First();

    /// <summary>Fixes the classes, as far as these statements tell them apart; no predicate can be added afterwards.</summary>
    public virtual void Build(ImmutableArray<StatementModel> statements, Work work)
    {
    }
}
