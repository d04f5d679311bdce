using Auditor.Core.Inventory;
using Auditor.Core.Policies;

namespace Auditor.Core.Exposure;

/// <summary>Asks IAM, authorizer or user pool about one request, together with what the resource policy said.</summary>
internal sealed class RequestAuthorization(ExposureMap map, DeployedRoute route, RouteGuard guard, Endpoint endpoint, AccessRequest request)
{
    private PrincipalAuthorization? _signed;

    /// <summary>The decision, and the reason as a clause.</summary>
    /// <param name="policy">The resource policy; <see langword="null"/> where there is none.</param>
    /// <param name="decision">What it says; <see langword="null"/> where there is none.</param>
    public (AccessDecision Decision, string Because) Decide(PolicyDocument? policy, PolicyDecision? decision)
    {
        if (guard.AsksForSignature && request.PrincipalArn is null && decision is not { Kind: DecisionKind.ExplicitlyDenied })
        {
            return (AccessDecision.Denied, "the request is not signed by an AWS principal");
        }

        // Of whom the API's own account is and who is a stranger, the evaluation of both kinds of policies knows more.
        if (policy is null
            && AuthorizationTable.WithoutPolicy(route, guard.Authorization, endpoint.IsPrivate, isOwnPrincipal: true) is { } reason)
        {
            return (AccessDecision.Denied, reason);
        }

        if (IsSigned)
        {
            return Signed.Judge(policy);
        }

        if (decision is { Kind: DecisionKind.ExplicitlyDenied })
        {
            return (AccessDecision.Denied, $"{decision.Statement?.Name} of the resource policy denies it explicitly");
        }

        var othersMayAllow = AuthorizationTable.Question(guard.Authorization, isOwnPrincipal: false) is AccessQuestion.NotDenied;
        if (decision is { Kind: DecisionKind.Depends } && (decision.MayBeDenied || !othersMayAllow))
        {
            return (AccessDecision.Unknown, $"the resource policy depends on {string.Join(", ", decision.DependsOn)}");
        }

        if (decision is { Kind: DecisionKind.Neither } && !othersMayAllow)
        {
            return (AccessDecision.Denied, "no statement of the resource policy allows it");
        }

        if (guard.MissingAuthorizer is { } missing)
        {
            return (AccessDecision.Denied, missing);
        }

        return guard.Authorization switch
        {
            AuthorizationKind.None => (AccessDecision.Allowed, "nothing is asked for"),
            AuthorizationKind.Custom =>
                Shown(decision is { Kind: not DecisionKind.Allowed }
                    ? "the Lambda authorizer must allow it, because the resource policy does not"
                    : "the Lambda authorizer must not reject it"),
            _ => Shown("a token that the authorizer accepts must be sent"),
        };
    }

    /// <summary>
    /// What the policies of the caller's organization say of it, as a clause; <see langword="null"/> where nobody has to sign the request,
    /// or nobody does.
    /// </summary>
    public string? Organization() => IsSigned ? Signed.Organization() : null;

    /// <summary>What the policy of the private domain name says; of a signed request it hangs together with all other policies.</summary>
    /// <param name="policy">That policy.</param>
    /// <param name="policies">Asks it about an unsigned request.</param>
    public (Verdict Verdict, string Explanation, bool IsSigned) DomainName(AccessPolicy policy, RequestPolicies policies)
    {
        if (IsSigned)
        {
            var (verdict, explanation) = Signed.DomainName();
            return (verdict, explanation, IsSigned: true);
        }

        var decision = policies.Ask(policy);
        return (decision.Kind switch { DecisionKind.Allowed => Verdict.Yes, DecisionKind.Depends => Verdict.Depends, _ => Verdict.No }, RequestPolicies.AdmittedText(decision), IsSigned: false);
    }

    /// <summary>What the API's resource policy says of the request by itself, as a clause.</summary>
    /// <param name="policy">That policy.</param>
    /// <param name="decision">What it says of an unsigned request.</param>
    public string ResourcePolicy(AccessPolicy policy, PolicyDecision decision) =>
        IsSigned ? Signed.ResourcePolicy(policy.Document) : RequestPolicies.AdmittedText(decision);

    private bool IsSigned => guard.AsksForSignature && request.PrincipalArn is not null;

    private PrincipalAuthorization Signed => _signed ??= new(map, guard.Route ?? route, endpoint, request);

    private (AccessDecision Decision, string Because) Shown(string because) =>
        request.Shows.Contains(Credential.AuthorizerToken)
            ? (AccessDecision.Allowed, $"{because}, and it is said to be so")
            : (AccessDecision.Conditional, because);
}
