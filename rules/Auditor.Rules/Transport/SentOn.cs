using Auditor.Core.Exposure;
using Auditor.Core.Inventory;

namespace Auditor.Rules.Transport;

/// <summary>What of a request goes on to an HTTP backend.</summary>
internal static class SentOn
{
    /// <summary>
    /// <c>, tokens included</c> where the backend gets the caller's headers as they are: those that an HTTP proxy integration passes on.
    /// Other integrations send what is mapped, and of a signed request API Gateway keeps the signature to itself (Amazon API Gateway
    /// important notes).
    /// </summary>
    public static string Tokens(DeployedRoute route) =>
        route.Route.Integration.ValueOr(null) is { Type: IntegrationType.HttpProxy }
            && route.Route.Authorization.ValueOr(AuthorizationKind.None) is not AuthorizationKind.AwsIam
            ? ", tokens included"
            : "";
}
