using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Text;

namespace Auditor.Rules.Authorization;

/// <summary>Flags open routes whose path is guarded under other verbs.</summary>
public sealed class VerbWeakerThanAny() : RouteRule(new()
{
    Id = "AGW1005",
    Name = "verb-weaker-than-any",
    Title = "The path is guarded, but not under this verb",
    Category = Category.Authorization,
    Severity = Severity.High,
    Needs = Needs.Exposure,
    AppliesTo = [ApiKind.Rest, ApiKind.Http],
    Frameworks = ["CWE-306", "API2:2023", "API5:2023"],
    WrittenAs = "route:AuthorizationType",
})
{
    /// <inheritdoc/>
    protected override RouteVerdict? Check(DeployedRoute route, RuleContext context)
    {
        // Preflights are open by nature.
        if (route.Route.Path is not { } path || route.Route.Method is "OPTIONS" || !Strangers.AsksNobody(route, context))
        {
            return null;
        }

        var isAny = route.Route.Method is "ANY";
        var guarded = context.Exposure.RoutesOf(route.Scope, route.Api, route.Stage).Value
            .Where(other => other.IsCanary == route.IsCanary
                && other.Route.Key.EndsWith(path, StringComparison.Ordinal)
                && other.Route.Path == path
                && other.Route.Method is not "OPTIONS"
                && other.Route.Method is "ANY" != isAny
                && other.Route.Authorization.Value is not AuthorizationKind.None)
            .Select(other => other.Route.Key)
            .Order(StringComparer.Ordinal)
            .ToList();
        if (guarded is not [var first, ..])
        {
            return null;
        }

        var contrast = isAny
            ? $"though {Quote.Of(first)} asks for authorization: every verb that is not listed falls through to ANY"
            : $"though {Quote.Of(first)} asks for authorization: this verb goes around it";
        return Strangers.CanCall(
            route,
            context,
            route.Route.ApiKeyRequired && route.Api.IsRest ? Credential.ApiKey : Credential.None,
            open: where => $"Anyone on the internet can call {where} without authorization, {contrast}",
            narrowed: where => $"Callers of {where} need no authorization, {contrast}");
    }
}
