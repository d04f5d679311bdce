using System.Collections.Immutable;
using System.Numerics;

namespace Auditor.Core.Policies;

/// <summary>An exact set of IPv4 and IPv6 addresses: sorted ranges that neither overlap nor touch.</summary>
public sealed class AddressSet : IEquatable<AddressSet>
{
    private readonly ImmutableArray<AddressRange> _ranges;

    private AddressSet(ImmutableArray<AddressRange> ranges)
    {
        _ranges = ranges;
    }

    /// <summary>No address.</summary>
    public static AddressSet Empty { get; } = new([]);

    /// <summary>Every IPv4 and every IPv6 address.</summary>
    public static AddressSet Everything { get; } = new([new AddressRange(UInt128.MinValue, UInt128.MaxValue)]);

    /// <summary>Every IPv4 address.</summary>
    public static AddressSet Ipv4 { get; } = new([new AddressRange(Cidr.Ipv4First, Cidr.Ipv4Last)]);

    /// <summary>Every IPv6 address.</summary>
    public static AddressSet Ipv6 { get; } = Everything.Except(Ipv4);

    /// <summary>
    /// Where a caller from the internet can come from: no private, loopback, link-local, shared, multicast or reserved block.
    /// </summary>
    /// <remarks>
    /// The blocks reserved for documentation (203.0.113.0/24, 2001:db8::/32 ...) count as public, so that examples mean what they say.
    /// </remarks>
    public static AddressSet PublicInternet { get; } = Of(["0.0.0.0/0", "2000::/3"]).Except(
        Of(["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16", "224.0.0.0/3"]));

    public bool IsEmpty => _ranges.IsEmpty;

    /// <summary>How many addresses.</summary>
    public BigInteger Count => _ranges.Aggregate(BigInteger.Zero, (sum, range) => sum + (BigInteger)(range.Last - range.First) + 1);

    /// <summary>The fewest CIDR blocks that make up the set, in order.</summary>
    public IEnumerable<Cidr> Blocks => Intersect(Ipv4)._ranges.SelectMany(BlocksOf).Concat(Intersect(Ipv6)._ranges.SelectMany(BlocksOf));

    public static AddressSet Of(Cidr block)
    {
        var set = new AddressSet([new AddressRange(block.First, block.Last)]);

        // NOTE: ::/0 means every IPv6 address; that IPv4 lives in a corner of the same space is our doing, not AWS's.
        return block.IsIpv4 ? set : set.Except(Ipv4);
    }

    // At once and not one by one: IP sets of AWS WAF hold up to 10,000 blocks.
    public static AddressSet Of(IEnumerable<Cidr> blocks) => Merged([.. blocks.SelectMany(block => Of(block)._ranges)]);

    public static AddressSet Of(IEnumerable<string> blocks) => Of(blocks.Select(Cidr.Parse));

    public bool Contains(string address) => Cidr.TryParseAddress(address, out var value, out _) && Contains(value);

    public AddressSet Union(AddressSet other) => IsEmpty ? other : other.IsEmpty ? this : Merged(_ranges.AddRange(other._ranges));

    public AddressSet Intersect(AddressSet other)
    {
        // Most requests come from anywhere, and most networks are left as they are.
        if (ReferenceEquals(this, other) || ReferenceEquals(other, Everything))
        {
            return this;
        }

        if (ReferenceEquals(this, Everything))
        {
            return other;
        }

        var common = ImmutableArray.CreateBuilder<AddressRange>();
        for (int left = 0, right = 0; left < _ranges.Length && right < other._ranges.Length;)
        {
            var first = UInt128.Max(_ranges[left].First, other._ranges[right].First);
            var last = UInt128.Min(_ranges[left].Last, other._ranges[right].Last);
            if (first <= last)
            {
                common.Add(new AddressRange(first, last));
            }

            if (_ranges[left].Last < other._ranges[right].Last)
            {
                left++;
            }
            else
            {
                right++;
            }
        }

        return new AddressSet(common.ToImmutable());
    }

    public AddressSet Complement()
    {
        var gaps = ImmutableArray.CreateBuilder<AddressRange>();
        var next = UInt128.MinValue;
        foreach (var range in _ranges)
        {
            if (range.First > next)
            {
                gaps.Add(new AddressRange(next, range.First - 1));
            }

            if (range.Last == UInt128.MaxValue)
            {
                return new AddressSet(gaps.ToImmutable());
            }

            next = range.Last + 1;
        }

        gaps.Add(new AddressRange(next, UInt128.MaxValue));
        return new AddressSet(gaps.ToImmutable());
    }

    public AddressSet Except(AddressSet other) => Intersect(other.Complement());

    // Ranges of a set do not touch: each of these lies within one of the others, or it is not in them.
    public bool IsSubsetOf(AddressSet other)
    {
        var at = 0;
        foreach (var range in _ranges)
        {
            while (at < other._ranges.Length && other._ranges[at].Last < range.First)
            {
                at++;
            }

            if (at == other._ranges.Length || other._ranges[at].First > range.First || other._ranges[at].Last < range.Last)
            {
                return false;
            }
        }

        return true;
    }

    public bool Equals(AddressSet? other) => other is not null && _ranges.AsSpan().SequenceEqual(other._ranges.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as AddressSet);

    public override int GetHashCode() => _ranges.Aggregate(_ranges.Length, HashCode.Combine);

    public override string ToString() => IsEmpty ? "no address" : string.Join(", ", Blocks);

    internal bool Contains(UInt128 address) => _ranges.Any(range => range.First <= address && address <= range.Last);

    /// <summary>
    /// An address to show to a person: one that documentation uses where the set has it, else one inside the first range.
    /// </summary>
    internal string Example()
    {
        foreach (var familiar in (string[])["203.0.113.7", "198.51.100.4", "192.0.2.1", "10.0.0.7", "2001:db8::7"])
        {
            if (Contains(familiar))
            {
                return familiar;
            }
        }

        var preferred = Intersect(Ipv4) is { IsEmpty: false } ipv4 ? ipv4 : this;
        return Cidr.AddressText(preferred._ranges[0].First);
    }

    private static AddressSet Merged(ImmutableArray<AddressRange> ranges)
    {
        var merged = ImmutableArray.CreateBuilder<AddressRange>();
        foreach (var range in ranges.Sort((left, right) => left.First.CompareTo(right.First)))
        {
            if (merged.Count > 0 && (merged[^1].Last == UInt128.MaxValue || range.First <= merged[^1].Last + 1))
            {
                merged[^1] = new AddressRange(merged[^1].First, UInt128.Max(merged[^1].Last, range.Last));
            }
            else
            {
                merged.Add(range);
            }
        }

        return new AddressSet(merged.ToImmutable());
    }

    private static IEnumerable<Cidr> BlocksOf(AddressRange range)
    {
        var first = range.First;
        while (true)
        {
            var size = first == 0 ? 128 : (int)UInt128.TrailingZeroCount(first);
            while (size > 0 && (size == 128 ? UInt128.MaxValue : (UInt128.One << size) - 1) > range.Last - first)
            {
                size--;
            }

            var block = Cidr.Of(first, 128 - size);
            yield return block;
            if (block.Last >= range.Last)
            {
                yield break;
            }

            first = block.Last + 1;
        }
    }
}
