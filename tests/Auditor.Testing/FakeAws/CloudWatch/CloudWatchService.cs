using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Protocol;

namespace Auditor.Testing.FakeAws.CloudWatch;

/// <summary>CloudWatch metrics and alarms (aws-facts.md A.1, A.5, B.3, F).</summary>
internal sealed class CloudWatchService : JsonRpcService
{
    // A.5.
    private const int MetricsPerPage = 500;

    private static readonly TimeSpan ListedFor = TimeSpan.FromDays(14);

    public override string SigningName => "monitoring";

    protected override string TargetPrefix => "GraniteServiceVersion20100801";

    protected override string ActionPrefix => "cloudwatch";

    protected override string ContentType => "application/x-amz-json-1.0";

    protected override ImmutableDictionary<string, Func<FakeRequest, JsonObject, JsonObject>> Operations { get; } =
        new Dictionary<string, Func<FakeRequest, JsonObject, JsonObject>>(StringComparer.Ordinal)
        {
            ["ListMetrics"] = ListMetrics,
            ["GetMetricData"] = MetricData.Answer,
            ["DescribeAlarms"] = DescribeAlarms,
        }.ToImmutableDictionary(StringComparer.Ordinal);

    // F: only what had data in the last two weeks.
    private static JsonObject ListMetrics(FakeRequest request, JsonObject input)
    {
        var since = request.Now - (input.Text("RecentlyActive") switch
        {
            null => ListedFor,
            "PT3H" => TimeSpan.FromHours(3),
            var other => throw MetricData.Invalid($"Invalid value for RecentlyActive: {other}"),
        });
        var filters = input.Objects("Dimensions");
        var page = TokenPage<FakeMetric>.Of(
            request.Region.Metrics.Where(metric =>
                (input.Text("Namespace") ?? metric.Namespace) == metric.Namespace
                && (input.Text("MetricName") ?? metric.Name) == metric.Name
                && metric.Points.Any(point => point.Time > since && point.Time <= request.Now)
                && filters.All(filter => filter.Text("Name") is { } name && metric.Dimensions.TryGetValue(name, out var value) && (filter.Text("Value") ?? value) == value)),
            "ListMetrics",
            input.Text("NextToken"),
            MetricsPerPage,
            () => MetricData.Invalid("Invalid nextToken"));
        return Wire.Object(
            ("Metrics", Wire.Array(page.Items.Select(metric => Wire.Object(
                ("Namespace", metric.Namespace),
                ("MetricName", metric.Name),
                ("Dimensions", Dimensions(metric.Dimensions)))))),
            ("NextToken", page.Next));
    }

    private static JsonObject DescribeAlarms(FakeRequest request, JsonObject input)
    {
        var limit = input.Number("MaxRecords") ?? 50;
        if (limit is < 1 or > 100)
        {
            throw MetricData.Invalid("MaxRecords must be between 1 and 100");
        }

        // Without types only metric alarms are listed (the API reference of DescribeAlarms).
        var types = input.Texts("AlarmTypes");
        var names = input.Texts("AlarmNames");
        var prefix = input.Text("AlarmNamePrefix") ?? "";
        var metric = types.IsEmpty || types.Contains("MetricAlarm")
            ? request.Region.Alarms.Select(alarm => (alarm.Name, Metric: (FakeAlarm?)alarm, Composite: (FakeCompositeAlarm?)null))
            : [];
        var composite = types.Contains("CompositeAlarm")
            ? request.Region.CompositeAlarms.Select(alarm => (alarm.Name, Metric: (FakeAlarm?)null, Composite: (FakeCompositeAlarm?)alarm))
            : [];
        var page = TokenPage<(string Name, FakeAlarm? Metric, FakeCompositeAlarm? Composite)>.Of(
            metric.Concat(composite)
                .Where(alarm => (names.IsEmpty || names.Contains(alarm.Name)) && alarm.Name.StartsWith(prefix, StringComparison.Ordinal)),
            "DescribeAlarms",
            input.Text("NextToken"),
            limit,
            () => new(400, "InvalidNextToken", "The next token specified is invalid."));
        return Wire.Object(
            ("MetricAlarms", Wire.Array(page.Items.Select(alarm => alarm.Metric)
                .OfType<FakeAlarm>()
                .Select(alarm => MetricAlarm(request, alarm)))),
            ("CompositeAlarms", Wire.Array(page.Items.Select(alarm => alarm.Composite).OfType<FakeCompositeAlarm>().Select(alarm => Wire.Object(
                ("AlarmName", alarm.Name),
                ("AlarmArn", Arn(request, alarm.Name)),
                ("AlarmRule", alarm.Rule),
                ("ActionsEnabled", alarm.ActionsEnabled),
                ("AlarmActions", Wire.Array(alarm.AlarmActions)),
                ("StateValue", "OK"))))),
            ("NextToken", page.Next));
    }

    private static JsonObject MetricAlarm(FakeRequest request, FakeAlarm alarm)
    {
        var answer = Wire.Object(
            ("AlarmName", alarm.Name),
            ("AlarmArn", Arn(request, alarm.Name)),
            ("ActionsEnabled", alarm.ActionsEnabled),
            ("OKActions", Wire.Array()),
            ("AlarmActions", Wire.Array(alarm.AlarmActions)),
            ("InsufficientDataActions", Wire.Array()),
            ("StateValue", alarm.StateValue),
            ("EvaluationPeriods", 1),
            ("Threshold", alarm.Threshold),
            ("ComparisonOperator", "GreaterThanOrEqualToThreshold"));
        if (alarm.Metrics.IsEmpty)
        {
            answer["MetricName"] = alarm.MetricName;
            answer["Namespace"] = alarm.Namespace;
            answer["Statistic"] = alarm.Statistic;
            answer["Dimensions"] = Dimensions(alarm.Dimensions);
            answer["Period"] = alarm.Period;
            return answer;
        }

        answer["Metrics"] = Wire.Array(alarm.Metrics.Select((metric, index) => Wire.Object(
            ("Id", $"m{index}"),
            ("MetricStat", Wire.Object(
                ("Metric", Wire.Object(
                    ("Namespace", metric.Namespace), ("MetricName", metric.MetricName), ("Dimensions", Dimensions(metric.Dimensions)))),
                ("Period", alarm.Period),
                ("Stat", alarm.Statistic))),
            ("ReturnData", false),
            ("AccountId", metric.AccountId))).Append(Wire.Object(("Id", "e"), ("Expression", "SUM(METRICS())"), ("ReturnData", true))));
        return answer;
    }

    private static string Arn(FakeRequest request, string alarm) =>
        $"arn:{request.Partition}:cloudwatch:{request.Region.Name}:{request.Account.Id}:alarm:{alarm}";

    private static JsonArray Dimensions(ImmutableSortedDictionary<string, string> dimensions) =>
        Wire.Array(dimensions.Select(dimension => Wire.Object(("Name", dimension.Key), ("Value", dimension.Value))));
}
