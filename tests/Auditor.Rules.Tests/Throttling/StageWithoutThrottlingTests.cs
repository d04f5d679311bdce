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
            "Stage 'prod' of API 'orders' sets no limit below the account's for route 'GET /orders', so one caller can use up what all "
                + "APIs of account 111122223333 in eu-west-1 share.");

        finding.Severity.ShouldBe(Severity.Medium);
    }

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Func<Estate, Estate> apply) => Check(apply(Unlimited)).ShouldBeClean(change);

    [Fact]
    public void The_values_that_API_Gateway_fills_in_prove_nothing() =>
        Check(With(Unlimited, Limit("*", 10_000, 5_000))).ShouldFlag("'GET /orders'");

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

        Check(limited.WithScope(scope => scope with { Settings = new AccountSettings { ThrottleRate = 20_000, ThrottleBurst = 10_000 } }))
            .ShouldBeClean();
        Check(With(Unlimited, Limit("*", 1_000, 500))
            .WithScope(scope => scope with { Settings = new AccountSettings { ThrottleRate = 1_000, ThrottleBurst = 500 } }))
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
    }

    [Fact]
    public void A_WebSocket_API_counts_all_routes_that_a_client_can_send() =>
        Check(SmallEstate.WebSocket(Example.Route("$connect"), Example.Route("$disconnect"), Example.Route("send")))
            .ShouldFlag("for routes '$connect' and 'send',");

    [Fact]
    public void Many_routes_are_counted_and_the_first_named()
    {
        var routes = Enumerable.Range(1, 8).Select(number => Example.Route($"GET /r{number}"));

        Check(SmallEstate.Rest(routes.Reverse()))
            .ShouldFlag("for 8 routes ('GET /r1', 'GET /r2', 'GET /r3', 'GET /r4', 'GET /r5' and 3 more),");
    }

    [Fact]
    public void A_usage_plan_limits_only_callers_who_need_a_key()
    {
        Check(Unlimited.AddUsagePlan(Example.UsagePlan())).ShouldFlag("'GET /orders'");
        Check(Keyed.AddUsagePlan(Example.UsagePlan())).ShouldBeClean();
        // Without a plan every request is refused: keyed-route-outside-usage-plan says so.
        Check(Keyed).ShouldBeClean();
    }

    [Fact]
    public void A_usage_plan_of_another_stage_limits_nothing() =>
        Check(Keyed.AddUsagePlan(Example.UsagePlan() with { Throttle = null })
            .AddUsagePlan(Example.UsagePlan() with { Id = "p2", Stages = [new() { ApiId = Example.ApiId, Stage = "dev" }] }))
            .ShouldFlag("'GET /orders'");

    [Fact]
    public void A_quota_does_not_limit_how_fast() =>
        Check(Keyed.AddUsagePlan(Example.UsagePlan() with { Throttle = null })).ShouldFlag("'GET /orders'");

    [Fact]
    public void A_usage_plan_can_limit_one_method()
    {
        var plan = Example.UsagePlan() with { Throttle = null };
        var limits = ImmutableSortedDictionary<string, Throttle>.Empty.Add("GET /orders", new() { Rate = 5 });

        Check(Keyed.AddUsagePlan(plan with { Stages = [plan.Stages[0] with { MethodThrottles = limits }] })).ShouldBeClean();
    }

    [Fact]
    public void One_plan_without_a_limit_is_enough() =>
        Check(Keyed.AddUsagePlan(Example.UsagePlan()).AddUsagePlan(Example.UsagePlan() with { Id = "p2", Throttle = null }))
            .ShouldFlag("'GET /orders'");

    [Fact]
    public void Unknown_usage_plans_matter_only_where_they_could_help()
    {
        var unknown = Keyed.WithScope(scope => scope with { UsagePlans = Example.Denied });

        Check(unknown).Single(finding => finding.Stages is [Example.StageName]).Outcome.ShouldBe(Outcome.Inconclusive);
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
        Check(Unlimited.WithApi(api => api with { EndpointType = EndpointType.Private }))
            .ShouldFlag("'GET /orders'").Severity.ShouldBe(Severity.Low);

    [Fact]
    public void Says_so_when_routes_could_not_be_read() =>
        Check(SmallEstate.Http().WithApi(api => api with { Routes = Example.Denied })).ShouldBeInconclusive("The call was denied.");

    private static RouteSettings Limit(string key, double? rate, double? burst) =>
        new() { Key = key, ThrottlingRate = rate, ThrottlingBurst = burst };

    private static Estate With(Estate estate, params ImmutableArray<RouteSettings> settings) =>
        estate.WithStage(stage => stage with { Settings = settings });

    // Throttle requests to your REST APIs for better throughput in API Gateway: the account's limit comes last, so one that is not below it
    // never binds.
    [Theory]
    [InlineData(10_000.0, 5_000.0, true)]
    [InlineData(20_000.0, 10_000.0, true)]
    [InlineData(10_000.0, null, true)]
    [InlineData(9_999.0, 5_000.0, false)]
    [InlineData(10_000.0, 4_999.0, false)]
    [InlineData(10.0, null, false)]
    public void The_throttle_of_a_usage_plan_counts_only_below_the_accounts(double rate, double? burst, bool isFlagged) =>
        Check(Keyed.AddUsagePlan(
            Example.UsagePlan() with { Throttle = new() { Rate = rate, Burst = burst } })).Length.ShouldBe(isFlagged ? 1 : 0);

    [Fact]
    public void The_throttle_of_one_method_counts_only_below_the_accounts()
    {
        var plan = Example.UsagePlan();
        var limits = ImmutableSortedDictionary<string, Throttle>.Empty.Add("GET /orders", new() { Rate = 10_000, Burst = 5_000 });

        Check(Keyed.AddUsagePlan(plan with { Stages = [plan.Stages[0] with { MethodThrottles = limits }] })).ShouldFlag("'GET /orders'");
    }

    // Usage plans and API keys for REST APIs: a key that is disabled opens nothing.
    [Fact]
    public void A_plan_without_a_key_that_works_opens_nothing_that_would_need_a_limit()
    {
        var free = Keyed.AddUsagePlan(Example.UsagePlan() with { Throttle = null });

        Check(free).ShouldFlag("'GET /orders'");
        Check(free.WithScope(
            scope => scope with { ApiKeys = ImmutableArray.Create(new ApiKey { Id = "k1", Name = "partner", Enabled = false }) }))
            .ShouldBeClean();
        Check(free.WithScope(
            scope => scope with { UsagePlans = scope.UsagePlans.Value.Select(plan => plan with { ApiKeyIds = ImmutableArray<string>.Empty }).ToImmutableArray() }))
            .ShouldBeClean();
        Check(free.WithScope(
            scope => scope with { UsagePlans = scope.UsagePlans.Value.Select(plan => plan with { ApiKeyIds = Example.Denied }).ToImmutableArray() }))
            .ShouldFlag("'GET /orders'");
    }

    // RouteSettings of the API Gateway V2 API reference: absent is not set, 0 is a number. throttle-refuses-all speaks of it.
    [Theory]
    [InlineData(0.0, 0.0)]
    [InlineData(0.0, null)]
    [InlineData(null, 0.0)]
    public void Zero_is_a_limit_of_HTTP_and_WebSocket_APIs(double? rate, double? burst)
    {
        Check(With(SmallEstate.Http(), Limit("*", rate, burst))).ShouldBeClean();
        Check(With(SmallEstate.WebSocket(), Limit("*", rate, burst))).ShouldBeClean();
        Check(With(SmallEstate.Http(), Limit("GET /orders", rate, burst))).ShouldBeClean();
    }

    [Fact]
    public void Stages_with_the_same_trouble_are_one_finding()
    {
        var finding = Check(Unlimited.AddStage(Example.RestStage("dev")))
            .ShouldFlag("Stages 'dev' and 'prod' of API 'orders' set no limit below the account's");

        finding.Stages.ShouldBe(["dev", "prod"]);
    }
}
