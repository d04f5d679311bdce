using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Auditor.Testing.FakeAws.Protocol;

/// <summary>
/// An opaque token: Base64 with plus, slash and equals signs, so that a client that does not escape it is found out. It is good for one
/// list only.
/// </summary>
internal static class PageToken
{
    private const int Length = 3 + 8 + 4 + 1;

    public static string Issue(string list, int offset)
    {
        var bytes = new byte[Length];
        // Base64 of these is "++//".
        (bytes[0], bytes[1], bytes[2]) = (0xFB, 0xEF, 0xFF);
        SHA256.HashData(Encoding.UTF8.GetBytes(list)).AsSpan(0, 8).CopyTo(bytes.AsSpan(3));
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(11), offset);
        return Convert.ToBase64String(bytes);
    }

    /// <summary>Null when the token is not one of this list.</summary>
    public static int? Read(string list, string token)
    {
        var bytes = new byte[Length];
        if (!Convert.TryFromBase64String(token, bytes, out var written)
            || written != Length
            || Issue(list, BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(11))) != token)
        {
            return null;
        }

        return BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(11));
    }
}
