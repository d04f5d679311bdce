using Auditor.Core.Inventory;
using Auditor.Core.Text;

namespace Auditor.Core.Exposure;

/// <summary>
/// What a route asks of its callers, and where it asks: a WebSocket API asks once, at <c>$connect</c>, and nothing when it has no such
/// route.
/// </summary>
/// <param name="Route">The route that asks; <see langword="null"/> when none does.</param>
/// <param name="Authorization">What it asks for.</param>
/// <param name="AsksForKey">Whether an API key must be sent, too. HTTP APIs have none, whatever their routes say.</param>
internal sealed record RouteGuard(DeployedRoute? Route, AuthorizationKind Authorization, bool AsksForKey)
{
    public bool AsksForSignature => Authorization is AuthorizationKind.AwsIam;

    /// <summary>The guard of a route.</summary>
    /// <param name="route">The route.</param>
    /// <param name="served">The routes of its stage.</param>
    public static RouteGuard Of(DeployedRoute route, Func<IEnumerable<DeployedRoute>> served)
    {
        var guard = route.Api.Kind is ApiKind.WebSocket && route.Route.Key != "$connect"
            ? served().FirstOrDefault(other => other.Route.Key == "$connect")
            : route;
        return new(
            guard,
            guard?.Route.Authorization.Value ?? AuthorizationKind.None,
            guard is { Route.ApiKeyRequired: true, Api.Kind: not ApiKind.Http });
    }

    /// <summary>
    /// Why nobody can be authorized, as the end of a sentence: the authorizer that the route names is not there, or it names none, so that
    /// API Gateway answers 500 (Gateway response types, AUTHORIZER_CONFIGURATION_ERROR). <see langword="null"/> where there is one, or
    /// where it is not known: what a deployment was made with the working copy does not tell.
    /// </summary>
    public string? MissingAuthorizer
    {
        get
        {
            if (Route is not { } route
                || Authorization is AuthorizationKind.None or AuthorizationKind.AwsIam
                || route is { Basis: not Basis.Live, IsExported: false }
                || !route.Api.Authorizers.IsKnown
                || route.Api.Authorizers.Value.Any(authorizer => authorizer.Id == route.Route.AuthorizerId))
            {
                return null;
            }

            var which = route.Route.AuthorizerId is { } id ? $"there is no authorizer {Quote.Of(id)}" : "it names no authorizer";
            return $"{which}, and each request is answered with 500";
        }
    }

    /// <summary>What callers have to show for authorization.</summary>
    public Credential Credential => Authorization switch
    {
        AuthorizationKind.AwsIam => Credential.AwsPrincipal,
        AuthorizationKind.None => Credential.None,
        _ => Credential.AuthorizerToken,
    };
}
