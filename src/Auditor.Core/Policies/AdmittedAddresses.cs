using System.Numerics;

namespace Auditor.Core.Policies;

/// <summary>From where callers of the internet get in.</summary>
/// <param name="Set">Exactly those addresses.</param>
public sealed record AdmittedAddresses(AddressSet Set)
{
    private static readonly AddressSet NeverPublic = AddressSet.PublicInternet.Complement();

    /// <summary>No address at all.</summary>
    public static AdmittedAddresses None { get; } = new(AddressSet.Empty);

    /// <summary>Every public address, IPv4 and IPv6.</summary>
    public bool IsEverything => AddressSet.PublicInternet.IsSubsetOf(Set);

    /// <summary>Every public IPv4 address.</summary>
    public bool IsAllOfIpv4 => AddressSet.PublicInternet.Intersect(AddressSet.Ipv4).IsSubsetOf(Set);

    /// <summary>Every public IPv6 address.</summary>
    public bool IsAllOfIpv6 => AddressSet.PublicInternet.Intersect(AddressSet.Ipv6).IsSubsetOf(Set);

    public BigInteger Count => Set.Count;

    /// <summary>Prefix length of the widest IPv4 block inside, counting blocks that no caller can have as filled; null where there is none.</summary>
    public int? WidestIpv4 => Widest(isIpv4: true);

    /// <summary>Prefix length of the widest IPv6 block inside; null where there is none.</summary>
    public int? WidestIpv6 => Widest(isIpv4: false);

    public override string ToString() => IsEverything ? "any public address" : Set.ToString();

    // 8.0.0.0/5 loses 10.0.0.0/8 because nobody calls from there; it is no less wide for that.
    private int? Widest(bool isIpv4)
    {
        var family = isIpv4 ? AddressSet.Ipv4 : AddressSet.Ipv6;
        var blocks = Set.Union(NeverPublic).Intersect(family).Blocks
            .Where(block => !AddressSet.Of(block).Intersect(Set).IsEmpty)
            .Select(block => block.PrefixLength);
        return blocks.Select(prefix => (int?)prefix).Min();
    }
}
