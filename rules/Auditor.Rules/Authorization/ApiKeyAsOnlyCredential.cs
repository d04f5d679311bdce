using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;

namespace Auditor.Rules.Authorization;

/// <summary>Flags routes whose callers need an API key and nothing else.</summary>
public sealed class ApiKeyAsOnlyCredential() : RouteRule(new()
{
    Id = "AGW1002",
    Name = "api-key-as-only-credential",
    Title = "An API key is all that callers need",
    Category = Category.Authorization,
    Severity = Severity.High,
    Needs = Needs.Exposure,
    // HTTP APIs have no API keys.
    AppliesTo = [ApiKind.Rest, ApiKind.WebSocket],
    Frameworks = ["CWE-287", "API2:2023"],
})
{
    /// <inheritdoc/>
    protected override RouteVerdict? Check(DeployedRoute route, RuleContext context) =>
        // A preflight carries no key: an OPTIONS route that asks for one is broken, not open.
        route.Route.Method is "OPTIONS" || !route.Route.ApiKeyRequired
            ? null
            : Strangers.CanCall(
                route,
                context,
                Credential.ApiKey,
                open: where => $"Anyone on the internet who has seen an API key can call {where}, because nothing else is asked of a caller",
                narrowed: where => $"Callers of {where} need nothing but an API key");
}
