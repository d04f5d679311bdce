namespace Auditor.Core.Policies.Solving;

/// <summary>A set of small numbers below a fixed size.</summary>
internal readonly struct BitSet : IEquatable<BitSet>
{
    private readonly ulong[] _words;

    private BitSet(int size, ulong[] words)
    {
        Size = size;
        _words = words;
    }

    public int Size { get; }

    public bool IsEmpty => !_words.AsSpan().ContainsAnyExcept(0UL);

    public bool IsFull
    {
        get
        {
            for (var at = 0; at < _words.Length; at++)
            {
                var members = at == _words.Length - 1 && Size % 64 != 0 ? (1UL << (Size % 64)) - 1 : ulong.MaxValue;
                if (_words[at] != members)
                {
                    return false;
                }
            }

            return true;
        }
    }

    public IEnumerable<int> Members
    {
        get
        {
            for (var at = 0; at < Size; at++)
            {
                if (Contains(at))
                {
                    yield return at;
                }
            }
        }
    }

    public static BitSet None(int size) => new(size, new ulong[(size + 63) / 64]);

    public static BitSet All(int size) => None(size).Not();

    public static BitSet Of(int size, IEnumerable<int> members)
    {
        var set = None(size);
        foreach (var member in members)
        {
            set._words[member / 64] |= 1UL << (member % 64);
        }

        return set;
    }

    public bool Contains(int member) => (_words[member / 64] >> (member % 64) & 1) != 0;

    public BitSet And(BitSet other)
    {
        var words = new ulong[_words.Length];
        for (var at = 0; at < words.Length; at++)
        {
            words[at] = _words[at] & other._words[at];
        }

        return new(Size, words);
    }

    public BitSet Or(BitSet other)
    {
        var words = new ulong[_words.Length];
        for (var at = 0; at < words.Length; at++)
        {
            words[at] = _words[at] | other._words[at];
        }

        return new(Size, words);
    }

    public BitSet Except(BitSet other)
    {
        var words = new ulong[_words.Length];
        for (var at = 0; at < words.Length; at++)
        {
            words[at] = _words[at] & ~other._words[at];
        }

        return new(Size, words);
    }

    public BitSet Not()
    {
        var words = Array.ConvertAll(_words, word => ~word);
        if (Size % 64 != 0)
        {
            words[^1] &= (1UL << (Size % 64)) - 1;
        }

        return new BitSet(Size, words);
    }

    public bool Overlaps(BitSet other)
    {
        for (var at = 0; at < _words.Length; at++)
        {
            if ((_words[at] & other._words[at]) != 0)
            {
                return true;
            }
        }

        return false;
    }

    public bool IsSubsetOf(BitSet other)
    {
        for (var at = 0; at < _words.Length; at++)
        {
            if ((_words[at] & ~other._words[at]) != 0)
            {
                return false;
            }
        }

        return true;
    }

    public bool Equals(BitSet other) => Size == other.Size && _words.AsSpan().SequenceEqual(other._words);

    public override bool Equals(object? obj) => obj is BitSet other && Equals(other);

    public override int GetHashCode() => _words.Aggregate(Size, HashCode.Combine);

    /// <summary>The same set as text, for keys of caches.</summary>
    public override string ToString() =>
        string.Concat(_words.Select(word => word.ToString("x16", System.Globalization.CultureInfo.InvariantCulture)));
}
