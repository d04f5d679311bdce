using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Text;

namespace Auditor.Rules.Transport;

/// <summary>Flags routes whose backend may show any certificate.</summary>
public sealed class BackendCertificateNotChecked() : RouteRule(new()
{
    Id = "AGW2007",
    Name = "backend-certificate-not-checked",
    Title = "The backend's certificate is not checked",
    Category = Category.Transport,
    Severity = Severity.High,
    // Where the deployment was not exported, the integration is the working copy's.
    Confidence = Confidence.Medium,
    Needs = Needs.Routes,
    SeverityFollowsExposure = false,
    AppliesTo = [ApiKind.Rest],
    Frameworks = ["CWE-295", "API10:2023"],
    MendedBy = "InsecureSkipVerification=false",
    WrittenAs = "integration:TlsConfig.InsecureSkipVerification",
})
{
    /// <inheritdoc/>
    protected override RouteVerdict? Check(DeployedRoute route, RuleContext context) =>
        route.Route.Integration.Value is { InsecureSkipVerification: true } integration
            && integration.Type is IntegrationType.Http or IntegrationType.HttpProxy
            // Without TLS there is no certificate, and AGW2006 says so.
            && !BackendAddress.In(route, integration.Uri ?? "").ValueOr("").StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            ? new(stages =>
                $"Route {Quote.Of(route.Route.Key)} of API {Quote.Of(route.Api.Name)} on {stages} calls "
                    + $"{Quote.Of(integration.Uri ?? "its backend")} without checking whose certificate it shows, so anyone on the way "
                        + $"can answer in the backend's place and read every request.")
            {
                Confidence = route.IsExported ? Confidence.High : null,
                Evidence = [new("tlsConfig.insecureSkipVerification", "true"), new("integration uri", integration.Uri ?? "none")],
            }
            : null;
}
