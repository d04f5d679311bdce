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
            || string.Equals(value.Text, caller.SessionArn, StringComparison.Ordinal));
    }

    // NotPrincipal with Deny spares a caller only where its account is listed beside it (and, for a role, its session);
    // what happens to the account's other principals is not documented, hence unknown.
    private static Truth Exempts(ImmutableArray<PolicyPrincipal> listed, CallerPrincipal? caller)
    {
        if (caller is null)
        {
            return Names(listed, caller);
        }

        var everyone = listed.Where(principal => Account(principal.Value.Text) is null && !IsArn(principal)).Select(principal => Names(principal, caller)).Any();
        var account = Truths.Of(listed.Any(principal => principal.Kind == PrincipalKind.Aws && Account(principal.Value.Text) == caller.AccountId));
        var identity = caller.IsRoot ? Truth.True : Lists(listed, caller.Arn);
        var session = caller.IsRoot || caller.Arn.Contains(":user/", StringComparison.Ordinal) ? Truth.True : Lists(listed, caller.SessionArn);
        var isWhole = identity.And(session) == Truth.True;
        return everyone.Or(account.And(isWhole ? Truth.True : Truth.Unknown));
    }

    public static bool IsArn(PolicyPrincipal principal) =>
        principal is { Kind: PrincipalKind.Aws, Value.IsResolved: true } && principal.Value.Text.StartsWith("arn:", StringComparison.Ordinal) && !principal.Value.Text.Contains('*', StringComparison.Ordinal);

    private static Truth Lists(ImmutableArray<PolicyPrincipal> listed, string? arn) =>
        Truths.Of(arn is not null && listed.Any(principal => IsArn(principal) && string.Equals(principal.Value.Text, arn, StringComparison.Ordinal)));
}
