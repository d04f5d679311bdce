using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Throttling;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Throttling;

public sealed class MethodLiftsThrottleTests : RuleTests<MethodLiftsThrottle>
{
    private static readonly RouteSettings All = new() { Key = RouteSettings.DefaultKey, ThrottlingRate = 100, ThrottlingBurst = 50 };
    private static readonly RouteSettings Own = new() { Key = "GET /orders", ThrottlingRate = 10_000, ThrottlingBurst = 5_000 };

    public static TheoryData<string, RouteSettings, RouteSettings> Clean => new()
    {
        { "the method's limit is lower", All, Own with { ThrottlingRate = 10, ThrottlingBurst = 5 } },
        { "the method's limit is the same", All, Own with { ThrottlingRate = 100, ThrottlingBurst = 50 } },
        { "the stage has no limit to lift", All with { ThrottlingRate = null, ThrottlingBurst = null }, Own },
        {
            "the stage's limit is the account's", All with { ThrottlingRate = 10_000, ThrottlingBurst = 5_000 },
            Own with { ThrottlingRate = 20_000 }
        },
    };

    [Fact]
    public void Flags_a_method_with_a_higher_limit() =>
        Check(With(SmallEstate.Rest(), All, Own))
            .ShouldFlag("Stage 'prod' of API 'orders' limits requests, but settings of their own let more through on route 'GET /orders'")
            .Severity.ShouldBe(Severity.Medium);

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, RouteSettings all, RouteSettings own) =>
        Check(With(SmallEstate.Rest(), all, own)).ShouldBeClean(change);

    [Fact]
    public void A_higher_burst_alone_lifts_it() =>
        Check(With(SmallEstate.Rest(), All, Own with { ThrottlingRate = 100 })).ShouldFlag("'GET /orders'");

    [Fact]
    public void A_method_of_a_REST_API_without_a_value_has_no_limit() =>
        Check(With(SmallEstate.Rest(), All, Own with { ThrottlingRate = null, ThrottlingBurst = null })).ShouldFlag("'GET /orders'");

    [Fact]
    public void A_route_of_an_HTTP_API_without_a_value_has_the_stages()
    {
        Check(With(SmallEstate.Http(), All, Own with { ThrottlingRate = null, ThrottlingBurst = null })).ShouldBeClean();
        Check(With(SmallEstate.Http(), All, Own)).ShouldFlag("'GET /orders'");
    }

    [Fact]
    public void Says_so_when_stages_could_not_be_read() =>
        Check(SmallEstate.Rest().WithApi(api => api with { Stages = Example.Denied })).ShouldBeInconclusive("The call was denied.");

    private static Estate With(Estate estate, params ImmutableArray<RouteSettings> settings) =>
        estate.WithStage(stage => stage with { Settings = settings });

    // RouteSettings of the API Gateway V2 API reference: 0 lets nothing through, which lifts no limit.
    [Fact]
    public void A_route_that_lets_nothing_through_lifts_nothing() =>
        Check(With(SmallEstate.Http(), All, Own with { ThrottlingRate = 0, ThrottlingBurst = 0 })).ShouldBeClean();

    [Fact]
    public void A_stage_that_lets_only_chosen_routes_through_is_left_alone()
    {
        var closed = All with { ThrottlingRate = 0, ThrottlingBurst = 0 };

        Check(With(SmallEstate.Http(), closed, Own with { ThrottlingRate = 10, ThrottlingBurst = 5 })).ShouldBeClean();
        Check(With(SmallEstate.Http(), closed, Own)).ShouldFlag("'GET /orders'");
    }

    // Stage, methodSettings, of the API Gateway V1 API reference: they hold for one method.
    [Fact]
    public void Settings_of_a_method_that_is_not_served_lift_nothing()
    {
        Check(With(SmallEstate.Rest(), All, Own with { Key = "GET /gone" })).ShouldBeClean();
        Check(With(SmallEstate.Rest(), All, Own with { Key = "POST /orders" })).ShouldBeClean();
        Check(With(SmallEstate.Http(), All, Own with { Key = "GET /gone" })).ShouldBeClean();
        Check(With(SmallEstate.Rest(Example.Route("ANY /orders")), All, Own)).ShouldFlag("'GET /orders'");
        Check(With(SmallEstate.Rest(), All, Own with { Key = "GET /gone" }, Own)).ShouldFlag("on route 'GET /orders',");
    }

    [Fact]
    public void Says_so_when_what_is_served_could_not_be_read() =>
        Check(With(SmallEstate.Http(), All, Own).WithApi(api => api with { Routes = Example.Denied }))
            .ShouldBeInconclusive("The call was denied.");
}
