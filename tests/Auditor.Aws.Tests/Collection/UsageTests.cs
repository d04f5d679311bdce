using System.Collections.Immutable;
using Auditor.Core.Metadata;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;

namespace Auditor.Aws.Tests.Collection;

public sealed class UsageTests
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task What_had_requests_in_the_last_two_weeks_needs_no_data()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeRegion(Collected.Region)
        {
            RestApis = [Rest("orders")],
            Apis =
            [
                new("shop") { Id = "shop000001", Stages = [new("live")] },
                new("chat", "WEBSOCKET") { Id = "chat000001", Stages = [new("live")] },
            ],
            Metrics =
            [
                Metric("Count", 1, ("ApiName", "orders")), Metric("Count", 1, ("ApiName", "orders"), ("Stage", "prod")),
                Metric("Count", 1, ("ApiId", "shop000001")), Metric("Count", 1, ("ApiId", "shop000001"), ("Stage", "live")),
                Metric("ConnectCount", 1, ("ApiId", "chat000001")), Metric("ConnectCount", 1, ("ApiId", "chat000001"), ("Stage", "live")),
            ],
        });

        var scope = await Collected.ScopeAsync(aws, Needs.Usage);

        scope.KnownApis.ShouldAllBe(api => api.Usage.Value.AnyRequest
            && api.Stages.Value[0].Usage.Value.AnyRequest
            && api.Usage.Value.WindowDays == 30);
        aws.CallCounts.GetValueOrDefault("ListMetrics").ShouldBe(2);
        aws.CallCounts.GetValueOrDefault("GetMetricData").ShouldBe(0);
        aws.UnexpectedCalls.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_the_list_of_metrics_leaves_out_is_counted_over_the_whole_window()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeRegion(Collected.Region)
        {
            RestApis = [Rest("monthly"), Rest("never"), Rest("long-ago")],
            Metrics =
            [
                Metric("Count", 20, ("ApiName", "monthly")), Metric("Count", 20, ("ApiName", "monthly"), ("Stage", "prod")),
                Metric("Count", 50, ("ApiName", "long-ago")), Metric("Count", 50, ("ApiName", "long-ago"), ("Stage", "prod")),
            ],
        });

        var scope = await Collected.ScopeAsync(aws, Needs.Usage);

        var usage = scope.RestApis.Value.ToDictionary(api => api.Name, api => api.Usage.Value);
        usage["monthly"].ShouldBe(new() { WindowDays = 30, AnyRequest = true, Requests = 7 });
        usage["never"].ShouldBe(new() { WindowDays = 30, AnyRequest = false, Requests = 0 });
        usage["long-ago"].AnyRequest.ShouldBeFalse();
        aws.CallCounts.GetValueOrDefault("GetMetricData").ShouldBe(1);
    }

    [Fact]
    public async Task A_stage_without_requests_is_told_from_its_API_that_has_some()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeRegion(Collected.Region)
        {
            RestApis = [new("orders") { Stages = [new("prod"), new("test")] }],
            Metrics =
            [
                Metric("Count", 1, ("ApiName", "orders")),
                Metric("Count", 1, ("ApiName", "orders"), ("Stage", "prod")),
                Metric("Count", 1, ("ApiName", "orders"), ("Stage", "test"), ("Resource", "/"), ("Method", "GET")),
            ],
        });

        var scope = await Collected.ScopeAsync(aws, Needs.Usage);

        var api = scope.RestApis.Value.ShouldHaveSingleItem();
        api.Usage.Value.AnyRequest.ShouldBeTrue();
        api.Stages.Value.Select(stage => (stage.Name, stage.Usage.Value.AnyRequest)).ShouldBe([("prod", true), ("test", false)]);
    }

    [Fact]
    public async Task REST_APIs_of_one_name_share_their_metrics_so_requests_prove_nothing_about_either()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeRegion(Collected.Region)
        {
            RestApis =
            [
                Rest("orders") with { Id = "one0000001" },
                Rest("orders") with { Id = "two0000001" },
                Rest("idle") with { Id = "thr0000001" },
                Rest("idle") with { Id = "fou0000001" },
            ],
            Metrics = [Metric("Count", 1, ("ApiName", "orders")), Metric("Count", 1, ("ApiName", "orders"), ("Stage", "prod"))],
        });

        var scope = await Collected.ScopeAsync(aws, Needs.Usage);

        scope.RestApis.Value.Where(api => api.Name == "orders")
            .ShouldAllBe(api => api.Usage.Unknown != null && api.Stages.Value[0].Usage.Unknown != null);
        // No request to the name is no request to either.
        scope.RestApis.Value.Where(api => api.Name == "idle").ShouldAllBe(api => !api.Usage.Value.AnyRequest);
        scope.Gaps.ShouldBeEmpty();
    }

    [Fact]
    public async Task Names_that_are_not_ASCII_are_found_under_what_CloudWatch_makes_of_them()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeRegion(Collected.Region)
        {
            RestApis = [Rest("größe"), Rest("注文") with { Id = "chumon0001" }],
            Metrics = [Metric("Count", 1, ("ApiName", "gre")), Metric("Count", 1, ("ApiName", "chumon0001"))],
        });

        var scope = await Collected.ScopeAsync(aws, Needs.Usage);

        scope.RestApis.Value.ShouldAllBe(api => api.Usage.Value.AnyRequest);
    }

    [Fact]
    public async Task Hundreds_of_silent_APIs_take_500_queries_a_call()
    {
        await using var aws = await FakeAwsServer.StartAsync([.. Enumerable.Range(0, 400).Select(i => Rest($"api {i}"))]);

        var scope = await Collected.ScopeAsync(aws, Needs.Usage);

        scope.RestApis.Value.ShouldAllBe(api => !api.Usage.Value.AnyRequest);
        // An API and its stage are a query each.
        aws.CallCounts.GetValueOrDefault("GetMetricData").ShouldBe(2);
        aws.UnexpectedCalls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_window_shorter_than_the_list_of_metrics_is_counted()
    {
        await using var aws = await FakeAwsServer.StartAsync(
            new FakeRegion(Collected.Region) { RestApis = [Rest("orders")], Metrics = [Metric("Count", 10, ("ApiName", "orders"))] });

        var scope = await Collected.ScopeAsync(aws, Needs.Usage, days: 3);

        scope.RestApis.Value.ShouldHaveSingleItem().Usage.Value.ShouldBe(new() { WindowDays = 3, AnyRequest = false, Requests = 0 });
        aws.CallCounts.GetValueOrDefault("ListMetrics").ShouldBe(0);
    }

    [Theory]
    [InlineData("Forbidden")]
    [InlineData("InternalError")]
    [InlineData("PartialData")]
    public async Task No_data_that_is_not_complete_is_not_disuse(string status)
    {
        await using var aws = await FakeAwsServer.StartAsync(Rest("orders"));
        aws.Inject(Testing.FakeAws.Faults.FakeFault.Rewritten("GetMetricData", "\"Complete\"", $"\"{status}\""));

        var scope = await Collected.ScopeAsync(aws, Needs.Usage);

        scope.RestApis.Value.ShouldHaveSingleItem().Usage.Unknown.ShouldNotBeNull().Because.ShouldContain(status);
    }

    private static FakeRestApi Rest(string name) => new(name) { Stages = [new("prod")] };

    private static FakeMetric Metric(string name, int daysAgo, params (string Name, string Value)[] dimensions) => new(name)
    {
        Dimensions = dimensions.ToImmutableSortedDictionary(
            dimension => dimension.Name, dimension => dimension.Value, StringComparer.Ordinal),
        Points = [new(Now.AddDays(-daysAgo), 7)],
    };
}
