using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Auditor.Core.Policies;

/// <summary>One block of IPv4 or IPv6 addresses.</summary>
/// <remarks>Both families live in one 128-bit space, where IPv4 is its mapped block ::ffff:0:0/96; so one algebra serves both.</remarks>
public readonly record struct Cidr
{
    internal static readonly UInt128 Ipv4First = new(0, 0x0000_FFFF_0000_0000);
    internal static readonly UInt128 Ipv4Last = new(0, 0x0000_FFFF_FFFF_FFFF);

    private Cidr(UInt128 first, int prefixIn128)
    {
        var host = prefixIn128 == 0 ? UInt128.MaxValue : (UInt128.One << (128 - prefixIn128)) - 1;
        First = first & ~host;
        Last = First | host;
        PrefixIn128 = prefixIn128;
    }

    internal UInt128 First { get; }

    internal UInt128 Last { get; }

    private int PrefixIn128 { get; }

    public bool IsIpv4 => PrefixIn128 >= 96 && First >= Ipv4First && Last <= Ipv4Last;

    /// <summary>0 to 32 for IPv4, 0 to 128 for IPv6.</summary>
    public int PrefixLength => IsIpv4 ? PrefixIn128 - 96 : PrefixIn128;

    /// <summary>Reads <c>203.0.113.0/24</c>, <c>2001:db8::/32</c> or a single address; host bits are ignored as AWS ignores them.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Cidr cidr)
    {
        cidr = default;
        if (text is null)
        {
            return false;
        }

        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (!TryParseAddress(slash < 0 ? text : text[..slash], out var address, out var isIpv4))
        {
            return false;
        }

        var bits = isIpv4 ? 32 : 128;
        var prefix = bits;
        if (slash >= 0
            && (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out prefix) || prefix > bits))
        {
            return false;
        }

        cidr = new Cidr(address, prefix + 128 - bits);
        return true;
    }

    /// <summary>As <see cref="TryParse"/>, for text that is known to be right.</summary>
    /// <exception cref="FormatException">The text is not a CIDR block.</exception>
    public static Cidr Parse(string text) =>
        TryParse(text, out var cidr) ? cidr : throw new FormatException($"'{text}' is not a CIDR block.");

    public override string ToString()
    {
        var address = AddressText(First);
        return string.Create(CultureInfo.InvariantCulture, $"{address}/{PrefixLength}");
    }

    internal static Cidr Of(UInt128 first, int prefixIn128) => new(first, prefixIn128);

    internal static bool TryParseAddress(string text, out UInt128 address, out bool isIpv4)
    {
        address = default;
        isIpv4 = false;

        // IPAddress also reads '1', '0x7f.1' and zone ids, which AWS does not.
        if (text.Contains('%', StringComparison.Ordinal) || text.StartsWith('[') || !IPAddress.TryParse(text, out var parsed))
        {
            return false;
        }

        if (parsed.AddressFamily == AddressFamily.InterNetwork)
        {
            var parts = text.Split('.');
            if (parts.Length != 4
                || !parts.All(part => part.Length is > 0 and <= 3 && part.All(char.IsAsciiDigit) && (part.Length == 1 || part[0] != '0')))
            {
                return false;
            }
        }

        address = BinaryPrimitives.ReadUInt128BigEndian(parsed.MapToIPv6().GetAddressBytes());
        isIpv4 = parsed.AddressFamily == AddressFamily.InterNetwork;
        return true;
    }

    internal static string AddressText(UInt128 address)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, address);
        var ip = new IPAddress(bytes);
        return (ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip).ToString();
    }
}
