using System.Text;
using System.Text.RegularExpressions;

namespace Auditor.Core.Secrets;

/// <summary>Finds secrets in texts that somebody wrote in base64: the settings of Docker, keys of service accounts, headers.</summary>
internal static partial class EncodedRuns
{
    // What is encoded again inside is no header or setting of anybody.
    private const int MostLayers = 4;

    private const int LongestText = 10_000;

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

    /// <summary>Whether it is base64 of JSON or of words, in which nothing is secret that was not found there.</summary>
    public static bool IsText(string text, int start, int end)
    {
        if (IsText(text.AsSpan(start, end - start)))
        {
            return true;
        }

        // A slash of base64 looks like one of an address.
        var (left, right) = (start, end);
        while (left > 0 && SecretAlphabet.Encoded.Contains(text[left - 1]))
        {
            left--;
        }

        while (right < text.Length && SecretAlphabet.Encoded.Contains(text[right]))
        {
            right++;
        }

        return right - left > end - start && IsText(text.AsSpan(left, right - left));
    }

    private static bool IsText(ReadOnlySpan<char> run) =>
        run.Length <= LongestText
            && Decoded(run) is { } plain
            && (Json().IsMatch(plain) || Words().IsMatch(plain))
            && SecretFinder.Inside(plain, MostLayers) is null;

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
        return Convert.TryFromBase64Chars(padded, bytes, out var length)
            && bytes.AsSpan(0, length).IndexOfAnyExceptInRange((byte)0x09, (byte)0x7E) < 0
            ? Encoding.ASCII.GetString(bytes.AsSpan(0, length))
            : null;
    }

    [GeneratedRegex(
        @"^\s*(\{\s*""[\w.-]+""\s*:|\[\s*[{""\d]).*[\]}]\s*$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        30_000)]
    private static partial Regex Json();

    [GeneratedRegex(
        @"^[A-Za-z]+([ ,.;:-]{1,2}[A-Za-z0-9]+){3,}[.!?]?\s*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Words();

    [GeneratedRegex("(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{16,}={0,2}", RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex Run();
}
