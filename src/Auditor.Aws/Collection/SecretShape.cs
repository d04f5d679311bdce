using System.Text.RegularExpressions;

namespace Auditor.Aws.Collection;

/// <summary>Decides what must not be stored: a report with a password in it is a leak of its own.</summary>
/// <remarks>Mistakes are made on the safe side, except for what names things rather than opens them: ARNs, addresses, function names.</remarks>
internal static partial class SecretShape
{
    public const string Redacted = "***";

    public static bool LooksSecret(string name, string value) =>
        value.Length > 0 && !value.StartsWith("arn:", StringComparison.Ordinal) && (NamesSecret().IsMatch(name) || IsSecretValue(value));

    /// <summary>Takes a password out of an address.</summary>
    public static string? WithoutPassword(string? uri) => uri is null ? null : UserInfo().Replace(uri, $"$1{Redacted}@");

    private static bool IsSecretValue(string value) => KnownForms().IsMatch(value) || UserInfo().IsMatch(value) || IsRandom(value);

    // A long run of letters of both cases and digits is no word: keys and tokens look like it, names do not.
    private static bool IsRandom(string value) => RandomRun().Matches(value).Any(run =>
        run.Length >= 20 && run.Value.Any(char.IsAsciiDigit) && run.Value.Any(char.IsAsciiLetterUpper) && run.Value.Any(char.IsAsciiLetterLower)
        || (run.Length >= 32 && run.Value.All(char.IsAsciiHexDigit)));

    [GeneratedRegex("pass(word|wd|phrase)|(^|[^a-z])pass($|[^a-z])|(?-i:[a-z]Pass($|[^a-z]))|secret|token|api[-_]?key|private[-_]?key|credential|access[-_]?key|pwd|client[-_]?key|signing[-_]?key|auth[-_]?(key|header)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NamesSecret();

    [GeneratedRegex("(AKIA|ASIA)[A-Z0-9]{16}|eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]+|-----BEGIN|gh[pousr]_[A-Za-z0-9]{20,}|xox[abprs]-|sk_live_|AIza[A-Za-z0-9_-]{30,}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex KnownForms();

    [GeneratedRegex("([a-z][a-z0-9+.-]*://)[^/@\\s]+@", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex UserInfo();

    [GeneratedRegex("[A-Za-z0-9+/=_]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex RandomRun();
}
