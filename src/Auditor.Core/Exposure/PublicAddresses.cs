using System.Numerics;
using Auditor.Core.Policies;

namespace Auditor.Core.Exposure;

/// <summary>Tells a network from the internet.</summary>
internal static class PublicAddresses
{
    /// <summary>
    /// Whether so many addresses get in that no stranger is kept out: at least half of what can call at all over IPv4, or over IPv6.
    /// </summary>
    /// <param name="admitted">The addresses that get in.</param>
    /// <param name="network">From where callers can come at all.</param>
    public static bool IsMostOfInternet(AddressSet admitted, CallerNetwork network) =>
        IsHalf(admitted, network.Addresses.Intersect(AddressSet.Ipv4), AddressSet.Ipv4)
            || IsHalf(admitted, network.Addresses.Intersect(AddressSet.Ipv6), AddressSet.Ipv6);

    /// <summary>A few of the blocks, for people.</summary>
    public static string Shortened(AddressSet addresses)
    {
        const int Shown = 5;
        var blocks = addresses.Blocks.Take(Shown + 1).Select(block => block.ToString()).ToList();
        return blocks.Count <= Shown ? string.Join(", ", blocks) : $"{string.Join(", ", blocks[..Shown])} and more";
    }

    private static bool IsHalf(AddressSet admitted, AddressSet callers, AddressSet family) =>
        !callers.IsEmpty && admitted.Intersect(callers).Count * new BigInteger(2) >= AddressSet.PublicInternet.Intersect(family).Count;
}
