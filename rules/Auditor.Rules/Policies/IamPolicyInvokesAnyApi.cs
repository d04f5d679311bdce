using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Policies;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;

namespace Auditor.Rules.Policies;

/// <summary>Flags IAM policies that let their holders call every API.</summary>
public sealed class IamPolicyInvokesAnyApi() : Rule<IdentityPolicySubject>(new()
{
    Id = "AGW5008",
    Name = "iam-policy-invokes-any-api",
    Title = "An IAM policy lets its holders call every API",
    Category = Category.Policies,
    Severity = Severity.High,
    Needs = Needs.IdentityPolicies,
    SeverityFollowsExposure = false,
    Frameworks = ["CWE-250", "API5:2023"],
    WrittenAs = "identityPolicy:PolicyDocument.Statement[].Resource|identityPolicy:PolicyDocument",
})
{
    private const string Invoke = "execute-api:Invoke";
    private const string AnyPath = "/{?}";

    // Use @connections commands in your backend service, the worst first.
    private static readonly ImmutableArray<(string Verb, string Can, string Consequence, Severity Severity)> Managing =
    [
        ("POST", "write to", "speaks to all of them in the API's name", Severity.Medium),
        ("DELETE", "cut off", "cuts all of them off", Severity.Medium),
        ("GET", "look at", "shows from which addresses all of them are connected, and since when", Severity.Low),
    ];

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(IdentityPolicySubject subject, RuleContext context)
    {
        var (account, policy) = (subject.Account, subject.Policy);
        if (PolicyHolders.HasNone(account, policy)
            || context.Exposure.GrantsBy(account, policy).Value is not { } grants)
        {
            yield break;
        }

        if (Wide(grants, account) is { } wide)
        {
            var may = PolicyHolders.Whom(policy, wide.Granted.To);
            yield return PolicyHolders.WithSeverity(
                Flag(
                    subject,
                    $"{PolicyHolders.Name(policy)} lets {may} {wide.Can}{PolicyHolders.Apart(wide.Granted.Answer)}: one stolen "
                        + $"credential {wide.Consequence}.",
                    PolicyHolders.Evidence(policy, wide.Granted)) with
                {
                    Severity = wide.Severity,
                    Named = PolicyHolders.Named(policy, wide.Granted.To),
                },
                policy,
                wide.Granted.Answer);
        }
    }

    // The widest that is granted says all.
    private static (string Can, string Consequence, Severity Severity, (IdentityAnswer Answer, ImmutableArray<string> To) Granted)? Wide(
        GrantsByPolicy grants, Account account)
    {
        // Verb by verb: without one, 'prod' of '*/prod/*' may as well be a verb that there is not.
        var byVerb = RouteTarget.AnyVerb
            .Select(verb => (Verb: verb, Granted: grants.Ask(held => held.OnCallsToEveryApi(
                Invoke, AnyPath, account.Id, account.Partition, verb))))
            .Where(each => each.Granted is not null)
            .ToList();
        if (byVerb is [{ Granted: { } calls }, ..])
        {
            var route = byVerb.Count == RouteTarget.AnyVerb.Length
                ? "every route"
                : $"every route for {string.Join(", ", byVerb.Select(each => each.Verb))}";
            return ($"call {route} of every API{PolicyHolders.Where(calls.Answer)}{OnStage(calls.Answer)} that checks "
                + $"IAM", "opens all of them", Severity.High, calls);
        }

        if (grants.Ask(held => held.OnCallsToEveryApi(Invoke, "/$connect", account.Id, account.Partition, verb: "")) is { } connects)
        {
            return ($"connect to every WebSocket API{PolicyHolders.Where(connects.Answer)} that checks "
                + $"IAM", "opens all of them", Severity.High, connects);
        }

        var managing = Managing
            .Select(way => (way.Can, way.Consequence, way.Severity, Granted: grants.Ask(held => held.OnCallsToEveryApi(
                "execute-api:ManageConnections", "/@connections/{?}", account.Id, account.Partition, way.Verb))))
            .Where(each => each.Granted is not null)
            .ToList();
        if (managing is [{ Granted: { } manages } worst, ..])
        {
            var can = managing.ConvertAll(each => each.Can);
            var all = can is [var only] ? only : $"{string.Join(", ", can[..^1])} and {can[^1]}";
            return (
                $"{all} every client of every WebSocket API{PolicyHolders.Where(manages.Answer)}", worst.Consequence, worst.Severity, manages);
        }

        return grants.Ask(held => held.OnCallsToEveryApi(
            "execute-api:InvalidateCache", AnyPath, account.Id, account.Partition)) is { } invalidates
            ? ($"have every cached answer of every REST API{PolicyHolders.Where(invalidates.Answer)} made "
                + $"anew", "sends all requests past the cache", Severity.Low, invalidates)
            : null;
    }

    // A path that no policy names, on the one stage that it does.
    private static string OnStage(IdentityAnswer answer) =>
        answer.Example.Split('/') is [_, var stage, ..] && stage.Any(character => character != 'x') ? $" on stage '{stage}'" : "";
}
