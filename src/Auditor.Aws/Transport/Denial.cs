using System.Text.RegularExpressions;

namespace Auditor.Aws.Transport;

/// <summary>Which kind of policy denied a call, where AWS's message ends with it (Troubleshoot access denied error messages).</summary>
/// <param name="Policy">As the message names it: <c>service control policy</c>, <c>permissions boundary</c>, <c>identity-based policy</c> ...</param>
/// <param name="IsExplicit">Whether a Deny stands in it; otherwise an Allow is missing.</param>
internal sealed partial record Denial(string Policy, bool IsExplicit)
{
    private const string ServiceControl = "service control policy";

    private const string ForbiddenByOrganization = "a service control policy of the organization forbids it";

    private const string IdentityBased = "identity-based policy";

    /// <summary>Whether the explanation of a failed call says that the organization forbids it.</summary>
    public static bool IsByOrganization(string explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        return explanation.Contains(ForbiddenByOrganization, StringComparison.Ordinal);
    }

    /// <summary>What to do about it: an Allow for the identity helps only where that is what is missing.</summary>
    public string Advice(string permission) => (IsExplicit, Policy) switch
    {
        (false, IdentityBased) => $"allow {permission} to the identity that scans ('auditor permissions' prints all that it needs)",
        (false, _) => $"the {Policy} that applies to the identity that scans has to allow {permission}, too",
        (true, IdentityBased) => "a Deny in a policy of the identity that scans forbids it, and no Allow helps against that: take the identity out of the Deny",
        (true, ServiceControl) => $"{ForbiddenByOrganization}, and no permission of the identity that scans helps against that: exempt the identity there, or name the Region under 'closedRegions' in auditor.yaml if it is closed on purpose",
        _ => $"a Deny in a {Policy} forbids it, and no permission of the identity that scans helps against that",
    };

    /// <returns>Null where the message names no policy.</returns>
    public static Denial? In(string message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (ExplicitDeny().Match(message) is { Success: true } denied)
        {
            return new(denied.Groups["policy"].Value.ToLowerInvariant(), true);
        }

        return MissingAllow().Match(message) is { Success: true } missing ? new(missing.Groups["policy"].Value.ToLowerInvariant(), false) : null;
    }

    [GeneratedRegex("with an explicit deny in (an? |the )?(?<policy>service control policy|resource control policy|permissions boundary|session policy|identity-based policy|resource-based policy|VPC endpoint policy)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex ExplicitDeny();

    [GeneratedRegex("because no (?<policy>service control policy|resource control policy|permissions boundary|session policy|identity-based policy|resource-based policy|VPC endpoint policy) allows", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex MissingAllow();
}
