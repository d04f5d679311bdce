using System.Collections.Immutable;
using Auditor.Core.Policies;

namespace Auditor.Core.Exposure;

/// <summary>Which users and roles of the own account can call a route with AWS_IAM: whom identity policies or the resource policy allow, and neither denies (aws-facts.md C.1).</summary>
internal static class OwnPrincipals
{
    public static GrantedPrincipals Of(AccountGrants grants, AccessPolicy? policy, DeployedRoute route, bool isPrivate)
    {
        var granted = grants.MayCall(route.Target);
        if (policy is null)
        {
            return granted;
        }

        var network = isPrivate ? CallerNetwork.AnyEndpoint : CallerNetwork.Internet;
        var own = CallerIdentity.Account(route.Scope.Account);
        var open = policy.Ask(new(own, network), route.Target, AccessQuestion.NotDenied);
        if (open.Verdict is Verdict.No)
        {
            return new([], []);
        }

        // A policy that names principals says something else of each; one that does not says the same of all.
        var isPersonal = NamesPrincipals(policy.Document);
        var asked = isPersonal ? grants.Everyone : granted.Arns.AddRange(granted.Possible);
        var direct = isPersonal ? Direct(policy) : policy;
        var (arns, possible) = (ImmutableArray.CreateBuilder<string>(), ImmutableArray.CreateBuilder<string>());
        foreach (var arn in asked)
        {
            var notDenied = isPersonal ? policy.Ask(new(CallerIdentity.Principal(arn), network), route.Target, AccessQuestion.NotDenied).Verdict : open.Verdict;
            var byIdentity = granted.Arns.Contains(arn) ? Verdict.Yes : granted.Possible.Contains(arn) ? Verdict.Depends : Verdict.No;
            var byResource = isPersonal ? direct.Ask(new(CallerIdentity.Principal(arn), network), route.Target).Verdict : Verdict.No;
            switch (notDenied, Either(byIdentity, byResource))
            {
                case (Verdict.Yes, Verdict.Yes):
                    arns.Add(arn);
                    break;
                case (not Verdict.No, not Verdict.No):
                    possible.Add(arn);
                    break;
            }
        }

        return new(arns.ToImmutable(), possible.ToImmutable());
    }

    private static Verdict Either(Verdict one, Verdict other) => one is Verdict.Yes || other is Verdict.No ? one : other;

    private static bool NamesPrincipals(PolicyDocument document) => document.Statements.Any(statement =>
        statement.IsNotPrincipal
        || statement.Principals.Any(principal => principal.Kind is not PrincipalKind.Everyone && !principal.IsEveryAwsPrincipal)
        || statement.Conditions.Any(condition => condition.Key.StartsWith("aws:Principal", StringComparison.OrdinalIgnoreCase) || condition.Key.ToUpperInvariant() is "AWS:USERNAME" or "AWS:USERID"));

    // That the account is allowed hands the decision to its identity policies; only who is named, or everyone, is allowed by the policy itself.
    private static AccessPolicy Direct(AccessPolicy policy) => new(
        policy.Document with
        {
            Statements =
            [
                .. policy.Document.Statements
                    .Select(statement => statement.Effect is PolicyEffect.Allow && !statement.IsNotPrincipal ? statement with { Principals = statement.Principals.RemoveAll(principal => PrincipalElement.Account(principal.Value.Text) is not null) } : statement)
                    .Where(statement => !statement.HasPrincipals || !statement.Principals.IsEmpty),
            ],
        },
        policy.Now);
}
