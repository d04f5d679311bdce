using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Throttling;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Throttling;

[NotRecorded("the usage plan that the stage is not in is a thing of its own")]
public sealed class KeyedRouteOutsideUsagePlanTests : RuleTests<KeyedRouteOutsideUsagePlan>
{
    private static readonly Estate Unmetered = SmallEstate.Rest(Example.Route("GET /orders") with { ApiKeyRequired = true });

    public static TheoryData<string, Func<Estate, Estate>> Clean => new()
    {
        { "a usage plan", estate => estate.AddUsagePlan(Example.UsagePlan()) },
        {
            "a usage plan without limits, which another rule judges",
            estate => estate.AddUsagePlan(Example.UsagePlan() with { Throttle = null, Quota = null })
        },
        { "no key", estate => estate.WithRoute(route => route with { ApiKeyRequired = false }) },
    };

    [Fact]
    public void Flags_a_stage_that_no_key_opens() =>
        Check(Unmetered)
            .ShouldFlag("Stage 'prod' of API 'orders' asks for an API key on route 'GET /orders', and no usage plan covers it, so every "
                + "request there is refused")
            .Severity.ShouldBe(Severity.Medium);

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Func<Estate, Estate> apply) => Check(apply(Unmetered)).ShouldBeClean(change);

    [Fact]
    public void A_usage_plan_of_another_stage_or_API_does_not_count()
    {
        Check(Unmetered.AddUsagePlan(Example.UsagePlan() with { Stages = [new() { ApiId = Example.ApiId, Stage = "dev" }] }))
            .ShouldFlag("'prod'");
        Check(Unmetered.AddUsagePlan(Example.UsagePlan() with { Stages = [new() { ApiId = "zzz", Stage = Example.StageName }] }))
            .ShouldFlag("'prod'");
    }

    [Fact]
    public void The_deployment_says_whether_a_key_is_needed() =>
        Check(SmallEstate.Rest().WithWorkingCopy(route => route with { ApiKeyRequired = true })).ShouldBeClean();

    [Fact]
    public void Unknown_usage_plans_matter_only_where_a_key_is_needed()
    {
        Check(Unmetered.WithScope(scope => scope with { UsagePlans = Example.Denied }))
            .ShouldBeInconclusive("The call was denied.");
        Check(SmallEstate.Rest().WithScope(scope => scope with { UsagePlans = Example.Denied })).ShouldBeClean();
    }

    // Usage plans and API keys for REST APIs: a key opens a stage through a plan that holds both, and only while it is enabled.
    [Fact]
    public void A_usage_plan_without_a_key_that_works_opens_nothing()
    {
        var covered = Unmetered.AddUsagePlan(Example.UsagePlan());

        Check(covered.WithScope(
            scope => scope with { ApiKeys = ImmutableArray.Create(new ApiKey { Id = "k1", Name = "partner", Enabled = false }) }))
            .ShouldFlag("no usage plan with an enabled key covers it", "is refused");
        Check(covered.WithScope(
            scope => scope with { ApiKeys = ImmutableArray.Create(new ApiKey { Id = "k1", Name = "partner", Enabled = true }) }))
            .ShouldBeClean();
        Check(Unmetered.AddUsagePlan(Example.UsagePlan() with { ApiKeyIds = ImmutableArray<string>.Empty }))
            .ShouldFlag("no usage plan with an enabled key covers it");
    }

    [Fact]
    public void One_plan_with_a_key_is_enough() =>
        Check(Unmetered.AddUsagePlan(Example.UsagePlan() with { Id = "p2", ApiKeyIds = Example.Denied }).AddUsagePlan(Example.UsagePlan()))
            .ShouldBeClean();

    [Fact]
    public void Says_so_when_the_keys_of_the_only_plan_could_not_be_read() =>
        Check(Unmetered.AddUsagePlan(Example.UsagePlan() with { ApiKeyIds = Example.Denied })).ShouldBeInconclusive("The call was denied.");
}
