using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;
using Auditor.Core.Throttling;

namespace Auditor.Rules.Throttling;

/// <summary>Flags limits of stages and usage plans that can never bind, because the account's is lower.</summary>
public sealed class ThrottleAboveAccountLimit() : StageRule(new()
{
    Id = "AGW3004",
    Name = "throttle-above-account-limit",
    Title = "A limit that can never be reached",
    Category = Category.Throttling,
    Severity = Severity.Low,
    Needs = Needs.AccountSettings | Needs.UsagePlans,
    Frameworks = ["CWE-770", "API4:2023"],
    RecordedAs = ["methodSettings", "defaultRouteSettings", "routeSettings"],
    WrittenAs = "stage:MethodSettings[].ThrottlingRateLimit|stage:DefaultRouteSettings.ThrottlingRateLimit",
})
{
    /// <inheritdoc/>
    protected override IEnumerable<StageVerdict> Check(StageSubject subject, RuleContext context)
    {
        var (scope, api, stage) = (subject.Scope, subject.Api, subject.Stage);
        var account = AccountLimit.Of(scope);
        ImmutableArray<RouteSettings> above =
        [
            .. stage.Settings
                .Where(settings => CanNeverBind(
                    Chosen(settings.ThrottlingRate, AccountLimit.FilledInRate), Chosen(settings.ThrottlingBurst, AccountLimit.FilledInBurst), account))
                .OrderBy(settings => settings.Key, StringComparer.Ordinal),
        ];
        if (above is not [])
        {
            // The account's limit may have been raised: what is above the default need not be above that.
            _ = scope.Settings.Value;
            var isOfAll = above.Any(settings => settings.Key == RouteSettings.DefaultKey);
            yield return new(stages =>
                $"{stages.Name} of API {Quote.Of(api.Name)} {stages.Form("limits", "limit")} "
                    + $"{(isOfAll ? "all routes" : RouteNames.Of(stages.Items))} to more than account "
                + $"{scope.Account} may take in {scope.Region} at all, so the limit that somebody set there stops nobody.")
            {
                Key = isOfAll ? "" : "routes",
                ItemKind = "setting",
                Items = [.. above.Select(settings => settings.Key)],
                Evidence =
                [
                    new("account limit", account.Describe(scope)),
                    .. above.Select(settings => new Evidence(settings.Key, RouteLimit.Of(settings).ToString())),
                ],
            };
        }

        // HTTP APIs have no usage plans.
        if (api.Kind is ApiKind.Http)
        {
            yield break;
        }

        foreach (var plan in UsagePlanKeys.Covering(scope, api, stage).Value.Where(plan => plan.Throttle is { } throttle
            && IsNoLimit(throttle, account)))
        {
            _ = scope.Settings.Value;
            yield return new(stages =>
                $"Usage plan {Quote.Of(plan.Name)} lets holders of its API keys call {stages.NameInSentence} of API {Quote.Of(api.Name)} "
                    + $"as often as account "
                + $"{scope.Account} may take requests in {scope.Region} at all, so its throttle stops nobody.")
            {
                Key = $"usage plan {plan.Id}",
                Evidence =
                [
                    new("account limit", account.Describe(scope)),
                    new("throttle of the usage plan", new RouteLimit(plan.Throttle?.Rate, plan.Throttle?.Burst).ToString()),
                ],
            };
        }
    }

    // A limit binds by its rate or by its burst: one that is low enough does.
    private static bool CanNeverBind(double? rate, double? burst, AccountLimit account) =>
        (rate > account.Rate || burst > account.Burst) && !account.IsAbove(rate, burst);

    // Nobody fills in the numbers of a usage plan but its maker: the account's own are no limit either.
    private static bool IsNoLimit(Throttle throttle, AccountLimit account) =>
        (throttle.Rate ?? throttle.Burst) is not null && !account.IsAbove(throttle);

    // What API Gateway fills in beside another setting was nobody's choice, and in Regions with a smaller limit it is above that.
    private static double? Chosen(double? limit, double filledIn) => limit == filledIn ? null : limit;
}
