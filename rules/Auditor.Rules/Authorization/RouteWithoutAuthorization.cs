using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Text;

namespace Auditor.Rules.Authorization;

/// <summary>Flags routes that anyone can call with no credentials at all.</summary>
public sealed class RouteWithoutAuthorization() : RouteRule(new()
{
    Id = "AGW1001",
    Name = "route-without-authorization",
    Title = "Anyone can call this route",
    Category = Category.Authorization,
    Severity = Severity.High,
    // What nobody calls is less of an emergency.
    Needs = Needs.Exposure | Needs.Usage,
    Frameworks = ["CWE-306", "API2:2023", "API5:2023", "APIGateway.8"],
    WrittenAs = "route:AuthorizationType",
})
{
    private static readonly ImmutableHashSet<string> Writing = ["POST", "PUT", "PATCH", "DELETE"];

    /// <inheritdoc/>
    protected override RouteVerdict? Check(DeployedRoute route, RuleContext context)
    {
        // Browsers send CORS preflights without credentials, so OPTIONS has to be open: options-reaches-backend judges it.
        if (route.Route.Method is "OPTIONS")
        {
            return null;
        }

        var segment = PrivilegedPath.SegmentOf(
            route.Route.Path, context.Setting(PrivilegedPathLikeAnyOther.Metadata, PrivilegedPath.Words));
        var harm = segment is not null ? $", and its path names {Quote.Of(segment)}"
            : Writes(route) ? ", and change what is behind it"
            : "";
        var isInUse = IsInUse(route);
        var isCritical = harm.Length > 0 && isInUse && Strangers.ReachesBackend(route);
        var verdict = Strangers.CanCall(
            route,
            context,
            Credential.None,
            open: where => $"Anyone on the internet can call {where} without any credentials{(isCritical ? harm : "")}",
            narrowed: where => $"Callers of {where} need no credentials");
        if (verdict is null)
        {
            return null;
        }

        var evidence = segment is null ? verdict.Evidence : verdict.Evidence.Insert(0, new("path segment", segment));
        return isCritical && verdict.Severity is null
            ? verdict with { Severity = Severity.Critical, Evidence = evidence.Add(new("requests", "the stage is in use")) }
            : verdict with { Evidence = evidence };
    }

    // A connection to a WebSocket API has no verb.
    private static bool Writes(DeployedRoute route) => route.Api.Kind is not ApiKind.WebSocket && route.Verbs.Any(Writing.Contains);

    // Requests of REST APIs of one name are counted together: whose they were is not known.
    private static bool IsInUse(DeployedRoute route) =>
        route.Stage.Usage is { IsKnown: true, Value.AnyRequest: true }
        && RequestMetrics.Mixed(
            route.Scope,
            route.Api,
            other => !other.Stages.IsKnown || other.Stages.Value.Any(same => same.Name == route.Stage.Name)) is null;
}
