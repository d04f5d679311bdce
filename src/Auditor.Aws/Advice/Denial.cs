using System.Text.RegularExpressions;

namespace Auditor.Aws.Advice;

/// <summary>Which kind of policy denied a call, where AWS's message ends with it (Troubleshoot access denied error messages).</summary>
/// <param name="Policy">As the message names it: <c>service control policy</c>, <c>permissions boundary</c>, <c>identity-based policy</c>
/// ...</param>
/// <param name="IsExplicit">Whether a Deny stands in it; otherwise an Allow is missing.</param>
internal sealed partial record Denial(string Policy, bool IsExplicit)
{
    private const string ServiceControl = "service control policy";

    private const string ForbiddenByOrganization = "a service control policy of the organization forbids it";

    private const string IdentityBased = "identity-based policy";

    private const string ResourceBased = "resource-based policy";

    private const string RoleTrust = "role trust policy";

    private const string Kinds = $"{ServiceControl}|resource control policy|permissions boundary|session "
        + $"policy|{IdentityBased}|{ResourceBased}|{RoleTrust}|VPC endpoint policy";

    private const string Unnamed = "policy of a kind that AWS does not name";

    private const string AssumeRole = "sts:AssumeRole";

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
        (false, _) => $"the {Policy} that applies to the call has to allow {permission}, too",
        (true, IdentityBased) =>
            "a Deny in a policy of the identity that scans forbids it, and no Allow helps against that: take the identity out of the Deny",
        (true, ServiceControl) =>
            $"{ForbiddenByOrganization}, and no permission of the identity that scans helps against that: exempt the identity there, or "
                + $"name the Region under 'closedRegions' in auditor.yaml if it is closed on purpose",
        _ => $"a Deny in a {Policy} forbids it, and no permission of the identity that scans helps against that",
    };

    /// <summary>
    /// Why a role cannot be assumed, and what helps; null where the message is about something else. It comes as the answer to whichever
    /// call is the first with the role.
    /// </summary>
    public static string? OfRole(string message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (RefusedRole().Match(message) is not { Success: true } refused)
        {
            return null;
        }

        var role = refused.Groups["role"].Value is { Length: > 0 } arn ? $"The role {arn}" : "The role";
        return In(message) switch
        {
            null or { IsExplicit: false, Policy: RoleTrust or ResourceBased } =>
                $"{role} cannot be assumed: its trust policy must allow it to the identity that scans, and that identity needs "
                    + $"{AssumeRole}",
            { IsExplicit: false, Policy: IdentityBased } =>
                $"{role} cannot be assumed: the identity that starts the scan needs {AssumeRole} on it",
            var denial => $"{role} cannot be assumed: {denial.Advice(AssumeRole)}",
        };
    }

    /// <returns>Null where the message names no policy.</returns>
    public static Denial? In(string message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (ExplicitDeny().Match(message) is { Success: true } denied)
        {
            return new(Named(denied), true);
        }

        return MissingAllow().Match(message) is { Success: true } missing ? new(Named(missing), false)
            : message.Contains("with an explicit deny", StringComparison.OrdinalIgnoreCase) ? new(Unnamed, true)
            : null;
    }

    // In whatever case the message has it.
    private static string Named(Match match) =>
        Kinds.Split('|').First(kind => kind.Equals(match.Groups["policy"].Value, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(
        $"with an explicit deny in (an? |the )?(?<policy>{Kinds})",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        30_000)]
    private static partial Regex ExplicitDeny();

    [GeneratedRegex(
        $"because no (?<policy>{Kinds}) allows",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        30_000)]
    private static partial Regex MissingAllow();

    [GeneratedRegex(
        $"is not authorized to perform: {AssumeRole}( on resource: (?<role>arn:[^ ]+))?",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        30_000)]
    private static partial Regex RefusedRole();
}
