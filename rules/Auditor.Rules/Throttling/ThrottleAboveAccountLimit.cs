using System.Collections.Immutable;
using System.Globalization;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Throttling;

/// <summary>Flags limits of stages that can never bind, because the account's is lower.</summary>
public sealed class ThrottleAboveAccountLimit() : Rule<StageSubject>(new()
{
    Id = "AGW3004",
    Name = "throttle-above-account-limit",
    Title = "A limit that can never be reached",
    Category = Category.Throttling,
    Severity = Severity.Low,
    Needs = Needs.AccountSettings,
    Frameworks = ["CWE-770", "API4:2023"],
    RecordedAs = ["methodSettings", "defaultRouteSettings", "routeSettings"],
})
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(StageSubject subject, RuleContext context)
    {
        var (scope, api, stage) = (subject.Scope, subject.Api, subject.Stage);
        var account = AccountLimit.Of(scope);
        ImmutableArray<RouteSettings> above =
        [
            .. stage.Settings
                .Where(settings => CanNeverBind(Chosen(settings.ThrottlingRate, api, AccountLimit.FilledInRate), Chosen(settings.ThrottlingBurst, api, AccountLimit.FilledInBurst), account))
                .OrderBy(settings => settings.Key, StringComparer.Ordinal),
        ];
        if (above is [])
        {
            yield break;
        }

        // The account's limit may have been raised: what is above the default need not be above that.
        _ = scope.Settings.Value;
        var where = above.Any(settings => settings.Key == RouteSettings.DefaultKey) ? "all routes" : RouteNames.Of([.. above.Select(settings => settings.Key)]);
        yield return Flag(
            subject,
            $"Stage {Quote.Of(stage.Name)} of API {Quote.Of(api.Name)} limits {where} to more than account {scope.Account} may take in {scope.Region} at all, so the limit that somebody set there stops nobody.",
            [
                new("account limit", $"{Number(account.Rate)} requests per second, burst {Number(account.Burst)}"),
                .. above.Select(settings => new Evidence(settings.Key, $"{Number(settings.ThrottlingRate)} requests per second, burst {Number(settings.ThrottlingBurst)}")),
            ]);
    }

    // A limit binds by its rate or by its burst: one that is low enough does.
    private static bool CanNeverBind(double? rate, double? burst, AccountLimit account) =>
        (rate > account.Rate || burst > account.Burst) && !account.IsAbove(rate, burst);

    // What API Gateway fills in beside another setting was nobody's choice, and in Regions with a smaller limit it is above that.
    private static double? Chosen(double? limit, Api api, double filledIn) => limit == filledIn || (limit is 0 && !api.IsRest) ? null : limit;

    private static string Number(double? limit) => limit?.ToString(CultureInfo.InvariantCulture) ?? "not set";
}
