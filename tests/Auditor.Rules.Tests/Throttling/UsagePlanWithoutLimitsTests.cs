using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Throttling;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Throttling;

public sealed class UsagePlanWithoutLimitsTests : RuleTests<UsagePlanWithoutLimits>
{
    private static readonly Estate Unlimited = SmallEstate.Rest().AddUsagePlan(Example.UsagePlan() with { Throttle = null, Quota = null });

    public static TheoryData<string, Func<Estate, Estate>> Clean => new()
    {
        { "a throttle", estate => estate.WithUsagePlan(plan => plan with { Throttle = new() { Rate = 100, Burst = 50 } }) },
        { "a quota", estate => estate.WithUsagePlan(plan => plan with { Quota = new() { Limit = 1000, Period = "DAY" } }) },
        {
            "a throttle of a method",
            estate =>
                estate.WithUsagePlan(plan => plan with { Stages = [plan.Stages[0] with { MethodThrottles = One(new() { Rate = 5 }) }] })
        },
    };

    [Fact]
    public void Flags_a_plan_that_limits_nothing() =>
        Check(Unlimited).ShouldFlag("Usage plan 'partners' sets neither a throttle nor a quota").Severity.ShouldBe(Severity.Medium);

    [Fact]
    public void Of_a_plan_without_stages_nobody_can_send_anything_yet() =>
        Check(Unlimited.WithUsagePlan(plan => plan with { Stages = [] }))
            .ShouldFlag("once there are stages behind it.").Severity.ShouldBe(Severity.Low);

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Func<Estate, Estate> apply) => Check(apply(Unlimited)).ShouldBeClean(change);

    [Fact]
    public void A_throttle_without_numbers_limits_nothing()
    {
        Check(Unlimited.WithUsagePlan(plan => plan with { Throttle = new() })).ShouldFlag("'partners'");
        Check(Unlimited.WithUsagePlan(plan => plan with { Stages = [plan.Stages[0] with { MethodThrottles = One(new()) }] }))
            .ShouldFlag("'partners'");
    }

    [Fact]
    public void Says_so_when_usage_plans_could_not_be_read() =>
        Check(Unlimited.WithScope(scope => scope with { UsagePlans = Example.Denied })).ShouldBeInconclusive("The call was denied.");

    private static ImmutableSortedDictionary<string, Throttle> One(Throttle throttle) =>
        ImmutableSortedDictionary<string, Throttle>.Empty.Add("GET /orders", throttle);
}
