using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Observability;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Observability;

public sealed class NoAlarmTests : RuleTests<NoAlarm>
{
    [Theory]
    [InlineData("Count")]
    [InlineData("4XXError")]
    [InlineData("5XXError")]
    [InlineData("Latency")]
    [InlineData("IntegrationLatency")]
    public void An_alarm_on_a_metric_of_a_REST_API_makes_it_clean(string metric)
    {
        Check(SmallEstate.Rest()).ShouldFlag("No CloudWatch alarm watches the errors, the latency or the number of requests of API 'orders'").Severity.ShouldBe(Severity.Low);
        Check(Alarmed(SmallEstate.Rest(), On(metric, ("ApiName", Example.ApiName)))).ShouldBeClean();
    }

    [Theory]
    [InlineData("Count")]
    [InlineData("4xx")]
    [InlineData("5xx")]
    public void An_HTTP_API_has_other_names(string metric)
    {
        Check(SmallEstate.Http()).ShouldFlag("'orders'");
        Check(Alarmed(SmallEstate.Http(), On(metric, ("ApiId", Example.ApiId)))).ShouldBeClean();
    }

    [Theory]
    [InlineData("ConnectCount")]
    [InlineData("ExecutionError")]
    public void So_has_a_WebSocket_API(string metric)
    {
        Check(SmallEstate.WebSocket()).ShouldFlag("'orders'");
        Check(Alarmed(SmallEstate.WebSocket(), On(metric, ("ApiId", Example.ApiId)))).ShouldBeClean();
    }

    public static TheoryData<string, Estate> Deaf => new()
    {
        { "REST by id", Alarmed(SmallEstate.Rest(), On("5XXError", ("ApiId", Example.ApiId))) },
        { "REST by the name of an HTTP API's metric", Alarmed(SmallEstate.Rest(), On("5xx", ("ApiName", Example.ApiName))) },
        { "HTTP by name", Alarmed(SmallEstate.Http(), On("5xx", ("ApiName", Example.ApiName))) },
        { "HTTP by the name of a REST API's metric", Alarmed(SmallEstate.Http(), On("5XXError", ("ApiId", Example.ApiId))) },
        { "WebSocket by the name of an HTTP API's metric", Alarmed(SmallEstate.WebSocket(), On("4xx", ("ApiId", Example.ApiId))) },
        { "another API", Alarmed(SmallEstate.Rest(), On("5XXError", ("ApiName", "other"))) },
        { "a stage that is gone", Alarmed(SmallEstate.Rest(), On("5XXError", ("ApiName", Example.ApiName), ("Stage", "gone"))) },
        { "a dimension that no series has", Alarmed(SmallEstate.Rest(), On("5XXError", ("ApiName", Example.ApiName), ("Region", Example.Region))) },
        { "something that is no sign", Alarmed(SmallEstate.Rest(), On("CacheHitCount", ("ApiName", Example.ApiName))) },
    };

    [Theory]
    [MemberData(nameof(Deaf))]
    public void An_alarm_on_something_else_does_not_help(string what, Estate estate) => Check(estate).ShouldFlag("No CloudWatch alarm").Severity.ShouldBe(Severity.Low, what);

    [Fact]
    public void An_alarm_on_a_stage_or_a_method_helps()
    {
        Check(Alarmed(SmallEstate.Rest(), On("5XXError", ("ApiName", Example.ApiName), ("Stage", Example.StageName)))).ShouldBeClean();
        Check(Alarmed(SmallEstate.Rest(), On("5XXError", ("ApiName", Example.ApiName), ("Stage", Example.StageName), ("Resource", "/orders"), ("Method", "GET")))).ShouldBeClean();
    }

    [Fact]
    public void One_of_several_metrics_of_an_expression_is_enough() =>
        Check(Alarmed(SmallEstate.Rest(), On("Count", ("ApiName", "other")) with { Metrics = [.. On("Count", ("ApiName", "other")).Metrics, .. On("5XXError", ("ApiName", Example.ApiName)).Metrics] })).ShouldBeClean();

    [Fact]
    public void An_alarm_that_tells_nobody_is_none() =>
        Check(Alarmed(SmallEstate.Rest(), On("5XXError", ("ApiName", Example.ApiName)) with { TellsSomebody = false }))
            .ShouldFlag("The CloudWatch alarms on API 'orders' have no action that is enabled");

    // CloudWatch counts APIs of one name together: an alarm on the name watches both.
    [Fact]
    public void Two_APIs_of_one_name_share_their_alarm() =>
        Check(Alarmed(SmallEstate.Rest().AddApi(Example.RestApi(Example.Route("GET /x")) with { Id = "twin" }), On("5XXError", ("ApiName", Example.ApiName)))).ShouldBeClean();

    [Theory]
    [InlineData("ordérs", "ordrs")]
    [InlineData("注文", Example.ApiId)]
    public void What_is_not_ASCII_is_left_out_of_the_name(string name, string counted) =>
        Check(Alarmed(SmallEstate.Rest().WithApi(api => api with { Name = name }), On("5XXError", ("ApiName", counted)))).ShouldBeClean();

    [Fact]
    public void Nobody_can_call_what_has_no_stage() =>
        Check(SmallEstate.Rest().WithApi(api => api with { Stages = ImmutableArray<Stage>.Empty })).ShouldBeClean();

    [Fact]
    public void Says_so_when_alarms_could_not_be_read() =>
        Check(SmallEstate.Rest().WithScope(scope => scope with { Alarms = Example.Denied })).ShouldBeInconclusive("The call was denied.");

    private static Estate Alarmed(Estate estate, Alarm alarm) => estate.WithScope(scope => scope with { Alarms = ImmutableArray.Create(alarm) });

    private static Alarm On(string metric, params (string Name, string Value)[] dimensions) => new()
    {
        Name = "errors",
        TellsSomebody = true,
        Metrics = [new() { Name = metric, Dimensions = dimensions.ToImmutableSortedDictionary(one => one.Name, one => one.Value, StringComparer.Ordinal) }],
    };
}
