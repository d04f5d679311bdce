using System.Numerics;
using System.Runtime.CompilerServices;

namespace Auditor.Core.Policies;

/// <summary>From where callers of the internet get in.</summary>
/// <param name="Set">Exactly those addresses.</param>
public sealed record AdmittedAddresses(AddressSet Set)
{
    private static readonly AddressSet NeverPublic = AddressSet.PublicInternet.Complement();

    // The routes of an API that its policy treats alike share one set, and each of them asks.
    private static readonly ConditionalWeakTable<AddressSet, Tuple<int?, int?>> WidestOf = [];

    /// <summary>No address at all.</summary>
    public static AdmittedAddresses None { get; } = new(AddressSet.Empty);

    /// <summary>Every public address, IPv4 and IPv6.</summary>
    public bool IsEverything => AddressSet.PublicInternet.IsSubsetOf(Set);

    /// <summary>Every public IPv4 address.</summary>
    public bool IsAllOfIpv4 => AddressSet.PublicInternet.Intersect(AddressSet.Ipv4).IsSubsetOf(Set);

    /// <summary>Every public IPv6 address.</summary>
    public bool IsAllOfIpv6 => AddressSet.PublicInternet.Intersect(AddressSet.Ipv6).IsSubsetOf(Set);

    public BigInteger Count => Set.Count;

    /// <summary>
    /// Prefix length of the widest IPv4 block inside, counting blocks that no caller can have as filled; null where there is none.
    /// </summary>
    public int? WidestIpv4 => Widest.Item1;

    /// <summary>Prefix length of the widest IPv6 block inside; null where there is none.</summary>
    public int? WidestIpv6 => Widest.Item2;

    public override string ToString() => IsEverything ? "any public address" : Set.ToString();

    private Tuple<int?, int?> Widest => WidestOf.GetValue(Set, set => new(WidestIn(set, AddressSet.Ipv4), WidestIn(set, AddressSet.Ipv6)));

    // 8.0.0.0/5 loses 10.0.0.0/8 because nobody calls from there; it is no less wide for that.
    private static int? WidestIn(AddressSet set, AddressSet family) => set.Union(NeverPublic).Intersect(family).Blocks
        .Where(block => !AddressSet.Of(block).Intersect(set).IsEmpty)
        .Select(block => (int?)block.PrefixLength)
        .Min();
}
