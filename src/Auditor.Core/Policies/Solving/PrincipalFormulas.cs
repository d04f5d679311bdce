using System.Collections.Immutable;

namespace Auditor.Core.Policies.Solving;

/// <summary>When a Principal or NotPrincipal element matches the callers of a class.</summary>
/// <param name="callers">Null for callers without AWS credentials.</param>
/// <param name="dimensions">Where sessions and unknowns go.</param>
internal sealed class PrincipalFormulas(PrincipalDimension? callers, DimensionList dimensions)
{
    private readonly Dictionary<string, SessionDimension> _sessions = new(StringComparer.Ordinal);

    public static TextPattern AccountPattern(string account) =>
        TextPattern.Arn($"arn:{PolicyTemplate.AnyText}:iam::{account}:{PolicyTemplate.AnyText}");

    public Formula Of(PolicyStatement statement)
    {
        if (!statement.HasPrincipals)
        {
            return dimensions.Unknown("Principal", $"no Principal in {statement.Index}");
        }

        if (!statement.IsNotPrincipal)
        {
            return Names(statement.Principals);
        }

        return (statement.Effect == PolicyEffect.Deny && callers is not null
            ? Exempts(statement.Principals, callers)
            : Names(statement.Principals))
            .Not();
    }

    /// <summary>When the caller is one of some principals.</summary>
    public Formula Names(IEnumerable<PolicyPrincipal> principals) => Formula.Any(principals.Select(Names));

    private Formula Names(PolicyPrincipal principal)
    {
        if (principal.Kind == PrincipalKind.Everyone || principal.IsEveryAwsPrincipal)
        {
            return Formula.True;
        }

        if (principal.Kind == PrincipalKind.Unknown || (principal.Kind == PrincipalKind.Aws && !principal.Value.IsResolved))
        {
            return Unknown(principal);
        }

        return (callers, principal.Kind) switch
        {
            (not null, PrincipalKind.Aws) => NamesAws(principal, callers),
            (not null, PrincipalKind.CanonicalUser) => Unknown(principal),
            _ => Formula.False,
        };
    }

    private Formula Unknown(PolicyPrincipal principal) => dimensions.Unknown("Principal", $"Principal {principal.Kind} {principal.Value}");

    private Formula NamesAws(PolicyPrincipal principal, PrincipalDimension arn)
    {
        var text = principal.Value.Text;
        if (PrincipalElement.Account(text) is { } account)
        {
            return new Predicate(arn, arn.Add(AccountPattern(account)));
        }

        if (text.Contains('*', StringComparison.Ordinal) || text.Contains('?', StringComparison.Ordinal))
        {
            var template = PolicyTemplate.Of(principal.Value, hasVariables: false, hasWildcards: true);
            return new Predicate(arn, arn.Add(TextPattern.Arn(template.Pattern))).And(Unknown(principal));
        }

        return Session(text, arn) ?? new Predicate(arn, arn.Add(TextPattern.Literal(text)));
    }

    // A session is one of its role's; the role's ARN may have a path, which the session's does not tell.
    private Formula? Session(string text, PrincipalDimension arn)
    {
        if (text.Split(':') is not ["arn", var partition, "sts", "", var account, var rest]
            || rest.Split('/') is not ["assumed-role", var role, _])
        {
            return null;
        }

        if (!_sessions.TryGetValue(text, out var session))
        {
            session = dimensions.Add(new SessionDimension(text));
            _sessions.Add(text, session);
        }

        var start = $"arn:{partition}:iam::{account}:role/";
        var ofRole = new Predicate(
            arn,
            arn.Add(TextPattern.Literal(start + role), TextPattern.Literal(start) + TextPattern.Maybe(TextElementKind.Any) + TextPattern.Literal("/" + role)));
        return ofRole.And(new Predicate(session, 0));
    }

    // As PrincipalElement.Exempts has it for one caller.
    private Formula Exempts(ImmutableArray<PolicyPrincipal> listed, PrincipalDimension arn)
    {
        var everyone = Names(listed.Where(principal => PrincipalElement.Account(principal.Value.Text) is null
            && !PrincipalElement.IsArn(principal)));
        var accounts = listed
            .Where(principal => principal.Kind == PrincipalKind.Aws)
            .Select(principal => PrincipalElement.Account(principal.Value.Text))
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .Select(account => new Predicate(arn, arn.Add(AccountPattern(account)))
                .And(OfAccount([.. PrincipalElement.ListedBeside(listed, account)])));
        return everyone.Or(Formula.Any(accounts));

        Formula OfAccount(ImmutableArray<string> beside) => beside is []
            ? Root().Or(Undocumented())
            : Formula.Any([Root(), .. beside.Select(each => Listed(each, beside))]);

        Formula Listed(string each, ImmutableArray<string> beside)
        {
            if (Session(each, arn) is { } session)
            {
                return beside.Any(role => PrincipalElement.IsSessionOf(each, role)) ? Formula.False : session.And(Undocumented());
            }

            var sessions = beside.Where(other => PrincipalElement.IsSessionOf(other, each))
                .Select(other => Session(other, arn))
                .OfType<Formula>()
                .ToImmutableArray();
            var itself = new Predicate(arn, arn.Add(TextPattern.Literal(each)));
            return sessions is [] ? itself : itself.And(Formula.Any(sessions));
        }

        Formula Root() => new Predicate(arn, arn.Add(TextPattern.Arn($"arn:{PolicyTemplate.AnyText}:iam::{PolicyTemplate.AnyText}:root")));

        Formula Undocumented() =>
            dimensions.Unknown("NotPrincipal", $"NotPrincipal {string.Join(' ', listed.Select(principal => principal.Value.Text))}");
    }
}
