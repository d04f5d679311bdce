using Auditor.Core.Inventory;
using Auditor.Core.Policies;

namespace Auditor.Core.Identity;

/// <summary>What the inventory tells of the condition keys that say who signed a request.</summary>
internal static class PrincipalFacts
{
    private static readonly string[] Personal = ["aws:PrincipalArn", "aws:username", "aws:userid", "aws:PrincipalTag/"];

    /// <summary>Whether a policy asks for something that differs between the principals of a kind.</summary>
    public static bool IsPersonal(string policy) => Personal.Any(key => policy.Contains(key, StringComparison.OrdinalIgnoreCase));

    /// <summary>What is true of whoever belongs to an account.</summary>
    public static RequestFacts OfAnybody(Account account, DateTimeOffset? now) => RequestFacts.Signed.At(now)
        .With("aws:PrincipalAccount", KeyFact.Is(account.Id))
        .With("aws:TokenIssueTime", now is { } today ? KeyFact.Is(RequestFacts.Seconds(today)) : KeyFact.Open)
        .OfMember("aws:Principal", account.Organization);

    /// <summary>What is true of all users, or of all roles, of an account.</summary>
    public static RequestFacts OfAll(PrincipalType type, Account account, DateTimeOffset? now)
    {
        var facts = OfAnybody(account, now);
        return type is PrincipalType.User
            ? facts.With("aws:PrincipalType", KeyFact.Is("User")).With("aws:TokenIssueTime", WithOrWithoutSession(now))
            : facts.With("aws:PrincipalType", KeyFact.Is("AssumedRole"))
                .With("aws:username", KeyFact.Absent)
                .With("aws:TokenIssueTime", now is { } today ? KeyFact.Is(RequestFacts.Seconds(today)) : KeyFact.OpenButThere);
    }

    /// <summary>What is true of one user or role; of a role's session where that is named.</summary>
    public static RequestFacts Of(Principal principal, Account account, DateTimeOffset? now, string? session = null)
    {
        var facts = OfAll(principal.Type, account, now).With("aws:PrincipalArn", KeyFact.Is(principal.Arn));
        if (principal.Type is PrincipalType.User)
        {
            facts = facts.With("aws:username", KeyFact.Is(principal.Arn[(principal.Arn.LastIndexOf('/') + 1)..]));
        }

        if (principal.UniqueId is { } id)
        {
            facts = facts.With("aws:userid", principal.Type is PrincipalType.User ? KeyFact.Is(id)
                : session is not null ? KeyFact.Is($"{id}:{session}")
                : new KeyFact(KeyFactKind.Open, [], IsAlwaysThere: true, Start: $"{id}:"));
        }

        // Whoever takes on a role may bring tags along where its trust policy lets him.
        return principal.Tags is { IsKnown: true, Value: var tags } && !(principal.TrustPolicy is { } trust && MayTagSessions(trust))
            ? facts.WithAll("aws:PrincipalTag/", tags)
            : facts;
    }

    /// <summary>What is true of the root user of an account.</summary>
    public static RequestFacts OfRoot(string arn, Account account, DateTimeOffset? now) => OfAnybody(account, now)
        .With("aws:PrincipalArn", KeyFact.Is(arn))
        .With("aws:PrincipalType", KeyFact.Is("Account"))
        .With("aws:userid", KeyFact.Is(account.Id))
        .With("aws:TokenIssueTime", WithOrWithoutSession(now))
        .With("aws:username", KeyFact.Absent)
        .WithKind("aws:PrincipalTag/", KeyFact.Absent);

    // Whoever has long-lived credentials may ask for a session, and need not.
    private static KeyFact WithOrWithoutSession(DateTimeOffset? now) =>
        now is { } moment ? KeyFact.OneOf("", RequestFacts.Seconds(moment)) : KeyFact.Open;

    private static bool MayTagSessions(string trust) => PolicyDocument.Read(trust, "The trust policy")
        .Select(document => document.Statements.Any(statement => statement.Effect is not PolicyEffect.Deny
            && statement.Concerns("sts:TagSession")))
        .ValueOr(true);
}
