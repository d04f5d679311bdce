using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Throttling;

/// <summary>Flags stages with routes that ask for an API key although no key opens the stage.</summary>
public sealed class KeyedRouteOutsideUsagePlan() : StageRule(new()
{
    Id = "AGW3003",
    Name = "keyed-route-outside-usage-plan",
    Title = "An API key is asked for and none opens the stage",
    Category = Category.Throttling,
    Severity = Severity.Medium,
    Needs = Needs.Exposure | Needs.UsagePlans | Needs.ApiKeys,
    AppliesTo = [ApiKind.Rest, ApiKind.WebSocket],
    Frameworks = ["CWE-770", "API4:2023"],
    WrittenAs = "route:ApiKeyRequired",
})
{
    /// <inheritdoc/>
    protected override IEnumerable<StageVerdict> Check(StageSubject subject, RuleContext context)
    {
        var (scope, api, stage) = (subject.Scope, subject.Api, subject.Stage);
        ImmutableArray<string> keyed =
        [
            .. context.Exposure.RoutesOf(scope, api, stage).Value
                .Where(route => route.Route.ApiKeyRequired)
                .Select(route => route.Route.Key)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
        if (keyed is [] || UsagePlanKeys.AnyOpens(scope, api, stage).Value)
        {
            yield break;
        }

        var covering = UsagePlanKeys.Covering(scope, api, stage).Value;
        var why = covering is [] ? "no usage plan covers" : "no usage plan with an enabled key covers";
        yield return new(stages =>
            $"{stages.Name} of API {Quote.Of(api.Name)} {stages.Form("asks", "ask")} for an API key on {RouteNames.Of(stages.Items)}, "
                + $"and {why} {stages.Form("it", "them")}, "
            + "so every request there is refused, with a key and without one.")
        {
            Key = covering is [] ? "" : "keys",
            Items = keyed,
            Evidence =
            [
                new(
                    "usage plans that cover the stage",
                    covering is [] ? "none" : string.Join(", ", covering.Select(plan => plan.Name).Order(StringComparer.Ordinal))),
                .. covering is [] ? ImmutableArray<Evidence>.Empty : [new("enabled API keys in them", "none")],
            ],
        };
    }
}
