using Auditor.Core.Inventory;

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

    /// <summary>What callers have to show for authorization.</summary>
    public Credential Credential => Authorization switch
    {
        AuthorizationKind.AwsIam => Credential.AwsPrincipal,
        AuthorizationKind.None => Credential.None,
        _ => Credential.AuthorizerToken,
    };
}
