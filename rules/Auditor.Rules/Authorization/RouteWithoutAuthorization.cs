using Auditor.Core.Exposure;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;

namespace Auditor.Rules.Authorization;

/// <summary>Flags routes that anyone can call with no credentials at all.</summary>
public sealed class RouteWithoutAuthorization() : RouteRule(new()
{
    Id = "AGW1001",
    Name = "route-without-authorization",
    Title = "Anyone can call this route",
    Category = Category.Authorization,
    Severity = Severity.High,
    Needs = Needs.Exposure,
    Frameworks = ["CWE-306", "API2:2023", "API5:2023", "APIGateway.8"],
})
{
    /// <inheritdoc/>
    protected override RouteVerdict? Check(DeployedRoute route, RuleContext context) =>
        // Browsers send CORS preflights without credentials, so OPTIONS has to be open: options-reaches-backend judges it.
        route.Route.Method is "OPTIONS"
            ? null
            : Strangers.CanCall(
                route,
                context,
                Credential.None,
                open: where => $"Anyone on the internet can call {where} without any credentials",
                narrowed: where => $"Callers of {where} need no credentials");
}
