using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Text;

namespace Auditor.Rules.Authorization;

/// <summary>Flags routes that take any token of their issuer.</summary>
public sealed class JwtRouteWithoutScopes() : RouteRule(new()
{
    Id = "AGW1011",
    Name = "jwt-route-without-scopes",
    Title = "Any token of the issuer opens this route",
    Category = Category.Authorization,
    Severity = Severity.Low,
    Needs = Needs.Exposure,
    AppliesTo = [ApiKind.Http],
    Frameworks = ["CWE-863", "API5:2023"],
    WrittenAs = "route:AuthorizationType",
})
{
    /// <inheritdoc/>
    protected override RouteVerdict? Check(DeployedRoute route, RuleContext context) =>
        // Without its authorizer no token opens it: missing-authorizer says so.
        route.Route.Authorization.Value is AuthorizationKind.Jwt && route.Route.AuthorizationScopes is [] && !AuthorizerUse.IsMissing(route)
            ? new(stages =>
                $"Route {Quote.Of(route.Route.Key)} of API {Quote.Of(route.Api.Name)} on {stages} asks a token for no scope, so every "
                    + $"token of the audience opens it, ID tokens too, whatever its holder may do.")
            {
                Evidence = [new("authorizationScopes", "none")],
            }
            : null;
}
