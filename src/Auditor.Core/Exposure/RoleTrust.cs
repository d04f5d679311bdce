using System.Collections.Immutable;
using Auditor.Core.Identity;
using Auditor.Core.Inventory;
using Auditor.Core.Policies;
using Auditor.Core.Text;

namespace Auditor.Core.Exposure;

/// <summary>
/// Who may take on a role: whom its trust policy lets in, and of the own account those whose policies allow it where the trust policy
/// leaves it to the account.
/// </summary>
/// <remarks>
/// IAM user guide, "How AWS enforcement code logic evaluates requests to allow or deny access" (a role's trust policy always has to allow),
/// "AWS STS condition context keys", "AWS JSON policy elements: Principal".
/// </remarks>
internal sealed class RoleTrust
{
    private const string AssumeRole = "sts:AssumeRole";

    // Keys that requests of AWS's services do not carry.
    private static readonly ImmutableArray<string> OfUsersAndRoles =
    [
        "aws:PrincipalArn",
        "aws:PrincipalAccount",
        "aws:PrincipalOrgID",
        "aws:PrincipalOrgPaths",
        "aws:userid",
        "aws:username",
    ];

    private readonly AccountGrants _grants;
    private readonly Account _account;
    private readonly Func<string, Fact<OrganizationMembership>> _organizationOf;
    private readonly DateTimeOffset? _now;
    private readonly Principal _role;
    private readonly PolicyDocument _trust;

    private RoleTrust(
        AccountGrants grants,
        Account account,
        Func<string,
        Fact<OrganizationMembership>> organizationOf,
        DateTimeOffset? now,
        Principal role,
        PolicyDocument trust) =>
        (_grants, _account, _organizationOf, _now, _role, _trust) = (grants, account, organizationOf, now, role, trust);

    /// <summary>Those who may take on a role, in order; unknown where its trust policy was not read.</summary>
    /// <param name="grants">What is allowed to the users and roles of the account.</param>
    /// <param name="account">The role's account.</param>
    /// <param name="organizationOf">The organization of any account.</param>
    /// <param name="now">The moment at which it is asked.</param>
    /// <param name="role">The role.</param>
    public static Fact<ImmutableArray<RoleTaker>> Of(
        AccountGrants grants,
        Account account,
        Func<string,
        Fact<OrganizationMembership>> organizationOf,
        DateTimeOffset? now,
        Principal role) => role.TrustPolicy is not { } text
        ? new Unknown($"The trust policy of {Quote.Of(role.Arn)} was not read.")
        : PolicyDocument.Read(text, $"The trust policy of {Quote.Of(role.Arn)}").Select(document =>
            new RoleTrust(grants, account, organizationOf, now, role, document.OnEveryResource()).Takers());

    private ImmutableArray<RoleTaker> Takers()
    {
        var named = _trust.Statements
            .Where(statement => statement is { Effect: not PolicyEffect.Deny, IsNotPrincipal: false })
            .SelectMany(statement => statement.Principals)
            .DistinctBy(principal => (Kind: principal.IsEveryAwsPrincipal ? PrincipalKind.Everyone : principal.Kind, principal.Value.Text))
            .ToImmutableArray();
        return
        [
            .. named.Where(principal => !IsOwn(principal)).Select(Taker).OfType<RoleTaker>().Concat(OfTheAccount(named.Where(IsOwn)))
                .OrderBy(taker => taker.Who, StringComparer.Ordinal),
        ];
    }

    private bool IsOwn(PolicyPrincipal principal) => principal is { Kind: PrincipalKind.Aws, IsEveryAwsPrincipal: false }
        && (OwnAccountOf(principal.Value.Text) == _account.Id || IsUniqueId(principal.Value.Text));

    private static string OwnAccountOf(string principal) => PrincipalElement.Account(principal) ?? new CallerPrincipal(principal).AccountId;

