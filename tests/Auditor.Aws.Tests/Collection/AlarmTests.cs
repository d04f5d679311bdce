using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Faults;

namespace Auditor.Aws.Tests.Collection;

public sealed class AlarmTests
{
    private static readonly ImmutableSortedDictionary<string, string> OfOrders = ImmutableSortedDictionary<string, string>.Empty.Add("ApiName", "orders");
    private static readonly ImmutableArray<string> Ops = ["arn:aws:sns:eu-west-1:123456789012:ops"];

    [Fact]
    public async Task Alarms_on_API_Gateway_are_kept_and_tell_somebody_when_they_have_an_action_that_is_on()
    {
        var alarms = await AlarmsAsync(
            [
                new("a told") { Dimensions = OfOrders, AlarmActions = Ops },
                new("b off") { AlarmActions = Ops, ActionsEnabled = false },
                new("c silent"),
                new("d lambda") { Namespace = "AWS/Lambda", MetricName = "Errors", AlarmActions = Ops },
            ]);

        alarms.Select(alarm => (alarm.Name, alarm.TellsSomebody)).ShouldBe([("a told", true), ("b off", false), ("c silent", false)]);
        var metric = alarms[0].Metrics.ShouldHaveSingleItem();
        metric.Name.ShouldBe("5XXError");
        metric.Dimensions.ShouldBe(OfOrders);
    }

    [Fact]
    public async Task An_alarm_on_an_expression_watches_the_metrics_that_it_is_made_of()
    {
        var alarms = await AlarmsAsync(
            [
                new("rate") { AlarmActions = Ops, Metrics = [new("5XXError") { Dimensions = OfOrders }, new("Count") { Dimensions = OfOrders }, new("Errors") { Namespace = "AWS/Lambda" }, new("Latency") { AccountId = "999999999999" }] },
                new("elsewhere") { AlarmActions = Ops, Metrics = [new("Latency") { AccountId = "999999999999" }] },
                new("own") { AlarmActions = Ops, Metrics = [new("4XXError") { AccountId = Collected.AccountId }] },
            ]);

        alarms.Select(alarm => (alarm.Name, string.Join(' ', alarm.Metrics.Select(metric => metric.Name))))
            .ShouldBe([("own", "4XXError"), ("rate", "5XXError Count")]);
    }

    [Theory]
    [InlineData("ALARM(\"child\")", true)]
    [InlineData("ALARM(child)", true)]
    [InlineData("(ALARM( \"other\" ) OR ALARM(\"child\")) AND NOT ALARM(mute)", true)]
    [InlineData("ALARM(arn:aws:cloudwatch:eu-west-1:123456789012:alarm:child)", true)]
    [InlineData("ALARM(\"child of another\")", false)]
    [InlineData("OK(child)", false)]
    public async Task An_alarm_without_an_action_tells_somebody_through_a_composite_alarm(string rule, bool tells)
    {
        var alarms = await AlarmsAsync([new("child")], [new("parent", rule) { AlarmActions = Ops }]);

        alarms.ShouldHaveSingleItem().TellsSomebody.ShouldBe(tells);
    }

    [Fact]
    public async Task Composite_alarms_tell_through_others_and_a_circle_of_them_tells_nobody()
    {
        var told = await AlarmsAsync([new("child")], [new("middle", "ALARM(child)"), new("top", "ALARM(middle)") { AlarmActions = Ops }]);
        var off = await AlarmsAsync(
            [new("child")], [new("middle", "ALARM(child)"), new("top", "ALARM(middle)") { AlarmActions = Ops, ActionsEnabled = false }]);
        var circle = await AlarmsAsync([new("child")], [new("one", "ALARM(child) OR ALARM(two)"), new("two", "ALARM(one)")]);

        told.ShouldHaveSingleItem().TellsSomebody.ShouldBeTrue();
        off.ShouldHaveSingleItem().TellsSomebody.ShouldBeFalse();
        circle.ShouldHaveSingleItem().TellsSomebody.ShouldBeFalse();
    }

    [Fact]
    public async Task Alarms_come_in_pages_of_a_hundred_and_a_page_that_fails_leaves_all_unknown()
    {
        await using var aws = await StartAsync([.. Enumerable.Range(0, 150).Select(i => new FakeAlarm($"alarm {i:000}"))], []);

        (await Collected.ScopeAsync(aws, Needs.Alarms)).Alarms.Value.Length.ShouldBe(150);
        aws.CallCounts.GetValueOrDefault("DescribeAlarms").ShouldBe(2);

        aws.Inject(FakeFault.Error("DescribeAlarms", 403, "AccessDenied").Always);
        var scope = await Collected.ScopeAsync(aws, Needs.Alarms);
        scope.Alarms.Unknown.ShouldNotBeNull().Operation.ShouldBe("cloudwatch:DescribeAlarms");
        scope.Gaps.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Where_there_is_no_API_no_alarm_is_asked_for()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeRegion(Collected.Region) { Alarms = [new("left over")] });

        await Collected.ScopeAsync(aws, Needs.Alarms);

        aws.CallCounts.ContainsKey("DescribeAlarms").ShouldBeFalse();
    }

    private static Task<FakeAwsServer> StartAsync(ImmutableArray<FakeAlarm> alarms, ImmutableArray<FakeCompositeAlarm> composites) =>
        FakeAwsServer.StartAsync(
            new FakeRegion(Collected.Region) { RestApis = [new("orders")], Alarms = alarms, CompositeAlarms = composites });

    private static async Task<ImmutableArray<Alarm>> AlarmsAsync(
        ImmutableArray<FakeAlarm> alarms, ImmutableArray<FakeCompositeAlarm> composites = default)
    {
        await using var aws = await StartAsync(alarms, composites.IsDefault ? [] : composites);
        return (await Collected.ScopeAsync(aws, Needs.Alarms)).Alarms.Value;
    }
}
