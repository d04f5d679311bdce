using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;
using Auditor.Core.Throttling;

namespace Auditor.Rules.Throttling;

/// <summary>Flags stages whose limit does not hold for some routes.</summary>
public sealed class MethodLiftsThrottle() : StageRule(new()
{
    Id = "AGW3005",
    Name = "method-lifts-throttle",
    Title = "The stage's limit does not hold for every route",
    Category = Category.Throttling,
    Severity = Severity.Medium,
    Needs = Needs.Exposure | Needs.AccountSettings,
    Frameworks = ["CWE-770", "API4:2023"],
    RecordedAs = ["methodSettings", "defaultRouteSettings", "routeSettings"],
    WrittenAs = "stage:MethodSettings[].ThrottlingRateLimit|stage:RouteSettings|stage:DefaultRouteSettings",
})
{
    /// <inheritdoc/>
    protected override IEnumerable<StageVerdict> Check(StageSubject subject, RuleContext context)
    {
        var (scope, api, stage) = (subject.Scope, subject.Api, subject.Stage);
        var account = AccountLimit.Of(scope);
        if (stage.DefaultSettings is not { } all || !account.IsAbove(RouteLimit.Of(all)))
        {
            yield break;
        }

        var lifting = stage.Settings
            .Where(own => own.Key != RouteSettings.DefaultKey && Lifts(api, stage, all, own.Key, account))
            .OrderBy(own => own.Key, StringComparer.Ordinal)
            .ToImmutableArray();
        if (lifting is [])
        {
            yield break;
        }

        // Settings may outlive the method or route that they were made for: then they hold for no request. Of what API Gateway answers
        // itself no backend is flooded.
        var served = ServedSettings.Of(context.Exposure.RoutesOf(scope, api, stage).Value
            .RemoveAll(route => route.Route.Integration is { IsKnown: true, Value.Type: IntegrationType.Mock }));
        var lifted = lifting.RemoveAll(own => !served.Contains(own.Key));
        if (lifted is [])
        {
            yield break;
        }

        yield return new(stages =>
            $"{stages.Name} of API {Quote.Of(api.Name)} {stages.Form("limits", "limit")} requests, but settings of their own let more "
                + $"through on {RouteNames.Of(stages.Items)}, "
            + "so whoever wants to flood the backend picks those.")
        {
            ItemKind = "setting",
            Items = [.. lifted.Select(own => own.Key)],
            Evidence =
            [
                new("limit of the stage", RouteLimit.Of(all).ToString()),
                .. lifted.Select(own => new Evidence(own.Key, RouteLimit.Of(api, stage, own.Key).ToString())),
            ],
        };
    }

    private static bool Lifts(Api api, Stage stage, RouteSettings all, string key, AccountLimit account)
    {
        var own = RouteLimit.Of(api, stage, key);

        // A stage that refuses everything but what has a limit of its own lets through what was chosen for it.
        return RouteLimit.Of(all).RefusesAll
            ? !account.IsAbove(own)
            : IsMore(own.Rate, all.ThrottlingRate) || IsMore(own.Burst, all.ThrottlingBurst);
    }

    private static bool IsMore(double? own, double? all) => all is { } limit && (own is null || own > limit);
}
