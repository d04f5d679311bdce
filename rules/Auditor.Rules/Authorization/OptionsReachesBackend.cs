using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;

namespace Auditor.Rules.Authorization;

/// <summary>Flags open OPTIONS routes that API Gateway passes on to a backend instead of answering them itself.</summary>
public sealed class OptionsReachesBackend() : RouteRule(new()
{
    Id = "AGW1003",
    Name = "options-reaches-backend",
    Title = "An open OPTIONS route reaches the backend",
    Category = Category.Authorization,
    Severity = Severity.Medium,
    Needs = Needs.Exposure,
    AppliesTo = [ApiKind.Rest, ApiKind.Http],
    Frameworks = ["CWE-306", "API2:2023"],
    WrittenAs = "integration:Type|integration:IntegrationType",
})
{
    /// <inheritdoc/>
    protected override RouteVerdict? Check(DeployedRoute route, RuleContext context)
    {
        // Beside a CORS configuration such a route is what AWS's own page asks for where $default, or a route for any verb, has an
        // authorizer (Configure CORS for HTTP APIs): it takes preflights before that does.
        if (route.Route.Method is not "OPTIONS" || route.Api.Cors is not null || !Strangers.AsksNobody(route, context))
        {
            return null;
        }

        // Without an integration there is no backend to reach.
        return route.Route.Integration.Value is null or { Type: IntegrationType.Mock }
            ? null
            : Strangers.CanCall(
                route,
                context,
                // A key is no authorization, and who sends such requests is no browser.
                route.Route.ApiKeyRequired && route.Api.IsRest ? Credential.ApiKey : Credential.None,
                open: where =>
                    $"Anyone on the internet can send requests through {where} to its backend without authorization, because API Gateway "
                        + $"does not answer OPTIONS itself",
                narrowed: where => $"Requests through {where} reach its backend without authorization");
    }
}
