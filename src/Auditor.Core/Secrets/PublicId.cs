using System.Text.RegularExpressions;

namespace Auditor.Core.Secrets;

/// <summary>Knows identifiers that look random and open nothing, as their issuers publish them.</summary>
internal static partial class PublicId
{
    // None is longer.
    private const int MostBefore = 600;

    /// <summary>Whether what stands at a place of a text is one or a part of one, or the name of a file.</summary>
    public static bool IsIn(string text, int start, int end)
    {
        var from = text.AsSpan(0, start).LastIndexOfAny(SecretAlphabet.Gaps) + 1;
        from = Math.Max(from, start - MostBefore);
        var rest = text.AsSpan(end);
        var to = rest.IndexOfAny(SecretAlphabet.Gaps) is var gap and >= 0 && gap < MostBefore
            ? end + gap
            : Math.Min(text.Length, end + MostBefore);
        foreach (var match in Form().EnumerateMatches(text.AsSpan(from, to - from)))
        {
            if (from + match.Index <= start && end <= from + match.Index + match.Length)
            {
                return true;
            }
        }

        return false;
    }

    // Multi-Region keys of KMS, trace ids of X-Ray, W3C Trace Context, Okta's and Stripe's ids, keys of Stripe's and Clerk's that stand in
    // web pages, Google's client ids, Subresource Integrity, nonces of a content security policy, public keys as X.509 writes them,
    // fingerprints of SSH, assets of the CDK.
    /// <summary>Where certificates and public keys are in a text, which anybody may have.</summary>
    public static List<(int Start, int End)> KeysIn(string text) =>
        text.Contains("-----BEGIN ", StringComparison.Ordinal) || text.Contains(" AAAA", StringComparison.Ordinal)
        ? [.. PublicKey().Matches(text).Select(match => (match.Index, match.Index + match.Length))]
        : [];

    [GeneratedRegex(
        @"-----BEGIN ((TRUSTED |X509 |NEW )?CERTIFICATE( REQUEST)?|(RSA |EC )?PUBLIC KEY|PGP PUBLIC KEY BLOCK|SSH2 PUBLIC KEY)-----.*?(-----END [A-Z0-9 ]+-----|$)"
        + @"|(ssh-(rsa|dss|ed25519)|ecdsa-sha2-nistp[0-9]+|sk-(ssh|ecdsa)-[a-z0-9@.-]+) AAAA[A-Za-z0-9+/]+={0,2}",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        30_000)]
    private static partial Regex PublicKey();

    [GeneratedRegex(
        @"(?<![A-Za-z0-9])(sha-[0-9a-f]{7,64}|mrk-[0-9a-f]{32}|1-[0-9a-f]{8}-[0-9a-f]{24}|[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}|(aus|0oa|00u|00g)[A-Za-z0-9]{17}"
        + @"|(cus|price|prod|sub|acct|evt|ch|pi|in|txr|plink)_[A-Za-z0-9]{14,28}|pk_(live|test)_[A-Za-z0-9]+|[0-9]{6,14}-[a-z0-9]{32}\.apps\.googleusercontent\.com"
        + @"|(sha(1|256|384|512)[-:]|nonce-|(MII[BC]IjANBgkqhkiG9w0BAQEF|MIGfMA0GCSqGSIb3DQEBAQUAA4GNAD|MFkwEwYHKoZIzj0CAQYI|MHYwEAYHKoZIzj0CAQYF|MCowBQYDK2Vw))[A-Za-z0-9+/_-]{16,}={0,2}|asset\.[0-9a-f]{64}|[0-9a-f]{32,64}\.(zip|json|ya?ml|txt|jar|tar|t?gz|template|js|css|html|png|pdf|whl))(?![A-Za-z0-9])",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        30_000)]
    private static partial Regex Form();
}
