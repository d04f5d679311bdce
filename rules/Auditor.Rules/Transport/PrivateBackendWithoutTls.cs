using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Text;

namespace Auditor.Rules.Transport;

/// <summary>Flags routes of HTTP APIs that call a private backend unencrypted.</summary>
public sealed class PrivateBackendWithoutTls() : RouteRule(new()
{
    Id = "AGW2008",
    Name = "private-backend-without-tls",
    Title = "Requests travel to the private backend unencrypted",
    Category = Category.Transport,
    Severity = Severity.Medium,
    Needs = Needs.Routes,
    SeverityFollowsExposure = false,
    AppliesTo = [ApiKind.Http],
    Frameworks = ["CWE-319", "API10:2023", "APIGateway.10"],
    WrittenAs = "integration:ConnectionType",
})
{
    /// <inheritdoc/>
    protected override RouteVerdict? Check(DeployedRoute route, RuleContext context) =>
        route.Route.Integration.Value is { ThroughVpcLink: true, HasTlsConfig: false } integration
            ? new(stages =>
                $"Requests to route {Quote.Of(route.Route.Key)} of API {Quote.Of(route.Api.Name)} on {stages} go through a VPC link to "
                    + $"their backend unencrypted, so anyone who can listen inside the VPC can read and change them{SentOn.Tokens(route)}.")
            {
                Evidence = [new("connectionId", integration.ConnectionId ?? "none"), new("tlsConfig", "none")],
            }
            : null;
}
