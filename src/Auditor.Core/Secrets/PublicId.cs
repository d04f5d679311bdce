using System.Text.RegularExpressions;

namespace Auditor.Core.Secrets;

/// <summary>Knows identifiers that look random and open nothing, as their issuers publish them.</summary>
internal static partial class PublicId
{
    /// <summary>Whether what stands at a place of a text is one, or the name of a file.</summary>
    public static bool IsAt(string text, int start, int end) => Form().Match(text, start) is { Success: true } match && match.Index == start && match.Index + match.Length >= end;

    // Multi-Region keys of KMS, trace ids of X-Ray, W3C Trace Context, Okta's and Stripe's ids, keys of Stripe's and Clerk's that stand in web pages,
    // Google's client ids, Subresource Integrity, fingerprints of SSH, assets of the CDK.
    [GeneratedRegex(
        @"\G(mrk-[0-9a-f]{32}|1-[0-9a-f]{8}-[0-9a-f]{24}|[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}|(aus|0oa|00u|00g)[A-Za-z0-9]{17}"
        + @"|(cus|price|prod|sub|acct|evt|ch|pi|in|txr|plink)_[A-Za-z0-9]{14,28}|pk_(live|test)_[A-Za-z0-9]+|[0-9]{6,14}-[a-z0-9]{32}\.apps\.googleusercontent\.com"
        + @"|sha(1|256|384|512)-[A-Za-z0-9+/_-]{20,}={0,2}|asset\.[0-9a-f]{64}|[0-9a-f]{32,64}\.(zip|json|ya?ml|txt|jar|tar|t?gz|template|js|css|html|png|pdf|whl))(?![A-Za-z0-9])",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        30_000)]
    private static partial Regex Form();
}
