using Auditor.Core.Inventory;
using Auditor.Core.Policies;

namespace Auditor.Core.Exposure;

/// <summary>Asks IAM, authorizer or user pool about one request, together with what the resource policy said.</summary>
internal sealed class RequestAuthorization(ExposureMap map, DeployedRoute route, RouteGuard guard, AccessRequest request)
{
    private bool IsOwn => request.PrincipalArn is { } arn && new CallerPrincipal(arn).AccountId == route.Scope.Account;

    /// <summary>The decision, and the reason as a clause.</summary>
    /// <param name="policy">What the resource policy says; <see langword="null"/> where there is none.</param>
    /// <param name="document">The resource policy.</param>
    /// <param name="isPrivate">Whether the request comes through a VPC endpoint.</param>
    public (AccessDecision Decision, string Because) Decide(PolicyDecision? policy, PolicyDocument? document, bool isPrivate)
    {
        // Who signs is judged by resource policy, identity policies and boundary together.
        if (guard.AsksForSignature && request.PrincipalArn is not null && (policy is not null || AuthorizationTable.WithoutPolicy(route, guard.Authorization, isPrivate, isOwnPrincipal: true) is null))
        {
            return PrincipalAuthorization.Judge(map, guard.Route ?? route, request, document);
        }

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
            return (AccessDecision.Denied, "no statement of the resource policy allows it");
        }

        return guard.Authorization switch
        {
            AuthorizationKind.None => (AccessDecision.Allowed, "nothing is asked for"),
            AuthorizationKind.Custom => Shown(policy is { Kind: not DecisionKind.Allowed } ? "the Lambda authorizer must allow it, because the resource policy does not" : "the Lambda authorizer must not reject it"),
            _ => Shown("a token that the authorizer accepts must be sent"),
        };
    }

    private (AccessDecision Decision, string Because) Shown(string because) =>
        request.Shows.Contains(Credential.AuthorizerToken) ? (AccessDecision.Allowed, $"{because}, and it is said to be so") : (AccessDecision.Conditional, because);
}
