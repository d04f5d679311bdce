using Auditor.Core.Inventory;
using Auditor.Core.Policies;

namespace Auditor.Core.Exposure;

/// <summary>
/// How authorization and resource policy decide together ("How API Gateway resource policies affect authorization workflow", tables A and
/// B).
/// </summary>
/// <remarks>
/// NONE, Cognito and principals of other accounts need an Allow of the policy. A Lambda authorizer, or an identity policy of the API's own
/// account, may allow in its place: there only an explicit Deny stops a request. Without a policy everything passes, but to a PRIVATE API
/// nothing.
/// </remarks>
internal static class AuthorizationTable
{
    /// <summary>What the policy has to say for a request to get any further.</summary>
    /// <param name="authorization">What the route asks for.</param>
    /// <param name="isOwnPrincipal">Whether a principal of the API's own account signs.</param>
    public static AccessQuestion Question(AuthorizationKind authorization, bool isOwnPrincipal) =>
        authorization is AuthorizationKind.Custom || (authorization is AuthorizationKind.AwsIam && isOwnPrincipal)
            ? AccessQuestion.NotDenied
            : AccessQuestion.Allowed;

    /// <summary>Why requests are turned away where there is no policy; <see langword="null"/> where they are not.</summary>
    public static string? WithoutPolicy(
        DeployedRoute route, AuthorizationKind authorization, bool isPrivate, bool isOwnPrincipal) => (isPrivate, authorization) switch
        {
            (true, _) => "a private API without a resource policy rejects every request",
            (_, AuthorizationKind.AwsIam) when isOwnPrincipal => null,
            (_, AuthorizationKind.AwsIam) when route.Api.IsRest =>
                "without a resource policy only principals of the own account can be allowed",
            (_, AuthorizationKind.AwsIam) =>
                "HTTP and WebSocket APIs have no resource policy, so only principals of the own account can be allowed",
            _ => null,
        };
}
