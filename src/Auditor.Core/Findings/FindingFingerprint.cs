using System.Security.Cryptography;
using System.Text;
using Auditor.Core.Secrets;

namespace Auditor.Core.Findings;

/// <summary>Makes the identity of a finding: rule, thing and sub-key, hashed; nothing that changes with wording, dates or counts.</summary>
internal static class FindingFingerprint
{
    private const int HexDigits = 32;

    public static string Of(Finding finding)
    {
        var identity = finding.Subject.Identity;
        string?[] parts =
        [
            finding.Rule.Id, identity.Account, identity.Region, identity.Arn, identity.Stage, identity.Route,
            finding.SubKey, finding.Outcome is Outcome.Inconclusive ? "inconclusive" : null,
            // Of the place in a file only the file: lines move.
            .. finding.Source is { } source ? new[] { source.File } : [],
        ];

        // No part can contain a line feed unescaped, so two different lists never make one text.
        var text = string.Join(
            '\n',
            parts.Select(part => part is null ? null : SecretMark.Stable(part).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..HexDigits];
    }
}
