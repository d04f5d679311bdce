using Auditor.Core.Inventory;
using Auditor.Core.Policies;

namespace Auditor.Core.Exposure;

/// <summary>From where requests get through a private domain name, as its own policy has it.</summary>
internal static class PrivateDomainAudience
{
    private static readonly CallerNetwork ForeignEndpoint = CallerNetwork.EndpointsOf(
        [new("vpce-0f0f0f0f0f0f0f0f0", "vpc-0f0f0f0f0f0f0f0f0")]);

    /// <summary>Of callers without a signature, and of those with one.</summary>
    public static IEnumerable<Fact<Audience>> Of(Scope scope, ResourcePolicyEvaluator evaluator)
    {
        var target = new RouteTarget
        {
            Partition = scope.Partition,
            Region = scope.Region,
            AccountId = scope.Account,
            ApiId = "",
            Stage = "",
            Path = "/{proxy+}",
        };
        return new[] { CallerIdentity.Anonymous, CallerIdentity.AnyAwsPrincipal }
            .Select(identity => Of(evaluator.Policy, identity, target));
    }

    private static Fact<Audience> Of(AccessPolicy? policy, CallerIdentity identity, RouteTarget target)
    {
        if (policy is null)
        {
            return Audience.OthersOrNetwork;
        }

        var foreign = policy.Ask(new(identity, ForeignEndpoint), target);
        if (foreign.Verdict is Verdict.Yes && (!identity.IsSigned || LetsOthersIn(foreign.Principals, target.AccountId)))
        {
            return Audience.OthersOrNetwork;
        }

        var any = policy.Ask(new(identity, CallerNetwork.AnyEndpoint), target);
        return foreign.Verdict is Verdict.Depends || any.Verdict is Verdict.Depends
            ? new Unknown($"Who gets through the domain name's policy depends on "
                + $"{string.Join(", ", [.. foreign.DependsOn, .. any.DependsOn])}.")
            : any.Verdict is Verdict.Yes ? Audience.OwnVpcOrAccount : Audience.Nobody;
    }

    private static bool LetsOthersIn(AdmittedPrincipals admitted, string account) =>
        admitted.Anyone || admitted.Organizations is not [] || admitted.Accounts.Any(other => other != account);
}
