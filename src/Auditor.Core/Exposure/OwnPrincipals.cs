using System.Collections.Immutable;
using Auditor.Core.Policies;

namespace Auditor.Core.Exposure;

/// <summary>Which users and roles of the own account can call a route with AWS_IAM: whom identity policies or the resource policy allow, and neither denies (aws-facts.md C.1).</summary>
internal static class OwnPrincipals
{
    public static GrantedPrincipals Of(AccountGrants grants, ResourcePolicyEvaluator gate, DeployedRoute route, bool isPrivate)
    {
        var granted = grants.MayCall(route.Target);
        if (gate.Policy is not { } policy || gate.WithoutAccounts is not { } direct)
        {
            return granted;
        }

        var network = isPrivate ? CallerNetwork.AnyEndpoint : CallerNetwork.Internet;
        var own = new CallerClass(CallerIdentity.Account(route.Scope.Account), network);
        var open = policy.Ask(own, route.Target, AccessQuestion.NotDenied).Verdict;
        if (open is Verdict.No)
        {
            return new([], []);
        }

        // Whom no identity policy allows can only be let in by the resource policy itself. One that names principals says something else of
        // each; one that does not says the same of all.
        var opened = direct.Ask(own, route.Target).Verdict;
        var isPersonal = NamesPrincipals(policy.Document, route.Scope.Account);
        var asked = opened is Verdict.No ? granted.Arns.AddRange(granted.Possible).Sort(StringComparer.Ordinal) : grants.Everyone;
        var (certain, perhaps) = (granted.Arns.ToHashSet(StringComparer.Ordinal), granted.Possible.ToHashSet(StringComparer.Ordinal));
        var (arns, possible) = (ImmutableArray.CreateBuilder<string>(), ImmutableArray.CreateBuilder<string>());
        foreach (var arn in asked)
        {
            var one = new CallerClass(CallerIdentity.Principal(arn), network);
            var notDenied = isPersonal ? policy.Ask(one, route.Target, AccessQuestion.NotDenied).Verdict : open;
            var byIdentity = certain.Contains(arn) ? Verdict.Yes : perhaps.Contains(arn) ? Verdict.Depends : Verdict.No;
            var byResource = isPersonal && opened is not Verdict.No ? direct.Ask(one, route.Target).Verdict : opened;
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

    // Other accounts, or the own as a whole, are the same to all principals of the own.
    private static bool NamesPrincipals(PolicyDocument document, string account) => document.Statements.Any(statement =>
        statement.IsNotPrincipal
        || statement.Principals.Any(principal => PrincipalElement.Account(principal.Value.Text) is null && principal.Value.Text.Contains($":{account}:", StringComparison.Ordinal))
        || statement.Conditions.Any(condition => IsPersonal(condition.Key)));

    private static bool IsPersonal(string key) => key.ToUpperInvariant() switch
    {
        "AWS:PRINCIPALACCOUNT" or "AWS:PRINCIPALORGID" or "AWS:PRINCIPALORGPATHS" => false,
        "AWS:USERNAME" or "AWS:USERID" => true,
        var other => other.StartsWith("AWS:PRINCIPAL", StringComparison.Ordinal),
    };
}
