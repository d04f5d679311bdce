using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;
using Auditor.Core.Throttling;

namespace Auditor.Rules.Throttling;

/// <summary>Flags stages with routes that may use up the account's whole capacity.</summary>
public sealed class StageWithoutThrottling() : StageRule(new()
{
    Id = "AGW3001",
    Name = "stage-without-throttling",
    Title = "Callers can use up the account's capacity",
    Category = Category.Throttling,
    Severity = Severity.Medium,
    Needs = Needs.Exposure | Needs.AccountSettings | Needs.UsagePlans | Needs.ApiKeys,
    Frameworks = ["CWE-770", "API4:2023"],
    RecordedAs = ["methodSettings", "defaultRouteSettings", "routeSettings"],
    WrittenAs = "stage:MethodSettings[].ThrottlingRateLimit|stage:DefaultRouteSettings.ThrottlingRateLimit|stage:MethodSettings",
})
{
    /// <inheritdoc/>
    protected override IEnumerable<StageVerdict> Check(StageSubject subject, RuleContext context)
    {
        var (scope, api, stage) = (subject.Scope, subject.Api, subject.Stage);
        var account = AccountLimit.Of(scope);
        var callable = context.Exposure.RoutesOf(scope, api, stage).Value.Where(IsCallable).ToImmutableArray();
        var unlimited = callable.Where(route => !account.IsAbove(RouteLimit.Of(api, stage, route.Route.Key))).ToImmutableArray();
        var keyed = unlimited.Where(NeedsKey).ToImmutableArray();

        // A usage plan binds only callers who must show a key, so unknown plans cannot save the other routes.
        var open = unlimited.RemoveRange(keyed);
        if (keyed is not [] && (open is [] || scope.UsagePlans.IsKnown))
        {
            open = [.. open, .. keyed.Where(route => IsOpenByPlan(route, account))];
        }

        ImmutableArray<string> keys = [.. open.Select(route => route.Route.Key).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (keys is [])
        {
            yield break;
        }

        yield return new(stages =>
            $"{stages.Name} of API {Quote.Of(api.Name)} {stages.Form("sets", "set")} no limit below the account's for "
                + $"{RouteNames.Of(stages.Items)}, "
            + $"so one caller can use up what all APIs of account {scope.Account} in {scope.Region} share.")
        {
            Items = keys,
            Evidence =
            [
                new("account limit", account.Describe(scope)),
                new("limit of the stage", stage.DefaultSettings is { } settings ? RouteLimit.Of(settings).ToString() : "none"),
            ],
        };
    }

    // Preflights are answered by API Gateway, and no client can send '$disconnect'.
    private static bool IsCallable(DeployedRoute route) => route.Route.Method is not "OPTIONS" && route.Route.Key != "$disconnect";

    private static bool NeedsKey(DeployedRoute route) => route.Route.ApiKeyRequired && route.Api.Kind is not ApiKind.Http;

    // A key of any plan opens the route, so one plan without a limit is enough to have none. A plan whose keys are all disabled opens
    // nothing.
    private static bool IsOpenByPlan(DeployedRoute route, AccountLimit account) =>
        UsagePlanKeys.Covering(route.Scope, route.Api, route.Stage).Value
        .Where(plan => UsagePlanKeys.HasEnabledKey(route.Scope, plan).ValueOr(true))
        .Any(plan => !account.IsAbove(LimitOf(plan, route)));

    private static Throttle? LimitOf(UsagePlan plan, DeployedRoute route) =>
        UsagePlanKeys.StageOf(plan, route.Api, route.Stage)?.MethodThrottles.GetValueOrDefault(route.Route.Key) ?? plan.Throttle;
}
