using System.Collections.Frozen;

namespace Auditor.Core.Secrets;

/// <summary>Decides whether a text that a web ACL asks requests for is a secret that callers share with it.</summary>
/// <remarks>
/// A CDN in front of an API sends a header with such a text (<c>x-origin-verify</c>), and the web ACL turns away whoever does not. Headers
/// that every program sends have texts that anyone can send.
/// </remarks>
public static class WebAclSecret
{
    private const int Guessable = 3;

    private static readonly FrozenSet<string> EveryProgramSends = new[]
    {
        "accept", "accept-charset", "accept-encoding", "accept-language", "access-control-request-headers", "access-control-request-method",
        "cache-control", "connection",
        "content-encoding", "content-length", "content-type", "dnt", "expect", "forwarded", "host", "if-match", "if-modified-since",
        "if-none-match", "origin", "pragma", "range",
        "te", "transfer-encoding", "upgrade", "upgrade-insecure-requests", "user-agent", "via", "x-forwarded-for", "x-forwarded-host",
        "x-forwarded-port", "x-forwarded-proto",
        "x-requested-with",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether only those can send the text who were told it.</summary>
    /// <param name="part">The part of the request that it is looked for in, as AWS WAF names it: <c>SingleHeader</c>.</param>
    /// <param name="name">The name of the header or argument, in lower case.</param>
    /// <param name="text">What the web ACL looks for.</param>
    public static bool IsAskedFor(string part, string? name, string text) => part switch
    {
        _ when SecretMark.IsIn(text)
            || SecretJudge.Mask(name ?? "", text) != text
            || text.Split('/', '?', '&', '=', ' ', '-').Any(word => SecretJudge.Mask("", word) != word) => true,
        _ when text.Length <= Guessable => false,
        "SingleHeader" when name is "referer" => !text.StartsWith("http", StringComparison.OrdinalIgnoreCase),
        "SingleHeader" when name is "authorization" => !IsScheme(text),
        "SingleHeader" => name is not null && !EveryProgramSends.Contains(name) && !name.StartsWith("sec-", StringComparison.Ordinal),
        _ => false,
    };

    private static bool IsScheme(string text) =>
        text.Trim() is var word && !word.Contains(' ', StringComparison.Ordinal) && word.Length < 20 && word.All(char.IsAsciiLetter);
}
