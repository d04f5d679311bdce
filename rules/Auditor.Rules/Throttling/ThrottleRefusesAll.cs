using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;
using Auditor.Core.Throttling;

namespace Auditor.Rules.Throttling;

/// <summary>Flags stages whose limit on requests is 0, so that they answer nobody.</summary>
public sealed class ThrottleRefusesAll() : StageRule(new()
{
    Id = "AGW3006",
    Name = "throttle-refuses-all",
    Title = "The limit lets no request through",
    Category = Category.Throttling,
    Severity = Severity.Medium,
    Needs = Needs.Exposure,
    // That nobody gets an answer is what the rule is about.
    SeverityFollowsExposure = false,
    // Of REST APIs it is not documented what 0 does.
    AppliesTo = [ApiKind.Http, ApiKind.WebSocket],
    Frameworks = ["API8:2023"],
    RecordedAs = ["defaultRouteSettings", "routeSettings"],
    WrittenAs = "stage:DefaultRouteSettings.ThrottlingRateLimit|stage:DefaultRouteSettings.ThrottlingBurstLimit|stage:RouteSettings",
})
{
    /// <inheritdoc/>
    protected override IEnumerable<StageVerdict> Check(StageSubject subject, RuleContext context)
    {
        var (scope, api, stage) = (subject.Scope, subject.Api, subject.Stage);
        if (!stage.Settings.Any(settings => RouteLimit.Of(settings).RefusesAll))
        {
            yield break;
        }

        ImmutableArray<string> all =
        [
            .. context.Exposure.RoutesOf(scope, api, stage).Value.Select(route => route.Route.Key)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
        var refused = all.RemoveAll(key => !RouteLimit.Of(api, stage, key).RefusesAll);
        if (refused is [])
        {
            yield break;
        }

        var answersNobody = refused.Length == all.Length;
        yield return new(stages => answersNobody
            ? $"{stages.Name} of API {Quote.Of(api.Name)} {stages.Form("answers", "answer")} nobody: the limit on requests is 0, and "
                + $"every request gets 429."
            : $"{stages.Name} of API {Quote.Of(api.Name)} {stages.Form("answers", "answer")} nobody on {RouteNames.Of(stages.Items)}: "
                + $"the limit on requests is 0 there, and every request gets 429.")
        {
            Key = answersNobody ? "" : "routes",
            // Somebody took these routes out of service, where others were left.
            Severity = answersNobody ? null : Severity.Low,
            Items = answersNobody ? [] : refused,
            Evidence =
            [
                .. stage.Settings.Where(settings => RouteLimit.Of(settings).RefusesAll)
                    .OrderBy(settings => settings.Key, StringComparer.Ordinal)
                    .Select(settings => new Evidence(
                        settings.Key == RouteSettings.DefaultKey ? "limit of the stage" : settings.Key,
                        RouteLimit.Of(settings).ToString())),
            ],
        };
    }
}
