using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Auditor.Cli.Plugins;

/// <summary>What <c>--plugin</c> names.</summary>
/// <param name="Path">The assembly, as it was given.</param>
/// <param name="Sha256">The checksum that it must have, in small letters; null where nobody said.</param>
internal sealed partial record PluginFile(string Path, string? Sha256)
{
    private const string Mark = "#sha256=";

    /// <exception cref="UsageException">What follows the mark is no checksum: nothing is loaded as if it had not been asked
    /// for.</exception>
    public static PluginFile Parse(string text)
    {
        var at = text.LastIndexOf(Mark, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return new(text, null);
        }

        var checksum = text[(at + Mark.Length)..];
        return Checksum().IsMatch(checksum)
            ? new(text[..at], checksum.ToLowerInvariant())
            : throw new UsageException(
                $"--plugin: after '{Mark}' come the 64 hexadecimal digits that 'sha256sum' prints, and not "
                    + $"{Core.Text.Quote.Of(checksum)}.");
    }

    /// <summary>Why this content is not the one that was meant, as the end of a sentence; null when it is.</summary>
    public string? Objection(byte[] content) =>
        Sha256 is { } expected && Convert.ToHexStringLower(SHA256.HashData(content)) is var actual && actual != expected
        ? $"its checksum is {actual} and should be {expected}"
        : null;

    [GeneratedRegex("^[0-9A-Fa-f]{64}$", RegexOptions.NonBacktracking)]
    private static partial Regex Checksum();
}
