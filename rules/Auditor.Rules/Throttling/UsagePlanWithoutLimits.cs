using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Throttling;

/// <summary>Flags usage plans that limit nothing.</summary>
public sealed class UsagePlanWithoutLimits() : Rule<UsagePlanSubject>(new()
{
    Id = "AGW3002",
    Name = "usage-plan-without-limits",
    Title = "The usage plan limits nothing",
    Category = Category.Throttling,
    Severity = Severity.Medium,
    Needs = Needs.UsagePlans,
    SeverityFollowsExposure = false,
    AppliesTo = [ApiKind.Rest, ApiKind.WebSocket],
    Frameworks = ["CWE-770", "API4:2023"],
})
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(UsagePlanSubject subject, RuleContext context)
    {
        var plan = subject.Plan;
        if (plan.Quota is not null || Limits(plan.Throttle) || plan.Stages.Any(stage => stage.MethodThrottles.Values.Any(Limits)))
        {
            yield break;
        }

        // Of a plan without stages nobody can send anything yet.
        var isUsed = plan.Stages is not [];
        yield return Flag(
            subject,
            $"Usage plan {Quote.Of(plan.Name)} sets neither a throttle nor a quota, so whoever holds one of its API keys may send as "
                + $"many requests as the stages behind it and the account take{(isUsed ? "" : ", once there are stages behind it")}.",
            new("throttle", "none"),
            new("quota", "none"),
            new("API stages", plan.Stages is [] ? "none" : string.Join(", ", plan.Stages.Select(stage => $"{stage.ApiId}:{stage.Stage}")))) with
        {
            Severity = isUsed ? Info.Severity : Severity.Low,
            Named = [NamedThings.Of("API stage", plan.Stages.Select(stage => $"{stage.ApiId}:{stage.Stage}"))],
        };
    }

    private static bool Limits(Throttle? throttle) => throttle is { Rate: not null } or { Burst: not null };
}
