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
    Needs = Needs.Exposure | Needs.UsagePlans | Needs.ApiKeys,
    // HTTP APIs have no API keys.
    AppliesTo = [ApiKind.Rest, ApiKind.WebSocket],
    Frameworks = ["CWE-287", "API2:2023"],
    WrittenAs = "route:AuthorizationType",
})
{
    /// <inheritdoc/>
    protected override RouteVerdict? Check(DeployedRoute route, RuleContext context)
    {
        // A preflight carries no key: an OPTIONS route that asks for one is broken, not open.
        if (route.Route.Method is "OPTIONS" || !route.Route.ApiKeyRequired)
        {
            return null;
        }

        var verdict = Strangers.CanCall(
            route,
            context,
            Credential.ApiKey,
            open: where => $"Anyone on the internet who has seen an API key can call {where}, because nothing else is asked of a caller",
            narrowed: where => $"Callers of {where} need nothing but an API key");
        if (verdict is null)
        {
            return null;
        }

        // Where no key opens the stage, everybody is refused for now: the verdict says so and is low.
        var opens = UsagePlanKeys.AnyOpens(route.Scope, route.Api, route.Stage);
        var evidence = PrivilegedPath.SegmentOf(
            route.Route.Path, context.Setting(PrivilegedPathLikeAnyOther.Metadata, PrivilegedPath.Words)) is { } segment
            ? verdict.Evidence.Insert(0, new("path segment", segment))
            : verdict.Evidence;
        return opens.Unknown is { } unknown
            ? verdict with
            {
                Confidence = Confidence.Medium,
                Evidence = evidence.Add(new("usage plans and their keys", $"not known: {unknown.Because}")),
            }
            : verdict with { Evidence = evidence };
    }
}
