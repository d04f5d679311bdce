using System.Collections.Immutable;

namespace Auditor.Core.Policies;

/// <summary>Tests a Principal or NotPrincipal element against one caller.</summary>
internal static class PrincipalElement
{
    public static Truth Matches(PolicyStatement statement, CallerPrincipal? caller)
    {
        if (!statement.IsNotPrincipal)
        {
            return Names(statement.Principals, caller);
        }

        return statement.Effect == PolicyEffect.Deny
            ? Exempts(statement.Principals, caller).Not()
            : Names(statement.Principals, caller).Not();
    }

    /// <summary>The account that a value stands for as a whole: its id or its root ARN.</summary>
    public static string? Account(string value)
    {
        if (value.Length == 12 && value.All(char.IsAsciiDigit))
        {
            return value;
        }

        return value.Split(':') is ["arn", _, "iam", "", var account, "root"] ? account : null;
    }

    private static Truth Names(ImmutableArray<PolicyPrincipal> principals, CallerPrincipal? caller) =>
        principals.Select(principal => Names(principal, caller)).Any();

    private static Truth Names(PolicyPrincipal principal, CallerPrincipal? caller)
    {
        if (principal.Kind == PrincipalKind.Everyone || principal.IsEveryAwsPrincipal)
        {
            return Truth.True;
        }

        if (principal.Kind == PrincipalKind.Unknown || (principal.Kind == PrincipalKind.Aws && !principal.Value.IsResolved))
        {
            return Truth.Unknown;
        }

        return (caller, principal.Kind) switch
        {
            (not null, PrincipalKind.Aws) => NamesAws(principal.Value, caller),
            (not null, PrincipalKind.CanonicalUser) => Truth.Unknown,
            _ => Truth.False,
        };
    }

    private static Truth NamesAws(PolicyText value, CallerPrincipal caller)
    {
        if (Account(value.Text) is { } account)
        {
            return Truths.Of(string.Equals(account, caller.AccountId, StringComparison.Ordinal));
        }

        // IAM refuses wildcards inside a principal's ARN: whatever stored this, its meaning is not documented.
        if (value.Text.Contains('*', StringComparison.Ordinal) || value.Text.Contains('?', StringComparison.Ordinal))
        {
            var template = PolicyTemplate.Of(value, hasVariables: false, hasWildcards: true);
            return template.MatchesArn(caller.Arn).And(Truth.Unknown);
        }

        return Truths.Of(
            string.Equals(value.Text, caller.Arn, StringComparison.Ordinal)
            || string.Equals(value.Text, caller.SessionArn, StringComparison.Ordinal)
            || (caller.UniqueId is not null && string.Equals(value.Text, caller.UniqueId, StringComparison.Ordinal)));
    }

    // NotPrincipal with Deny spares whom it lists beside their account: a user; a role with all its sessions, or with those sessions only
    // that are listed, too. The account's other principals are denied then. An account that is listed alone, and a session without its
    // role, "might" be: that is not documented. (AWS JSON policy elements: NotPrincipal)
    private static Truth Exempts(ImmutableArray<PolicyPrincipal> listed, CallerPrincipal? caller)
    {
        if (caller is null)
        {
            return Names(listed, caller);
        }

        var everyone = listed.Where(principal => Account(principal.Value.Text) is null && !IsArn(principal))
            .Select(principal => Names(principal, caller))
            .Any();
        if (!listed.Any(principal => principal.Kind == PrincipalKind.Aws && Account(principal.Value.Text) == caller.AccountId))
        {
            return everyone;
        }

        ImmutableArray<string> beside = [.. ListedBeside(listed, caller.AccountId)];
        return everyone.Or(caller.IsRoot ? Truth.True : beside is [] ? Truth.Unknown : Lists(beside, caller));
    }

    /// <summary>The users, roles and sessions of an account that are listed.</summary>
    public static IEnumerable<string> ListedBeside(IEnumerable<PolicyPrincipal> listed, string account) => listed
        .Where(principal => IsArn(principal)
            && Account(principal.Value.Text) is null
            && new CallerPrincipal(principal.Value.Text).AccountId == account)
        .Select(principal => principal.Value.Text);

    /// <summary>Whether a session is one of a role: its ARN has the role's name, and not its path.</summary>
    public static bool IsSessionOf(string session, string role) =>
        session.Split(':', 6) is ["arn", _, "sts", "", var account, var ofSession]
        && role.Split(':', 6) is ["arn", _, "iam", "", var other, var ofRole]
        && account == other
        && ofSession.Split('/') is ["assumed-role", var name, _]
        && ofRole.StartsWith("role/", StringComparison.Ordinal)
        && ofRole.EndsWith($"/{name}", StringComparison.Ordinal);

    private static Truth Lists(ImmutableArray<string> listed, CallerPrincipal caller)
    {
        var sessions = listed.RemoveAll(arn => !IsSessionOf(arn, caller.Arn));
        var isThisSession = sessions is [] ? Truth.True
            : caller.SessionArn is { } session ? Truths.Of(sessions.Contains(session))
            : Truth.Unknown;
        return listed.Contains(caller.Arn) ? isThisSession
            : sessions is [] ? Truth.False
            : isThisSession.And(Truth.Unknown);
    }

    public static bool IsArn(PolicyPrincipal principal) =>
        principal is { Kind: PrincipalKind.Aws, Value.IsResolved: true }
            && principal.Value.Text.StartsWith("arn:", StringComparison.Ordinal)
            && !principal.Value.Text.Contains('*', StringComparison.Ordinal);
}
