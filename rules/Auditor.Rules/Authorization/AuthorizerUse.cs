using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;

namespace Auditor.Rules.Authorization;

/// <summary>Tells which authorizer a route asks.</summary>
internal static class AuthorizerUse
{
    /// <summary>Whether this kind of authorization is an authorizer's.</summary>
    public static bool AsksAuthorizer(AuthorizationKind authorization) =>
        authorization is AuthorizationKind.Custom or AuthorizationKind.CognitoUserPools or AuthorizationKind.Jwt;

    /// <summary>
    /// The authorizer that a route names. A deployment's summary does not tell it: it is the working copy's, as long as that has the same
    /// kind of authorization.
    /// </summary>
    public static Fact<string?> IdOf(DeployedRoute route)
    {
        if (route.Basis is not Basis.Deployment || route.IsExported)
        {
            return route.Route.AuthorizerId;
        }

        var configured = route.Api.Routes.Value.FirstOrDefault(configured => configured.Key == route.Route.Key);
        return configured is not null && configured.Authorization.Value == route.Route.Authorization.Value
            ? configured.AuthorizerId
            : new Unknown($"Method {Quote.Of(route.Route.Key)} is deployed with an authorizer, the working copy has something else by now, and a deployment's summary does not say which authorizer it is.");
    }
}
