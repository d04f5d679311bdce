using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Throttling;

/// <summary>Flags stages with routes that may use up the account's whole capacity.</summary>
public sealed class StageWithoutThrottling() : Rule<StageSubject>(new()
{
    Id = "AGW3001",
    Name = "stage-without-throttling",
    Title = "Callers can use up the account's capacity",
    Category = Category.Throttling,
    Severity = Severity.Medium,
    Needs = Needs.Exposure | Needs.AccountSettings | Needs.UsagePlans,
    Frameworks = ["CWE-770", "API4:2023"],
    RecordedAs = ["methodSettings", "defaultRouteSettings", "routeSettings"],
})
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(StageSubject subject, RuleContext context)
    {
        var (scope, api, stage) = (subject.Scope, subject.Api, subject.Stage);
        var account = AccountLimit.Of(scope);
        var callable = context.Exposure.RoutesOf(scope, api, stage).Value.Where(IsCallable).ToImmutableArray();
        var unlimited = callable.Where(route => !IsLimited(api, stage, route.Route.Key, account)).ToImmutableArray();
        var keyed = unlimited.Where(NeedsKey).ToImmutableArray();

        // A usage plan binds only callers who must show a key, so unknown plans cannot save the other routes.
        var open = unlimited.RemoveRange(keyed);
        if (keyed is not [] && (open is [] || scope.UsagePlans.IsKnown))
        {
            open = [.. open, .. keyed.Where(route => !IsLimitedByPlan(scope.UsagePlans.Value, api, stage, route.Route.Key))];
        }

        ImmutableArray<string> keys = [.. open.Select(route => route.Route.Key).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (keys is [])
        {
            yield break;
        }

        var caveat = open.Select(route => route.Caveat).FirstOrDefault(text => text is not null);
        var message = $"Stage {Quote.Of(stage.Name)} of API {Quote.Of(api.Name)} sets no limit below the account's for {RouteNames.Of(keys)}, so one caller can use up what all APIs of account {scope.Account} in {scope.Region} share.";
        var finding = Flag(
            subject,
            caveat is null ? message : $"{message} {caveat}",
            new Evidence("account limit", FormattableString.Invariant($"{account.Rate} requests per second, burst {account.Burst}{(scope.Settings.IsKnown ? "" : " (AWS's default: the account's settings could not be read)")}")),
            new Evidence("limit of the stage", Describe(stage.DefaultSettings)));
        yield return caveat is null ? finding : finding with { Confidence = Confidence.Medium };
    }

    // Preflights are answered by API Gateway, and no client can send '$disconnect'.
    private static bool IsCallable(DeployedRoute route) => route.Route.Method is not "OPTIONS" && route.Route.Key != "$disconnect";

    private static bool NeedsKey(DeployedRoute route) => route.Route.ApiKeyRequired && route.Api.Kind is not ApiKind.Http;

    private static bool IsLimited(Api api, Stage stage, string key, AccountLimit account)
    {
        var (own, fallback) = (stage.SettingsOf(key), stage.DefaultSettings);
        if (api.IsRest)
        {
            // A method's settings are a whole object that replaces the one for all methods.
            var settings = own ?? fallback;
            return account.IsAbove(settings?.ThrottlingRate, settings?.ThrottlingBurst);
        }

        // HTTP and WebSocket APIs take each member from the route or else from all routes; 0 is how they say "not set".
        return account.IsAbove(Set(own?.ThrottlingRate) ?? Set(fallback?.ThrottlingRate), Set(own?.ThrottlingBurst) ?? Set(fallback?.ThrottlingBurst));

        static double? Set(double? limit) => limit is 0 ? null : limit;
    }

    // A key of any plan opens the route, so one plan without a limit is enough to have none.
    private static bool IsLimitedByPlan(ImmutableArray<UsagePlan> plans, Api api, Stage stage, string key)
    {
        var covering = plans
            .SelectMany(plan => plan.Stages
                .Where(covered => covered.ApiId == api.Id && covered.Stage == stage.Name)
                .Select(covered => (Plan: plan, Stage: covered)))
            .ToList();
        return covering.Count > 0 && covering.TrueForAll(one =>
            (one.Stage.MethodThrottles.GetValueOrDefault(key) ?? one.Plan.Throttle) is { } throttle && (throttle.Rate ?? throttle.Burst) is not null);
    }

    private static string Describe(RouteSettings? settings) => (settings?.ThrottlingRate, settings?.ThrottlingBurst) switch
    {
        (null, null) => "none",
        var (rate, burst) => FormattableString.Invariant($"{rate?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "no"} requests per second, burst {burst?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "not set"}"),
    };
}