    // Somebody who is gone, unless one who was read has it.
    private static bool IsUniqueId(string principal) =>
        principal.StartsWith("AROA", StringComparison.Ordinal) || principal.StartsWith("AIDA", StringComparison.Ordinal);

    private RoleTaker? Taker(PolicyPrincipal principal)
    {
        var (who, action, facts) = Asked(principal);
        var caller = new CallerPrincipal(principal.Kind is not PrincipalKind.Aws || principal.IsEveryAwsPrincipal ? $"arn:{_account.Partition}:iam::{SampleTexts.Unnamed}:role/{SampleTexts.Unnamed}"
            : PrincipalElement.Account(principal.Value.Text) is { } account ? $"arn:{_account.Partition}:iam::{account}:role/{SampleTexts.Unnamed}"
            : principal.Value.Text);
        ImmutableArray<JudgedStatement> statements =
        [
            .. from statement in StatementReduction.OfResourcePolicy(_trust, action, "")
               let names = principal.Kind is PrincipalKind.Aws or PrincipalKind.Everyone
                   ? PrincipalElement.Matches(statement.Statement, caller)
                   : Truths.Of(Names(statement.Statement, principal))
               where names != Truth.False
               select statement with { Concerns = statement.Concerns.And(names), Grantee = Grantee.Directly },
            .. ResourceControl(action),
        ];
        return AdmittedText(
            who,
            RequestJudge.Judge(new(new(caller, IsOwnAccount: true, HasBoundary: false), statements, AskedResources.Only(_role.Arn), OnTheRole(facts), [NetworkOrigin.AsTold])));
    }

    private (string Who, string Action, RequestFacts Facts) Asked(PolicyPrincipal principal)
    {
        var text = principal.Value.Text;
        if (principal.Kind is PrincipalKind.Everyone || principal.IsEveryAwsPrincipal)
        {
            return ("whoever has an AWS account", AssumeRole, RequestFacts.Signed.At(_now));
        }

        switch (principal.Kind)
        {
            case PrincipalKind.Service:
                var service = OfUsersAndRoles
                    .Aggregate(RequestFacts.Nothing.At(_now), (facts, key) => facts.With(key, KeyFact.Absent));
                return (Quote.Of(text)
                    .Trim('\''), AssumeRole, service.With("aws:PrincipalIsAWSService", KeyFact.Is("true"))
                    .With("aws:PrincipalServiceName", KeyFact.Is(text)));
            case PrincipalKind.Federated:
                return ($"whoever signs in at {Quote.Of(text)}", text.Contains(":saml-provider/", StringComparison.Ordinal)
                    ? "sts:AssumeRoleWithSAML"
                    : "sts:AssumeRoleWithWebIdentity", RequestFacts.Nothing.At(_now).With("aws:PrincipalIsAWSService", KeyFact.Is("false")));
            case PrincipalKind.Aws:
                var account = OwnAccountOf(text);
                var signed = RequestFacts.Signed.At(_now)
                    .With("aws:PrincipalAccount", KeyFact.Is(account))
                    .OfMember("aws:Principal", _organizationOf(account));
                return PrincipalElement.Account(text) is not null
                    ? ($"account {account}", AssumeRole, signed)
                    : (Quote.Of(text).Trim('\''), AssumeRole, signed.With("aws:PrincipalArn", KeyFact.Is(text)));
            default:
                return (Quote.Of(text), AssumeRole, RequestFacts.Signed.At(_now));
        }
    }

