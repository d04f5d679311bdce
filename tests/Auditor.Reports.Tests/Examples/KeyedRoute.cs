using Auditor.Core.Exposure;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Text;

namespace Auditor.Reports.Tests.Examples;

internal sealed class KeyedRoute() : RouteRule(new()
{
    Id = "TST1002",
    Name = "keyed-route",
    Title = "An API key is all that this route asks for",
    Category = Category.Authorization,
    Severity = Severity.High,
    Confidence = Confidence.Medium,
    Frameworks = ["CWE-306", "CWE-287"],
})
{
    protected override RouteVerdict? Check(DeployedRoute route, RuleContext context) =>
        route.Route.ApiKeyRequired && context.Exposure.Of(route).Value.Credential is Credential.ApiKey
        ? new(where => $"Route {Quote.Of(route.Route.Key)} of API {Quote.Of(route.Api.Name)} asks for nothing but an API key on "
            + $"{where}.")
        { Evidence = [new("apiKeyRequired", "true")] }
        : null;
}
