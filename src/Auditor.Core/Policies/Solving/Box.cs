using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Auditor.Core.Policies.Solving;

/// <summary>The requests whose class along every dimension is one of some: a product of sets.</summary>
internal sealed record Box(ImmutableArray<BitSet> Sides)
{
    public bool IsEmpty
    {
        get
        {
            foreach (var side in Sides)
            {
                if (side.IsEmpty)
                {
                    return true;
                }
            }

            return false;
        }
    }

    public Box With(int dimension, BitSet side) => new(Sides.SetItem(dimension, side));

    public bool Overlaps(Box other)
    {
        for (var at = 0; at < Sides.Length; at++)
        {
            if (!Sides[at].Overlaps(other.Sides[at]))
            {
                return false;
            }
        }

        return true;
    }

    public bool IsInside(Box other)
    {
        for (var at = 0; at < Sides.Length; at++)
        {
            if (!Sides[at].IsSubsetOf(other.Sides[at]))
            {
                return false;
            }
        }

        return true;
    }

    public Box Intersect(Box other)
    {
        var sides = new BitSet[Sides.Length];
        for (var at = 0; at < sides.Length; at++)
        {
            sides[at] = Sides[at].And(other.Sides[at]);
        }

        return new(ImmutableCollectionsMarshal.AsImmutableArray(sides));
    }

    /// <summary>What is left without another box: one piece per dimension in which this reaches beyond it.</summary>
    public IEnumerable<Box> Except(Box other)
    {
        if (!Overlaps(other))
        {
            yield return this;
            yield break;
        }

        var rest = this;
        for (var at = 0; at < Sides.Length; at++)
        {
            if (!rest.Sides[at].IsSubsetOf(other.Sides[at]))
            {
                yield return rest.With(at, rest.Sides[at].Except(other.Sides[at]));
                rest = rest.With(at, rest.Sides[at].And(other.Sides[at]));
            }
        }
    }

    /// <summary>The one box that two make up, where they differ in one dimension only; else null.</summary>
    public Box? Merged(Box other)
    {
        var differs = -1;
        for (var at = 0; at < Sides.Length; at++)
        {
            if (!Sides[at].Equals(other.Sides[at]))
            {
                if (differs >= 0)
                {
                    return null;
                }

                differs = at;
            }
        }

        return differs < 0 ? this : With(differs, Sides[differs].Or(other.Sides[differs]));
    }
}
