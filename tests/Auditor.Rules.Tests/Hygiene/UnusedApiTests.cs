using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Hygiene;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Hygiene;

[NotRecorded("that nobody calls is no configuration")]
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
        Check(Unused.WithScope(
            scope => scope with { RestApis = scope.RestApis.Value.Add(Example.RestApi([]) with { Id = "zzz", Name = name, Stages = ImmutableArray<Stage>.Empty }) }))
            .ShouldBeInconclusive(
                "CloudWatch counts requests to REST APIs by name, and API 'a1b2c3' shares the name 'orders' with API 'zzz'.");

    // Two HTTP APIs are counted by their ids, whatever they are called.
    [Fact]
    public void Two_HTTP_APIs_of_one_name_are_told_apart()
    {
        var unused = SmallEstate.Http().WithApi(api => api with { Usage = Example.Unused });

        Check(unused.AddApi(Example.HttpApi() with { Id = "zzz" })).ShouldFlag("'orders'").Subject.Identity.ApiId.ShouldBe(Example.ApiId);
    }

    [Fact]
    public void An_HTTP_API_of_the_same_name_is_counted_by_itself() =>
        Check(Unused.AddApi(Example.HttpApi() with { Id = "zzz" })).ShouldFlag("'orders'");

    [Fact]
    public void Names_that_leave_nothing_in_ASCII_are_not_one_name() =>
        Check(Unused.WithApi(api => api with { Name = "é" }).AddApi(Example.RestApi([]) with { Id = "zzz", Name = "ü" })).ShouldFlag("'é'");

    [Theory]
    [InlineData(30, 7)]
    [InlineData(90, 90)]
    [InlineData(455, 90)]
    public void The_window_is_what_people_set_it_to(int read, int set) =>
        Check(
            Unused.WithApi(api => api with { CreatedAt = Example.Now.AddYears(-2), Usage = Example.Unused with { WindowDays = read } }),
            Window(set))
            .ShouldFlag($"no request in {set} days");

    [Fact]
    public void What_was_deployed_within_the_window_that_people_set_had_no_time() =>
        Check(Unused.WithApi(api => api with { Usage = Example.Unused with { WindowDays = 400 } }), Window(400)).ShouldBeClean();

    // 30 days without a request are no 90 days without one.
    [Theory]
    [InlineData(30, 90, false, null)]
    [InlineData(90, 30, true, 5d)]
    [InlineData(90, 7, true, null)]
    public void Says_so_when_another_window_was_read(int read, int set, bool anyRequest, double? counted) =>
        Check(
            Unused.WithApi(api => api with { Usage = new Usage { WindowDays = read, AnyRequest = anyRequest, Requests = counted } }),
            Window(set))
            .ShouldBeInconclusive(
                $"Requests were looked for in the last {read} days when the inventory was collected, which does not tell of the last "
                    + $"{set} (windowDays).");

    // What CloudWatch lists was active in the last two weeks.
    [Fact]
    public void What_is_listed_without_being_counted_is_in_use() =>
        Check(Unused.WithApi(api => api with { Usage = Example.Used with { WindowDays = 90 } }), Window(30)).ShouldBeClean();

    [Fact]
    public void Who_can_reach_it_does_not_matter() =>
        Check(Unused.WithApi(api => api with { EndpointType = EndpointType.Private }))
            .ShouldFlag("'orders'").Severity.ShouldBe(Severity.Medium);

    [Fact]
    public void Says_so_when_requests_could_not_be_counted() =>
        Check(Unused.WithApi(api => api with { Usage = Example.Denied })).ShouldBeInconclusive("The call was denied.");

    [Fact]
    public void Says_so_when_its_age_is_unknown() =>
        Check(Unused.WithApi(api => api with { CreatedAt = null }).WithStage(stage => stage with { CreatedAt = null }))
            .ShouldBeInconclusive("API Gateway's answer does not say when the API was made.");

    private static RuleSettings Window(int days) => RuleSettings.Default.With(new UnusedApi().Info, UnusedApi.WindowDays, days);
}
