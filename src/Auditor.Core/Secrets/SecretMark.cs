using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Auditor.Core.Secrets;

/// <summary>
/// What stands where a secret was: <c>[secret: GitHub token]~3f9a1c</c>. It says what went, and the same secret has the same mark
/// everywhere in a run.
/// </summary>
/// <remarks>
/// The six digits are a keyed hash whose key is made anew for each run and kept nowhere, so that nobody can try out secrets against a
/// report or follow one from night to night. It holds no wildcard, quote or backslash: in a policy it is a constant like any other.
/// </remarks>
public static partial class SecretMark
{
    private const string Begin = "[secret: ";

    private static readonly byte[] KeyOfThisRun = RandomNumberGenerator.GetBytes(32);

    /// <summary>The mark of a secret.</summary>
    /// <param name="kind">What it is, <c>GitHub token</c>.</param>
    /// <param name="secret">The whole of it.</param>
    public static string Of(string kind, string secret) =>
        $"{Begin}{kind}]~{Convert.ToHexStringLower(HMACSHA256.HashData(KeyOfThisRun, Encoding.UTF8.GetBytes(secret)).AsSpan(0, 3))}";

    /// <summary>Whether a text has a secret's mark in it.</summary>
    public static bool IsIn(string? text) => text is not null && text.Contains(Begin, StringComparison.Ordinal) && Pattern().IsMatch(text);

    /// <summary>Whether a text is the mark of a secret and nothing else.</summary>
    public static bool IsWhole(string? text) =>
        text is not null && text.StartsWith(Begin, StringComparison.Ordinal) && Pattern().Match(text).Length == text.Length;

    /// <summary>What the secrets were of which a text has marks, <c>GitHub token</c>, each kind once.</summary>
    public static IEnumerable<string> KindsIn(string? text) => text is null || !text.Contains(Begin, StringComparison.Ordinal)
        ? []
        : Pattern().Matches(text).Select(mark => mark.Groups["kind"].Value).Distinct(StringComparer.Ordinal);

    /// <summary>The text as it is from run to run: its marks without what tells one secret from another.</summary>
    public static string Stable(string text) =>
        text.Contains(Begin, StringComparison.Ordinal) ? Pattern().Replace(text, $"{Begin}${{kind}}]") : text;

    /// <summary>Where marks are in a text: what is one needs no other.</summary>
    internal static IEnumerable<(int Start, int End)> PlacesIn(string text) => text.Contains(Begin, StringComparison.Ordinal)
        ? Pattern().Matches(text).Select(mark => (mark.Index, mark.Index + mark.Length))
        : [];

    [GeneratedRegex(
        @"\[secret: (?<kind>[^\]\r\n]{1,60})\](~[0-9a-f]{6})?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Pattern();
}
