using Auditor.Core.Inventory;
using Auditor.Core.Policies;

namespace Auditor.Core.Exposure;

/// <summary>Asks IAM, authorizer or user pool about one request, together with what the resource policy said.</summary>
internal sealed class RequestAuthorization(ExposureMap map, DeployedRoute route, RouteGuard guard, AccessRequest request)
{
    private bool IsOwn => request.PrincipalArn is { } arn && new CallerPrincipal(arn).AccountId == route.Scope.Account;

    /// <summary>The decision, and the reason as a clause.</summary>
    /// <param name="policy">What the resource policy says; <see langword="null"/> where there is none.</param>
    /// <param name="named">What it says without what it allows to accounts as a whole.</param>
    /// <param name="isPrivate">Whether the request comes through a VPC endpoint.</param>
    public (AccessDecision Decision, string Because) Decide(PolicyDecision? policy, PolicyDecision? named, bool isPrivate)
    {
        if (policy is { Kind: DecisionKind.ExplicitlyDenied })
        {
            return (AccessDecision.Denied, $"{policy.Statement?.Name} of the resource policy denies it explicitly");
        }

        if (guard.AsksForSignature && request.PrincipalArn is null)
        {
            return (AccessDecision.Denied, "the request is not signed by an AWS principal");
        }

        if (policy is null && AuthorizationTable.WithoutPolicy(route, guard.Authorization, isPrivate, IsOwn) is { } reason)
        {
            return (AccessDecision.Denied, reason);
        }

        var othersMayAllow = AuthorizationTable.Question(guard.Authorization, IsOwn) is AccessQuestion.NotDenied;
        if (policy is { Kind: DecisionKind.Depends } && (policy.MayBeDenied || !othersMayAllow))
        {
            return (AccessDecision.Unknown, $"the resource policy depends on {string.Join(", ", policy.DependsOn)}");
        }

        if (policy is { Kind: DecisionKind.Neither } && !othersMayAllow)
        {
            return (AccessDecision.Denied, guard.AsksForSignature ? "a principal of another account needs the resource policy to allow it" : "no statement of the resource policy allows it");
        }

        return guard.Authorization switch
        {
            AuthorizationKind.None => (AccessDecision.Allowed, "nothing is asked for"),
            AuthorizationKind.AwsIam => Signed(policy, named),
            AuthorizationKind.Custom => Shown(policy is { Kind: not DecisionKind.Allowed } ? "the Lambda authorizer must allow it, because the resource policy does not" : "the Lambda authorizer must not reject it"),
            _ => Shown("a token that the authorizer accepts must be sent"),
        };
    }

    private (AccessDecision Decision, string Because) Shown(string because) =>
        request.Shows.Contains(Credential.AuthorizerToken) ? (AccessDecision.Allowed, $"{because}, and it is said to be so") : (AccessDecision.Conditional, because);

    private (AccessDecision Decision, string Because) Signed(PolicyDecision? policy, PolicyDecision? named)
    {
        if (!IsOwn)
        {
            return (AccessDecision.Conditional, "an identity policy in the principal's own account must allow execute-api:Invoke too");
        }

        if (named is { Kind: DecisionKind.Allowed })
        {
            return (AccessDecision.Allowed, "the resource policy allows it, which is enough within the account");
        }

        // To allow an account hands the decision to its identity policies (AWS JSON policy elements: Principal).
        var because = policy is { Kind: DecisionKind.Allowed }
            ? "the resource policy allows the account, and an identity policy of the principal must allow execute-api:Invoke too"
            : "an identity policy of the principal must allow execute-api:Invoke";
        return request.PrincipalArn is { } principal && map.GrantsOf(route.Scope.Account) is { IsKnown: true } grants && grants.Value.Of(principal) is { IsKnown: true } held
            ? ByIdentity(held.Value, because)
            : (AccessDecision.Conditional, because);
    }

    // What the principal's own policies say, where they were read.
    private (AccessDecision Decision, string Because) ByIdentity(IdentityGrants grants, string because)
    {
        var asked = guard.Route ?? route;
        var target = route.Api.Kind is ApiKind.WebSocket ? asked.Target : asked.Target with { Verbs = [request.Verb], Path = request.Path, TakenFirst = [] };
        var answer = grants.OnRoute(target);
        return answer.Verdict switch
        {
            Verdict.Yes => (AccessDecision.Allowed, $"{answer.Statement?.Name} of an identity policy of the principal allows it"),
            Verdict.No => (AccessDecision.Denied, "no identity policy of the principal allows it"),
            _ => (AccessDecision.Conditional, $"{because}: that depends on {string.Join(", ", answer.DependsOn)}"),
        };
    }
}
