using System.Collections.Immutable;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Throttling;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Throttling;

public sealed class StageWithoutThrottlingTests : RuleTests<StageWithoutThrottling>
{
    private static readonly Estate Unlimited = SmallEstate.Rest();
    private static readonly Estate Keyed = Unlimited.WithRoute(route => route with { ApiKeyRequired = true });

    public static TheoryData<string, Func<Estate, Estate>> Clean => new()
    {
        { "a limit for all methods", estate => With(estate, Limit("*", 100, 50)) },
        { "a limit for the method", estate => With(estate, Limit("GET /orders", 100, 50)) },
        { "a rate alone", estate => With(estate, Limit("*", 100, null)) },
        { "a burst alone", estate => With(estate, Limit("*", null, 50)) },
        { "only preflights", estate => estate.WithRoute(route => route with { Key = "OPTIONS /orders" }) },
        { "no route", estate => estate.WithApi(api => Example.RestApi([])) },
    };

    [Fact]
    public void Flags_a_stage_without_a_limit()
    {
        var finding = Check(Unlimited).ShouldFlag(
            "Stage 'prod' of API 'orders' sets no limit below the account's for route 'GET /orders', so one caller can use up what all APIs of account 111122223333 in eu-west-1 share.");

        finding.Severity.ShouldBe(Severity.Medium);
    }

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Func<Estate, Estate> apply) => Check(apply(Unlimited)).ShouldBeClean(change);

    [Fact]
    public void The_values_that_API_Gateway_fills_in_prove_nothing() => Check(With(Unlimited, Limit("*", 10_000, 5_000))).ShouldFlag("'GET /orders'");

    [Fact]
    public void In_a_Region_with_a_smaller_account_limit_less_proves_nothing()
    {
        var limited = With(Unlimited, Limit("*", 2_500, 1_250)).WithScope(scope => scope with { Settings = Example.Denied });

        Check(limited.WithScope(scope => scope with { Region = "eu-south-1" })).ShouldFlag("in eu-south-1");
        Check(limited).ShouldBeClean();
    }

    [Fact]
    public void The_limit_of_the_account_is_what_counts()
    {
        var limited = With(Unlimited, Limit("*", 10_000, 5_000));

        Check(limited.WithScope(scope => scope with { Settings = new AccountSettings { ThrottleRate = 20_000, ThrottleBurst = 10_000 } })).ShouldBeClean();
        Check(With(Unlimited, Limit("*", 1_000, 500)).WithScope(scope => scope with { Settings = new AccountSettings { ThrottleRate = 1_000, ThrottleBurst = 500 } }))
            .ShouldFlag("'GET /orders'");
    }

    [Fact]
    public void Unknown_account_settings_are_taken_as_the_default_and_said() =>
        Check(Unlimited.WithScope(scope => scope with { Settings = Example.Denied })).ShouldFlag("'GET /orders'")
            .Evidence.ShouldContain(evidence => evidence.Value.Contains("could not be read", StringComparison.Ordinal));

    [Fact]
    public void A_method_that_lifts_the_limit_of_the_stage_is_named() =>
        Check(With(Unlimited.AddRoute(Example.Route("POST /orders")), Limit("*", 100, 50), Limit("POST /orders", 10_000, 5_000)))
            .ShouldFlag("for route 'POST /orders',");

    [Fact]
    public void A_method_whose_limit_is_switched_off_is_named() =>
        Check(With(Unlimited.AddRoute(Example.Route("POST /orders")), Limit("*", 100, 50), Limit("POST /orders", null, null)))
            .ShouldFlag("for route 'POST /orders',");

    [Fact]
    public void A_route_of_an_HTTP_API_takes_what_it_lacks_from_all_routes()
    {
        var estate = SmallEstate.Http();

        Check(estate).ShouldFlag("'GET /orders'");
        Check(With(estate, Limit("*", 100, 50), Limit("GET /orders", null, null))).ShouldBeClean();
        Check(With(estate, Limit("*", 0, 0))).ShouldFlag("'GET /orders'");
    }

    [Fact]
    public void A_WebSocket_API_counts_all_routes_that_a_client_can_send() =>
        Check(SmallEstate.WebSocket(Example.Route("$connect"), Example.Route("$disconnect"), Example.Route("send")))
            .ShouldFlag("for routes '$connect' and 'send',");

    [Fact]
    public void Many_routes_are_counted_and_the_first_named()
    {
        var routes = Enumerable.Range(1, 8).Select(number => Example.Route($"GET /r{number}"));

        Check(SmallEstate.Rest(routes.Reverse())).ShouldFlag("for 8 routes ('GET /r1', 'GET /r2', 'GET /r3', 'GET /r4', 'GET /r5' and 3 more),");
    }

    [Fact]
    public void A_usage_plan_limits_only_callers_who_need_a_key()
    {
        Check(Unlimited.AddUsagePlan(Example.UsagePlan())).ShouldFlag("'GET /orders'");
        Check(Keyed.AddUsagePlan(Example.UsagePlan())).ShouldBeClean();
        Check(Keyed).ShouldFlag("'GET /orders'");
    }

    [Fact]
    public void A_usage_plan_of_another_stage_limits_nothing() =>
        Check(Keyed.AddUsagePlan(Example.UsagePlan() with { Stages = [new() { ApiId = Example.ApiId, Stage = "dev" }] })).ShouldFlag("'GET /orders'");

    [Fact]
    public void A_quota_does_not_limit_how_fast() => Check(Keyed.AddUsagePlan(Example.UsagePlan() with { Throttle = null })).ShouldFlag("'GET /orders'");

    [Fact]
    public void A_usage_plan_can_limit_one_method()
    {
        var plan = Example.UsagePlan() with { Throttle = null };
        var limits = ImmutableSortedDictionary<string, Throttle>.Empty.Add("GET /orders", new() { Rate = 5 });

        Check(Keyed.AddUsagePlan(plan with { Stages = [plan.Stages[0] with { MethodThrottles = limits }] })).ShouldBeClean();
    }

    [Fact]
    public void One_plan_without_a_limit_is_enough() =>
        Check(Keyed.AddUsagePlan(Example.UsagePlan()).AddUsagePlan(Example.UsagePlan() with { Id = "p2", Throttle = null })).ShouldFlag("'GET /orders'");

    [Fact]
    public void Unknown_usage_plans_matter_only_where_they_could_help()
    {
        var unknown = Keyed.WithScope(scope => scope with { UsagePlans = Example.Denied });

        Check(unknown).Single(finding => finding.Subject is Core.Subjects.StageSubject).Outcome.ShouldBe(Outcome.Inconclusive);
        Check(With(unknown, Limit("*", 100, 50))).ShouldBeClean();
        Check(unknown.AddRoute(Example.Route("GET /open"))).OnlyFlagged().Message.ShouldContain("for route 'GET /open',");
    }

    [Fact]
    public void The_deployment_says_whether_a_key_is_needed() =>
        Check(Keyed.AddUsagePlan(Example.UsagePlan()).WithWorkingCopy(route => route with { ApiKeyRequired = false })).ShouldBeClean();

    [Fact]
    public void A_verdict_from_the_working_copy_says_so() =>
        Check(Unlimited.WithDeployment(deployment => deployment with { Methods = Example.Denied }))
            .ShouldFlag("working copy").Confidence.ShouldBe(Confidence.Medium);

    [Fact]
    public void In_a_VPC_it_is_low() =>
        Check(Unlimited.WithApi(api => api with { EndpointType = EndpointType.Private })).ShouldFlag("'GET /orders'").Severity.ShouldBe(Severity.Low);

    [Fact]
    public void Says_so_when_routes_could_not_be_read() =>
        Check(SmallEstate.Http().WithApi(api => api with { Routes = Example.Denied })).ShouldBeInconclusive("The call was denied.");

    private static RouteSettings Limit(string key, double? rate, double? burst) => new() { Key = key, ThrottlingRate = rate, ThrottlingBurst = burst };

    private static Estate With(Estate estate, params ImmutableArray<RouteSettings> settings) => estate.WithStage(stage => stage with { Settings = settings });
}
