using Auditor.Core.Inventory;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Hygiene;

/// <summary>A usage plan without a stage, or without a key.</summary>
internal static class OrphanUsagePlan
{
    public static OrphanReason? Of(UsagePlanSubject subject)
    {
        var plan = subject.Plan;
        if (plan.Stages is [] || !plan.Stages.Any(stage => Exists(stage, subject.Scope)))
        {
            return new(
                $"Usage plan {Quote.Of(plan.Name)} covers no stage that exists: its keys open nothing today, and whatever stage somebody "
                    + $"adds tomorrow.",
                [new("apiStages", plan.Stages is [] ? "none" : string.Join(", ", plan.Stages.Select(stage => $"{stage.ApiId}/{stage.Stage} (gone)")))]);
        }

        return plan.ApiKeyIds.Value is []
            ? new(
                $"Usage plan {Quote.Of(plan.Name)} holds no API key: its limits bind nobody, although it looks as if they did.",
                [new("API keys", "none")])
            : null;
    }

    private static bool Exists(UsagePlanStage covered, Scope scope)
    {
        if (scope.KnownApis.FirstOrDefault(api => api.Id == covered.ApiId) is { } api)
        {
            return api.Stages.Value.Any(stage => stage.Name == covered.Stage);
        }

        return OrphanReason.Unlisted(scope) is { } unknown ? throw new UnknownFactException(unknown) : false;
    }
}
