using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Text;

namespace Auditor.Reports.Tests.Examples;

internal sealed class OpenRoute() : RouteRule(new()
{
    Id = "TST1001",
    Name = "open-route",
    Title = "Anyone can call this route",
    Category = Category.Authorization,
    Severity = Severity.High,
    Needs = Needs.Routes,
    Frameworks = ["CWE-306", "API2:2023", "APIGateway.8"],
})
{
    protected override RouteVerdict? Check(DeployedRoute route, RuleContext context)
    {
        var exposure = context.Exposure.Of(route).Value;
        if (route.Route.Authorization.Value is not AuthorizationKind.None
            || route.Route.ApiKeyRequired
            || route.Route.Method is "OPTIONS"
            || exposure.Credential is not Credential.None)
        {
            return null;
        }

        return new(where => $"Route {Quote.Of(route.Route.Key)} of API {Quote.Of(route.Api.Name)} can be called without credentials on "
            + $"{where}.")
        {
            Evidence = [new("authorizationType", "NONE"), .. exposure.Path],
        };
    }
}
