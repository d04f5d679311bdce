using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Rules;
using Auditor.Rules.Hygiene;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Hygiene;

public sealed class UnusedApiTests : RuleTests<UnusedApi>
{
    private static readonly Estate Unused = SmallEstate.Rest().WithApi(api => api with { Usage = Example.Unused });

    public static TheoryData<string, Func<Estate, Estate>> Clean => new()
    {
        { "there were requests", estate => estate.WithApi(api => api with { Usage = Example.Used }) },
        { "it is not deployed", estate => estate.WithApi(api => api with { Stages = ImmutableArray<Stage>.Empty }) },
        { "it was deployed within the window", estate => estate.WithStage(stage => stage with { CreatedAt = Example.Now.AddDays(-29) }) },
    };

    [Fact]
    public void Flags_an_API_without_requests() =>
        Check(Unused).ShouldFlag("API 'orders' is deployed but had no request in 30 days").Severity.ShouldBe(Severity.Medium);

    [Fact]
    public void Flags_HTTP_and_WebSocket_APIs()
    {
        Check(SmallEstate.Http().WithApi(api => api with { Usage = Example.Unused })).ShouldFlag("'orders'");
        Check(SmallEstate.WebSocket().WithApi(api => api with { Usage = Example.Unused })).ShouldFlag("'orders'");
    }

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Func<Estate, Estate> apply) => Check(apply(Unused)).ShouldBeClean(change);

    [Fact]
    public void A_stage_that_is_as_old_as_the_window_had_its_chance() =>
        Check(Unused.WithStage(stage => stage with { CreatedAt = Example.Now.AddDays(-30) })).ShouldFlag("'orders'");

    [Fact]
    public void An_old_stage_beside_a_new_one_had_its_chance() =>
        Check(Unused.AddStage(Example.RestStage("new") with { CreatedAt = Example.Now })).ShouldFlag("'orders'");

    [Theory]
    [InlineData(Example.ApiName)]
    [InlineData("orders\u00E9")]
    public void Two_REST_APIs_that_CloudWatch_counts_together_cannot_be_told_apart(string name) =>
        Check(Unused.WithScope(scope => scope with { RestApis = scope.RestApis.Value.Add(Example.RestApi([]) with { Id = "zzz", Name = name, Stages = ImmutableArray<Stage>.Empty }) }))
            .ShouldBeInconclusive("CloudWatch counts requests to REST APIs by name, and API 'a1b2c3' shares the name 'orders' with API 'zzz'.");

    [Fact]
    public void An_HTTP_API_of_the_same_name_is_counted_by_itself() =>
        Check(Unused.AddApi(Example.HttpApi() with { Id = "zzz" })).ShouldFlag("'orders'");

    [Fact]
    public void Names_that_leave_nothing_in_ASCII_are_not_one_name() =>
        Check(Unused.WithApi(api => api with { Name = "é" }).AddApi(Example.RestApi([]) with { Id = "zzz", Name = "ü" })).ShouldFlag("'é'");

    [Fact]
    public void Who_can_reach_it_does_not_matter() =>
        Check(Unused.WithApi(api => api with { EndpointType = EndpointType.Private })).ShouldFlag("'orders'").Severity.ShouldBe(Severity.Medium);

    [Fact]
    public void Says_so_when_requests_could_not_be_counted() =>
        Check(Unused.WithApi(api => api with { Usage = Example.Denied })).ShouldBeInconclusive("The call was denied.");

    [Fact]
    public void Says_so_when_its_age_is_unknown() =>
        Check(Unused.WithApi(api => api with { CreatedAt = null }).WithStage(stage => stage with { CreatedAt = null }))
            .ShouldBeInconclusive("API Gateway's answer does not say when the API was made.");

    [Theory]
    [InlineData(90, "API 'orders' is deployed but had no request in 90 days")]
    [InlineData(30, "API 'orders' is deployed but had no request in 30 days")]
    public void The_window_can_be_set(int days, string words) =>
        Check(Unused.WithApi(api => api with { Usage = new Usage { WindowDays = 90, AnyRequest = false } }), Window(days)).ShouldFlag(words);

    [Fact]
    public void What_was_counted_over_a_shorter_time_does_not_tell() =>
        Check(Unused, Window(90)).ShouldBeInconclusive("Requests were counted over 30 days only, and 'windowDays' asks for 90: collect again with that setting.");

    [Fact]
    public void A_request_at_some_time_in_a_longer_window_does_not_tell()
    {
        var counted = Unused.WithApi(api => api with { Usage = new Usage { WindowDays = 90, AnyRequest = true, Requests = 7 } });
        Check(counted, Window(30)).ShouldBeInconclusive("There were requests in the last 90 days; whether any was in the last 30, which 'windowDays' asks for, was not counted.");
        Check(counted, Window(90)).ShouldBeClean();
        // What CloudWatch lists had requests in the last two weeks.
        Check(counted.WithApi(api => api with { Usage = new Usage { WindowDays = 90, AnyRequest = true } }), Window(30)).ShouldBeClean();
    }

    private static RuleSettings Window(int days) => RuleSettings.Default.With(Info, (RuleOption<int>)Info.Options.Single(), days);

    private static RuleInfo Info { get; } = new UnusedApi().Info;
}
