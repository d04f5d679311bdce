using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Text;

namespace Auditor.Rules.Transport;

/// <summary>Flags routes whose requests travel to the backend unencrypted.</summary>
public sealed class PlaintextBackend() : RouteRule(new()
{
    Id = "AGW2006",
    Name = "plaintext-backend",
    Title = "Requests travel to the backend unencrypted",
    Category = Category.Transport,
    Severity = Severity.High,
    Needs = Needs.Routes,
    // Who listens stands between API Gateway and the backend: who may call the route does not matter to them.
    SeverityFollowsExposure = false,
    Frameworks = ["CWE-319", "API10:2023"],
    WrittenAs = "integration:Uri|integration:IntegrationUri|route:",
})
{
    /// <inheritdoc/>
    protected override RouteVerdict? Check(DeployedRoute route, RuleContext context)
    {
        if (route.Route.Integration.Value is not { Type: IntegrationType.Http or IntegrationType.HttpProxy, Uri: { } uri } integration
            || !BackendAddress.In(route, uri).Value.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var where = integration.ThroughVpcLink ? " inside the VPC" : "";
        return new(stages =>
            $"Requests to route {Quote.Of(route.Route.Key)} of API {Quote.Of(route.Api.Name)} on {stages} go on to {Quote.Of(uri)} "
                + $"unencrypted, so anyone on the way{where} can read and change them{SentOn.Tokens(route)}.")
        {
            Severity = integration.ThroughVpcLink ? Severity.Medium : null,
            // Where a REST API's deployment was not exported, the integration is the working copy's.
            Confidence = route.Api.IsRest && !route.IsExported ? Confidence.Medium : null,
            Evidence = [new("integration uri", uri)],
        };
    }
}
