using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Rules.Observability;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Observability;

[AboutCallers]
[NotRecorded("alarms belong to CloudWatch")]
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
        Check(SmallEstate.Rest())
            .ShouldFlag("API 'orders' has no CloudWatch alarm on its errors, its latency or its number of "
                + "requests:").Severity.ShouldBe(Severity.Low);
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
        { "something that is no sign", Alarmed(SmallEstate.Rest(), On("CacheHitCount", ("ApiName", Example.ApiName))) },
    };

    [Theory]
    [MemberData(nameof(Deaf))]
    public void An_alarm_on_something_else_does_not_help(string what, Estate estate) =>
        Check(estate).ShouldFlag("has no CloudWatch alarm").Severity.ShouldBe(Severity.Low, what);

    [Fact]
    public void An_alarm_on_a_stage_or_a_method_helps()
    {
        Check(Alarmed(SmallEstate.Rest(), On("5XXError", ("ApiName", Example.ApiName), ("Stage", Example.StageName)))).ShouldBeClean();
        Check(Alarmed(
            Detailed(SmallEstate.Rest()),
            On("5XXError", ("ApiName", Example.ApiName), ("Stage", Example.StageName), ("Resource", "/orders"), ("Method", "GET"))))
            .ShouldBeClean();
    }

    [Fact]
    public void One_of_several_metrics_of_an_expression_is_enough() =>
        Check(Alarmed(
            SmallEstate.Rest(),
            On("Count", ("ApiName", "other")) with { Metrics = [.. On("Count", ("ApiName", "other")).Metrics, .. On("5XXError", ("ApiName", Example.ApiName)).Metrics] }))
            .ShouldBeClean();

    [Fact]
    public void An_alarm_that_tells_nobody_is_none() =>
        Check(Alarmed(SmallEstate.Rest(), On("5XXError", ("ApiName", Example.ApiName)) with { TellsSomebody = false }))
            .ShouldFlag("The CloudWatch alarms on API 'orders' have no action that is enabled");

    // CloudWatch counts APIs of one name together: an alarm on the name watches both.
    [Fact]
    public void Two_APIs_of_one_name_share_their_alarm() =>
        Check(Alarmed(
            SmallEstate.Rest().AddApi(Example.RestApi(Example.Route("GET /x")) with { Id = "twin" }),
            On("5XXError", ("ApiName", Example.ApiName))))
            .ShouldBeClean();

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

    private static Estate Alarmed(Estate estate, Alarm alarm) =>
        estate.WithScope(scope => scope with { Alarms = ImmutableArray.Create(alarm) });

    private static Alarm On(string metric, params (string Name, string Value)[] dimensions) => new()
    {
        Name = "errors",
        TellsSomebody = true,
        Metrics = [new() { Name = metric, Dimensions = dimensions.ToImmutableSortedDictionary(one => one.Name, one => one.Value, StringComparer.Ordinal) }],
    };

    // Amazon API Gateway dimensions and metrics; Monitor CloudWatch metrics for HTTP APIs; Monitor WebSocket API execution with CloudWatch
    // metrics.
    public static TheoryData<string, Estate> WithoutData => new()
    {
        {
            "REST: a stage that is gone",
            Alarmed(Detailed(SmallEstate.Rest()), On("5XXError", ("ApiName", Example.ApiName), ("Stage", "gone")))
        },
        {
            "REST: a dimension that no series has",
            Alarmed(Detailed(SmallEstate.Rest()), On("5XXError", ("ApiName", Example.ApiName), ("Region", Example.Region)))
        },
        {
            "REST: a method without detailed metrics",
            Alarmed(SmallEstate.Rest(), On("5XXError", OfMethod("ApiName", Example.ApiName, "GET", "/orders")))
        },
        {
            "REST: detailed metrics of another method",
            Alarmed(
                SmallEstate.Rest().WithStage(stage => stage with { Settings = [new() { Key = "POST /orders", MetricsEnabled = true }] }),
                On("5XXError", OfMethod("ApiName", Example.ApiName, "GET", "/orders")))
        },
        {
            "REST: a method whose own settings switch them off",
            Alarmed(
                Detailed(SmallEstate.Rest())
                    .WithStage(stage => stage with { Settings = stage.Settings.Add(new() { Key = "GET /orders" }) }),
                On("5XXError", OfMethod("ApiName", Example.ApiName, "GET", "/orders")))
        },
        {
            "REST: a method without its resource",
            Alarmed(
                Detailed(SmallEstate.Rest()), On("5XXError", ("ApiName", Example.ApiName), ("Stage", Example.StageName), ("Method", "GET")))
        },
        {
            "REST: a method that is gone",
            Alarmed(Detailed(SmallEstate.Rest()), On("5XXError", OfMethod("ApiName", Example.ApiName, "GET", "/gone")))
        },
        {
            "HTTP: a route without detailed metrics",
            Alarmed(SmallEstate.Http(), On("5xx", OfMethod("ApiId", Example.ApiId, "GET", "/orders")))
        },
        {
            "HTTP: a route without its stage",
            Alarmed(Detailed(SmallEstate.Http()), On("5xx", ("ApiId", Example.ApiId), ("Method", "GET"), ("Resource", "/orders")))
        },
        { "HTTP: a resource alone", Alarmed(Detailed(SmallEstate.Http()), On("5xx", ("ApiId", Example.ApiId), ("Resource", "/orders"))) },
        {
            "HTTP: a Route, which WebSocket APIs have",
            Alarmed(
                Detailed(SmallEstate.Http()), On("5xx", ("ApiId", Example.ApiId), ("Stage", Example.StageName), ("Route", "GET /orders")))
        },
        {
            "WebSocket: a route without detailed metrics",
            Alarmed(
                SmallEstate.WebSocket(), On("MessageCount", ("ApiId", Example.ApiId), ("Stage", Example.StageName), ("Route", "$connect")))
        },
        {
            "WebSocket: a route without its stage",
            Alarmed(Detailed(SmallEstate.WebSocket()), On("MessageCount", ("ApiId", Example.ApiId), ("Route", "$connect")))
        },
    };

    [Theory]
    [MemberData(nameof(WithoutData))]
    public void An_alarm_on_a_series_that_is_not_there_never_goes_off(string what, Estate estate) =>
        Check(estate).ShouldFlag("watch metrics with dimensions for which CloudWatch has no data").Severity.ShouldBe(Severity.Low, what);

    [Fact]
    public void An_alarm_on_a_route_with_detailed_metrics_helps()
    {
        Check(Alarmed(Detailed(SmallEstate.Http()), On("5xx", OfMethod("ApiId", Example.ApiId, "GET", "/orders")))).ShouldBeClean();
        Check(Alarmed(
            Detailed(SmallEstate.WebSocket()),
            On("MessageCount", ("ApiId", Example.ApiId), ("Stage", Example.StageName), ("Route", "$connect"))))
            .ShouldBeClean();
        Check(Alarmed(
            SmallEstate.Http().WithStage(stage => stage with { Settings = [new() { Key = "GET /orders", MetricsEnabled = true }] }),
            On("5xx", OfMethod("ApiId", Example.ApiId, "GET", "/orders"))))
            .ShouldBeClean();
    }

    // Create alarms on Metrics Insights queries, in the CloudWatch guide: one query takes in many APIs.
    [Theory]
    [InlineData("SELECT SUM(\"5xx\") FROM SCHEMA(\"AWS/ApiGateway\", ApiId)", true)]
    [InlineData("SELECT SUM(\"5xx\") FROM SCHEMA(\"AWS/ApiGateway\", ApiId, Stage) GROUP BY ApiId ORDER BY SUM() DESC LIMIT 10", true)]
    [InlineData("SELECT MAX(Latency) FROM \"AWS/ApiGateway\"", true)]
    [InlineData("SELECT SUM(\"5xx\") FROM SCHEMA(\"AWS/ApiGateway\", ApiId) WHERE ApiId = 'a1b2c3'", true)]
    [InlineData("SELECT SUM(\"5xx\") FROM SCHEMA(\"AWS/ApiGateway\", ApiId) WHERE ApiId != 'other'", true)]
    [InlineData("SELECT SUM(\"5xx\") FROM SCHEMA(\"AWS/ApiGateway\", ApiId) WHERE ApiId = 'other' OR ApiId = 'a1b2c3'", true)]
    [InlineData("SELECT SUM(\"5xx\") FROM SCHEMA(\"AWS/ApiGateway\", ApiId) WHERE ApiId = 'other'", false)]
    [InlineData("SELECT SUM(\"5xx\") FROM SCHEMA(\"AWS/ApiGateway\", ApiId) WHERE ApiId != 'a1b2c3'", false)]
    [InlineData("SELECT SUM(\"5xx\") FROM SCHEMA(\"AWS/ApiGateway\", ApiId, Stage) WHERE Stage = 'gone'", false)]
    [InlineData("SELECT SUM(\"5xx\") FROM SCHEMA(\"AWS/ApiGateway\", ApiName)", false)]
    [InlineData("SELECT SUM(\"5xx\") FROM SCHEMA(\"AWS/ApiGateway\", ApiId, Method)", false)]
    [InlineData("SELECT SUM(\"5XXError\") FROM SCHEMA(\"AWS/ApiGateway\", ApiId)", false)]
    [InlineData("SELECT SUM(DataProcessed) FROM SCHEMA(\"AWS/ApiGateway\", ApiId)", false)]
    public void A_query_watches_what_it_takes_in(string query, bool isClean) =>
        Check(Alarmed(
            SmallEstate.Http(), new() { Name = "all", TellsSomebody = true, Queries = [query] })).Length.ShouldBe(isClean ? 0 : 1);

    [Fact]
    public void Where_only_the_own_VPC_calls_it_is_counted_and_not_listed()
    {
        var result = Audit.Run(SmallEstate.Rest().WithApi(api => api with { EndpointType = EndpointType.Private }), [new NoAlarm()]);

        result.Findings.ShouldBeEmpty();
        result.OnlyCounted.ShouldHaveSingleItem().Message.ShouldContain("has no CloudWatch alarm");
        result.Tallies.ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(tally => tally.Flagged.ShouldBe(0), tally => tally.OnlyCounted.ShouldBe(1));
    }

    private static Estate Detailed(Estate estate) =>
        estate.WithStage(stage => stage with { Settings = [new() { Key = RouteSettings.DefaultKey, MetricsEnabled = true }] });

    private static (string Name, string Value)[] OfMethod(string dimension, string api, string method, string resource) =>
        [(dimension, api), ("Stage", Example.StageName), ("Method", method), ("Resource", resource)];
}
