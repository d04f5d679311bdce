using System.Text.RegularExpressions;

namespace Auditor.Aws.Collection;

/// <summary>Decides what must not be stored: a report with a password in it is a leak of its own.</summary>
/// <remarks>Mistakes are made on the safe side, except for what names things rather than opens them: ARNs, addresses, function names.</remarks>
internal static partial class SecretShape
{
    public const string Redacted = "***";

    public static bool LooksSecret(string name, string value) =>
        value.Length > 0 && !value.StartsWith("arn:", StringComparison.Ordinal) && (NamesSecret().IsMatch(name) || IsSecretValue(value));

    /// <summary>Takes out of an address what opens it: a password before the host, and keys in path and query. Scheme and host stay: rules read them.</summary>
    public static string? OfAddress(string? uri) => uri is null ? null : AfterHost().Replace(
        UserInfo().Replace(uri, $"$1{Redacted}@"),
        tail => AddressPart().Replace(
            tail.Value,
            part => LooksSecret(part.Groups["name"].Value, part.Groups["value"].Value) ? $"{part.Groups["before"].Value}{Redacted}" : part.Value));

    /// <summary>Takes out of a sentence that somebody wrote what looks like a key, a token or a password.</summary>
    public static string? OfText(string? text) => text is null ? null : RandomRun().Replace(OfMessage(text), run => IsRandomRun(run) ? Redacted : run.Value);

    /// <summary>As <see cref="OfText"/> for what a service says, which is full of long names: only what cannot be a name goes.</summary>
    public static string OfMessage(string message) => Assigned().Replace(
        SessionToken().Replace(KnownForms().Replace(UserInfo().Replace(message, $"$1{Redacted}@"), Redacted), Redacted),
        $"$1{Redacted}");

    /// <summary>Takes keys of known form out of a policy or a format, every other word of which means something. What stands in for them has no star: in a policy that is a wildcard.</summary>
    public static string? OfDocument(string? document) => string.IsNullOrWhiteSpace(document) ? null : KnownForms().Replace(document, "REDACTED");

    private static bool IsSecretValue(string value) => KnownForms().IsMatch(value) || UserInfo().IsMatch(value) || IsRandom(value);

    // A long run of letters of both cases and digits is no word: keys and tokens look like it, names do not.
    private static bool IsRandom(string value) => RandomRun().Matches(value).Any(IsRandomRun);

    private static bool IsRandomRun(Match run) =>
        (run.Length >= 20 && run.Value.Any(char.IsAsciiDigit) && run.Value.Any(char.IsAsciiLetterUpper) && run.Value.Any(char.IsAsciiLetterLower))
        || (run.Length >= 32 && run.Value.All(char.IsAsciiHexDigit));

    [GeneratedRegex("pass(word|wd|phrase)|(^|[^a-z])pass($|[^a-z])|(?-i:[a-z]Pass($|[^a-z]))|secret|token|api[-_]?key|private[-_]?key|credential|access[-_]?key|pwd|client[-_]?key|signing[-_]?key|auth[-_]?(key|header)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex NamesSecret();

    [GeneratedRegex("(AKIA|ASIA)[A-Z0-9]{16}|eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]+|-----BEGIN|gh[pousr]_[A-Za-z0-9]{20,}|xox[abprs]-|sk_live_|AIza[A-Za-z0-9_-]{30,}", RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex KnownForms();

    [GeneratedRegex("([a-z][a-z0-9+.-]*://)[^/@\\s]+@", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex UserInfo();

    // From the first slash after the host of an http address; an ARN has no such part.
    [GeneratedRegex("(?<=^https?://[^/?#]*)[/?#].*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline, 30_000)]
    private static partial Regex AfterHost();

    [GeneratedRegex("(?<before>[/?&;#]((?<name>[^=/?&;#]+)=)?)(?<value>[^/?&;#]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex AddressPart();

    // "password = x", "token: x", "\"secret\":\"x\"", but not "secretsmanager:GetSecretValue", which is an action.
    [GeneratedRegex("((?:pass(?:word|wd|phrase)?|pwd|secret|token|credential|api[-_ ]?key|access[-_ ]?key|private[-_ ]?key)[A-Za-z_-]*[\"']?\\s*(?:=|:(?=[\\s\"']))\\s*[\"']?)[^\\s\"',;&]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex Assigned();

    // A session token, which AWS repeats when it disagrees with a signature.
    [GeneratedRegex("(IQoJ|FwoG|FQoG)[A-Za-z0-9+/=]{16,}", RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex SessionToken();

    [GeneratedRegex("[A-Za-z0-9+/=_]+", RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex RandomRun();
}
