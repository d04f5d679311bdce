using System.Text;
using System.Text.RegularExpressions;

namespace Auditor.Core.Secrets;

/// <summary>Finds secrets in texts that somebody wrote in base64: the settings of Docker, keys of service accounts, headers.</summary>
internal static partial class EncodedRuns
{
    // What is encoded again inside is no header or setting of anybody.
    private const int MostLayers = 2;

    public static void AddTo(List<SecretSpan> found, string text, int layer)
    {
        if (layer >= MostLayers)
        {
            return;
        }

        foreach (var run in Run().EnumerateMatches(text))
        {
            if (Decoded(text.AsSpan(run.Index, run.Length)) is { } plain && SecretFinder.Inside(plain, layer + 1) is { } kind)
            {
                found.Add(new(run.Index, run.Index + run.Length, kind));
            }
        }
    }

    // Null when it is no text.
    private static string? Decoded(ReadOnlySpan<char> run)
    {
        var letters = run.TrimEnd('=');
        Span<char> padded = new char[(letters.Length + 3) / 4 * 4];
        padded.Fill('=');
        letters.CopyTo(padded);
        padded.Replace('-', '+');
        padded.Replace('_', '/');
        var bytes = new byte[padded.Length];
        return Convert.TryFromBase64Chars(padded, bytes, out var length) && bytes.AsSpan(0, length).IndexOfAnyExceptInRange((byte)0x09, (byte)0x7E) < 0
            ? Encoding.ASCII.GetString(bytes.AsSpan(0, length))
            : null;
    }

    [GeneratedRegex("(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{16,}={0,2}", RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex Run();
}
