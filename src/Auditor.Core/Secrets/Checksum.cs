namespace Auditor.Core.Secrets;

/// <summary>The sums by which issuers tell their own tokens from what only looks like one.</summary>
internal static class Checksum
{
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string SmallDigits = "0123456789abcdefghijklmnopqrstuvwxyz";
    private const uint Polynomial = 0xEDB88320;

    /// <summary>GitHub and npm: behind the prefix 30 letters, and six more that are their CRC-32.</summary>
    /// <remarks>GitHub blog: Behind GitHub's new authentication token formats. npm has the same form.</remarks>
    public static bool OfGitHub(string token) =>
        token[(token.IndexOf('_', StringComparison.Ordinal) + 1)..] is { Length: 36 } letters
            && Written(Crc32(letters[..30]), Digits, 6) == letters[30..];

    /// <summary>GitLab: the last seven letters are the CRC-32 of all before them, the prefix included.</summary>
    /// <remarks>GitLab Handbook: Cells, Routable Tokens.</remarks>
    public static bool OfGitLab(string token) =>
        token.Contains('.', StringComparison.Ordinal) && token.Length > 16 && Written(Crc32(token[..^7]), SmallDigits, 7) == token[^7..];

    private static string Written(uint number, string digits, int length)
    {
        var written = new char[length];
        for (var at = length - 1; at >= 0; at--)
        {
            written[at] = digits[(int)(number % (uint)digits.Length)];
            number /= (uint)digits.Length;
        }

        return new(written);
    }

    private static uint Crc32(string text)
    {
        var sum = uint.MaxValue;
        foreach (var letter in text)
        {
            sum ^= (byte)letter;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum & 1) is 0 ? sum >> 1 : (sum >> 1) ^ Polynomial;
            }
        }

        return ~sum;
    }
}
