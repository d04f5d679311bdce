using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Rules;
using Auditor.Rules.Throttling;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Throttling;

public sealed class MethodLiftsThrottleTests : RuleTests<MethodLiftsThrottle>
{
    private static readonly RouteSettings s_all = new() { Key = RouteSettings.DefaultKey, ThrottlingRate = 100, ThrottlingBurst = 50 };
    private static readonly RouteSettings s_own = new() { Key = "GET /orders", ThrottlingRate = 10_000, ThrottlingBurst = 5_000 };

    public static TheoryData<string, RouteSettings, RouteSettings> Clean => new()
    {
        { "the method's limit is lower", s_all, s_own with { ThrottlingRate = 10, ThrottlingBurst = 5 } },
        { "the method's limit is the same", s_all, s_own with { ThrottlingRate = 100, ThrottlingBurst = 50 } },
        { "the stage has no limit to lift", s_all with { ThrottlingRate = null, ThrottlingBurst = null }, s_own },
        { "the stage's limit is the account's", s_all with { ThrottlingRate = 10_000, ThrottlingBurst = 5_000 }, s_own with { ThrottlingRate = 20_000 } },
    };

    [Fact]
    public void Flags_a_method_with_a_higher_limit() =>
        Check(With(SmallEstate.Rest(), s_all, s_own)).ShouldFlag("Stage 'prod' of API 'orders' limits requests, but settings of their own let more through on route 'GET /orders'")
            .Severity.ShouldBe(Severity.Medium);

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, RouteSettings all, RouteSettings own) => Check(With(SmallEstate.Rest(), all, own)).ShouldBeClean(change);

    [Fact]
    public void A_higher_burst_alone_lifts_it() => Check(With(SmallEstate.Rest(), s_all, s_own with { ThrottlingRate = 100 })).ShouldFlag("'GET /orders'");

    [Fact]
    public void A_method_of_a_REST_API_without_a_value_has_no_limit() =>
        Check(With(SmallEstate.Rest(), s_all, s_own with { ThrottlingRate = null, ThrottlingBurst = null })).ShouldFlag("'GET /orders'");

    [Fact]
    public void A_route_of_an_HTTP_API_without_a_value_has_the_stages()
    {
        Check(With(SmallEstate.Http(), s_all, s_own with { ThrottlingRate = null, ThrottlingBurst = 0 })).ShouldBeClean();
        Check(With(SmallEstate.Http(), s_all, s_own)).ShouldFlag("'GET /orders'");
    }

    [Fact]
    public void Says_so_when_stages_could_not_be_read() =>
        Check(SmallEstate.Rest().WithApi(api => api with { Stages = Example.Denied })).ShouldBeInconclusive("The call was denied.");

    private static Estate With(Estate estate, params ImmutableArray<RouteSettings> settings) => estate.WithStage(stage => stage with { Settings = settings });
}
