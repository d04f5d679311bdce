using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Throttling;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Throttling;

public sealed class ThrottleRefusesAllTests : RuleTests<ThrottleRefusesAll>
{
    private static readonly RouteSettings Closed = new() { Key = RouteSettings.DefaultKey, ThrottlingRate = 0, ThrottlingBurst = 0 };
    private static readonly Estate Http = SmallEstate.Http().WithStage(stage => stage with { Settings = [Closed] });

    public static TheoryData<string, Func<RouteSettings, RouteSettings>> Clean => new()
    {
        { "a limit", settings => settings with { ThrottlingRate = 100, ThrottlingBurst = 50 } },
        { "the smallest limit", settings => settings with { ThrottlingRate = 0.5, ThrottlingBurst = 1 } },
        { "not set", settings => settings with { ThrottlingRate = null, ThrottlingBurst = null } },
        { "a rate alone", settings => settings with { ThrottlingRate = 1, ThrottlingBurst = null } },
        { "of a route that is gone", settings => settings with { Key = "GET /gone" } },
    };

    // RouteSettings of the API Gateway V2 API reference; that 0 answers 429 is terraform-provider-aws issue 14742 and pulumi-aws issue
    // 2363.
    [Fact]
    public void Flags_a_stage_that_answers_nobody() =>
        Check(Http).ShouldFlag(
            "Stage 'prod' of API 'orders' answers nobody: the limit on requests is 0, and every request gets "
                + "429.").Severity.ShouldBe(Severity.Medium);

    [Fact]
    public void Flags_a_WebSocket_stage() =>
        Check(SmallEstate.WebSocket().WithStage(stage => stage with { Settings = [Closed] })).ShouldFlag("answers nobody");

    [Theory]
    [InlineData(0.0, 50.0)]
    [InlineData(100.0, 0.0)]
    [InlineData(null, 0.0)]
    public void One_of_the_numbers_is_enough(double? rate, double? burst) =>
        Check(Http.WithStage(stage => stage with { Settings = [Closed with { ThrottlingRate = rate, ThrottlingBurst = burst }] }))
            .ShouldFlag("answers nobody");

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Func<RouteSettings, RouteSettings> apply) =>
        Check(Http.WithStage(stage => stage with { Settings = [apply(Closed)] })).ShouldBeClean(change);

    // What 0 does for REST APIs AWS does not say.
    [Fact]
    public void A_REST_API_is_not_looked_at() =>
        Check(SmallEstate.Rest().WithStage(stage => stage with { Settings = [Closed] })).ShouldBeClean();

    [Fact]
    public void Single_routes_are_named_and_low()
    {
        var estate = SmallEstate.Http(Example.Route("GET /orders"), Example.Route("POST /orders"))
            .WithStage(stage => stage with { Settings = [Closed with { Key = "POST /orders" }] });

        Check(estate).ShouldFlag("answers nobody on route 'POST /orders':").Severity.ShouldBe(Severity.Low);
    }

    [Fact]
    public void A_route_with_a_limit_of_its_own_answers() =>
        Check(Http.AddRoute(Example.Route("GET /open"))
            .WithStage(stage => stage with { Settings = stage.Settings.Add(new() { Key = "GET /open", ThrottlingRate = 5, ThrottlingBurst = 5 }) }))
            .ShouldFlag("on route 'GET /orders':");

    [Fact]
    public void Says_so_when_routes_could_not_be_read() =>
        Check(Http.WithApi(api => api with { Routes = Example.Denied })).ShouldBeInconclusive("The call was denied.");

    [Fact]
    public void Says_so_when_stages_could_not_be_read() =>
        Check(Http.WithApi(api => api with { Stages = Example.Denied })).ShouldBeInconclusive("The call was denied.");

    [Fact]
    public void An_API_without_a_stage_is_not_asked() =>
        Check(Http.WithApi(api => api with { Stages = ImmutableArray<Stage>.Empty })).ShouldBeClean();
}
