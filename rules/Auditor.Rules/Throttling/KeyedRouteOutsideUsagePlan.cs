using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Throttling;

/// <summary>Flags stages with routes that ask for an API key while no usage plan covers the stage.</summary>
public sealed class KeyedRouteOutsideUsagePlan() : Rule<StageSubject>(new()
{
    Id = "AGW3003",
    Name = "keyed-route-outside-usage-plan",
    Title = "API keys are asked for but nothing meters them",
    Category = Category.Throttling,
    Severity = Severity.Medium,
    Needs = Needs.Exposure | Needs.UsagePlans,
    AppliesTo = [ApiKind.Rest, ApiKind.WebSocket],
    Frameworks = ["CWE-770", "API4:2023"],
})
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(StageSubject subject, RuleContext context)
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
        if (keyed is [] || scope.UsagePlans.Value.Any(plan => plan.Stages.Any(covered => covered.ApiId == api.Id && covered.Stage == stage.Name)))
        {
            yield break;
        }

        yield return Flag(
            subject,
            $"Stage {Quote.Of(stage.Name)} of API {Quote.Of(api.Name)} asks for an API key on {RouteNames.Of(keyed)} but is in no usage plan, so no key is metered or limited there.",
            new Evidence("usage plans that cover the stage", "none"));
    }
}