    // Of the own account: whom the trust policy names, and, where it leaves it to the account, whose own policies allow it.
    private IEnumerable<RoleTaker> OfTheAccount(IEnumerable<PolicyPrincipal> own)
    {
        var named = own.Select(principal => principal.Value.Text).ToHashSet(StringComparer.Ordinal);
        if (named.Count == 0)
        {
            yield break;
        }

        var isLeftToAccount = named.Any(text => PrincipalElement.Account(text) is not null);
        var isPersonal = _trust.Statements.Any(statement => statement.Conditions.Any(condition => PrincipalFacts.IsPersonal(condition.ToString()))
            || statement.IsNotPrincipal);
        foreach (var alike in _grants.Alike(AssumeRole))
        {
            var mayByPolicy = isLeftToAccount
                && alike.Statements.Any(each => each.Statement is { Allows: true, Layer: PolicyLayer.Identity });
            AuthorizationAnswer? ofAll = null;
            foreach (var principal in alike.Principals.Where(principal => principal.Arn != _role.Arn))
            {
                var isNamed = named.Contains(principal.Arn) || (principal.UniqueId is { } id && named.Contains(id));
                if (!isNamed && !mayByPolicy)
                {
                    continue;
                }

                var answer = isNamed || isPersonal || alike.IsOne
                    ? Judge(alike, principal, _grants.FactsOf(principal, session: null))
                    : ofAll ??= Judge(alike, principal, alike.First.Facts);
                if (AdmittedText(principal.Arn, answer) is { } taker)
                {
                    yield return taker;
                }
            }
        }
    }

    private AuthorizationAnswer Judge(AlikeHolders alike, Principal principal, RequestFacts facts)
    {
        var caller = alike.First.Caller(new(principal.Arn) { UniqueId = principal.UniqueId });
        ImmutableArray<JudgedStatement> own = [.. alike.Statements.Select(each => each.Statement)];

        // Whom everybody is let in with is told as everybody.
        ImmutableArray<JudgedStatement> trust =
        [
            .. StatementReduction.OfResourcePolicy(_trust, AssumeRole, "")
                .Where(statement => statement.Denies
                    || !statement.Statement.Principals.Any(each => each.Kind is PrincipalKind.Everyone || each.IsEveryAwsPrincipal))
                .SelectMany(statement => StatementReduction.For(statement, caller.Principal, caller.HasBoundary)),
        ];

        // Who is named needs no policy of his own; where the account is, he does.
        var byName = Ask(
            caller,
            [.. own.Where(statement => statement is not { Allows: true, Layer: PolicyLayer.Identity }), .. trust.Where(statement => statement.Grantee is not Grantee.Account)]);
        return byName.Verdict is Verdict.Yes ? byName
            : Ask(caller with { IsOwnAccount = false }, [.. own, .. trust]) is { Verdict: not Verdict.No } byPolicy ? byPolicy
            : byName;

        AuthorizationAnswer Ask(Caller asking, ImmutableArray<JudgedStatement> statements) =>
            RequestJudge.Judge(new(asking, statements, AskedResources.Only(_role.Arn), OnTheRole(facts), [NetworkOrigin.AsTold]));
    }

    // What whoever asks writes himself keeps nobody out; an external id is a secret that he has to know.
    private RequestFacts OnTheRole(RequestFacts facts) => facts
        .With("aws:ResourceAccount", KeyFact.Is(_account.Id))
        .OfMember("aws:Resource", _account.Organization)
        .With("sts:RoleSessionName", KeyFact.Chosen with { IsAlwaysThere = true })
        .With("sts:SourceIdentity", KeyFact.Chosen)
        .WithKind("aws:RequestTag/", KeyFact.Chosen);

    private IEnumerable<JudgedStatement> ResourceControl(string action) => _grants.Limits.For(_role.Arn).Deciding(action)
        .Where(each => each.Layer is PolicyLayer.ResourceControl)
        .SelectMany(each => StatementReduction.Concerning(each.Policy, each.Layer, each.Level, action));

    private static bool Names(PolicyStatement statement, PolicyPrincipal principal) =>
        statement.Principals.Any(each => each.Kind is PrincipalKind.Everyone
            || (each.Kind == principal.Kind && each.Value.Text == principal.Value.Text)) != statement.IsNotPrincipal;

    private static RoleTaker? AdmittedText(string who, AuthorizationAnswer answer) =>
        answer.Verdict is Verdict.No ? null : new(who, answer.Verdict is Verdict.Yes ? [] : answer.DependsOn);
}
