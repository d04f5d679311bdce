using System.Collections.Immutable;

namespace Auditor.Core.Policies.Solving;

/// <summary>How far the patterns of a group have got: whatever follows, one of them is matched; or none is; or it is still open.</summary>
internal readonly struct FrontierGroup
{
    private readonly ImmutableArray<ImmutableArray<int>> _positions;
    private readonly ImmutableArray<PatternReach> _reaches;

    private FrontierGroup(bool? decided, ImmutableArray<ImmutableArray<int>> positions, ImmutableArray<PatternReach> reaches)
    {
        Decided = decided;
        _positions = positions;
        _reaches = reaches;
    }

    /// <summary>Null while it hangs on what follows.</summary>
    public bool? Decided { get; }

    public ImmutableArray<ImmutableArray<int>> Positions => Decided is null ? _positions : [];

    public static FrontierGroup Of(ImmutableArray<TextPattern> patterns, ImmutableArray<ImmutableArray<int>> positions)
    {
        var isDead = true;
        for (var at = 0; at < patterns.Length; at++)
        {
            if (patterns[at].AcceptsAnything(positions[at]))
            {
                return new(true, [], []);
            }

            isDead &= positions[at].IsEmpty;
        }

        if (isDead)
        {
            return new(false, [], []);
        }

        var reaches = ImmutableArray.CreateBuilder<PatternReach>(patterns.Length);
        for (var at = 0; at < patterns.Length; at++)
        {
            reaches.Add(patterns[at].ReachFrom(positions[at]));
        }

        return new(null, positions, reaches.MoveToImmutable());
    }

    public FrontierGroup Step(ImmutableArray<TextPattern> patterns, char character)
    {
        if (Decided is not null)
        {
            return this;
        }

        var next = ImmutableArray.CreateBuilder<ImmutableArray<int>>(patterns.Length);
        for (var at = 0; at < patterns.Length; at++)
        {
            next.Add(patterns[at].Step(_positions[at], character));
        }

        return Of(patterns, next.MoveToImmutable());
    }

    /// <summary>Whether the text so far is matched.</summary>
    public bool IsMatched(ImmutableArray<TextPattern> patterns) =>
        Decided ?? patterns.Zip(_positions).Any(each => each.First.Accepts(each.Second));

    /// <summary>Whether every text that makes another group match, from where it is, makes this one match.</summary>
    public bool Covers(in FrontierGroup other, ImmutableArray<TextPattern> patterns)
    {
        if (Decided is true || other.Decided is false)
        {
            return true;
        }

        if (Decided is false || other.Decided is true)
        {
            return false;
        }

        for (var at = 0; at < patterns.Length; at++)
        {
            if (!(_reaches[at].Covers(other._reaches[at]) ?? patterns[at].Covers(_positions[at], other._positions[at])))
            {
                return false;
            }
        }

        return true;
    }
}
