using Auditor.Aws.Operations;
using Auditor.Aws.Services.CloudWatch.Wire;

namespace Auditor.Aws.Services.CloudWatch;

/// <summary>Reads of CloudWatch: which APIs are used, and who would notice that one fails.</summary>
internal static class CloudWatchOperations
{
    public static Service Service { get; } = new("CloudWatch", "monitoring", "monitoring", WireProtocol.Json10, "2010-08-01")
    {
        TargetPrefix = "GraniteServiceVersion20100801",
        HasPlainFipsNameInGovCloud = true,
        RequestsPerSecond = 15,
    };

    public static Operation<MetricList> ListMetrics { get; } = new(Service, "ListMetrics", CloudWatchJson.Default.MetricList)
    {
        Action = "cloudwatch:ListMetrics",
        Resource = "*",
        Feeds = "Which APIs and stages had requests in the last two weeks.",
        Cost = "1 for each 500 active metrics, of REST and HTTP APIs and of WebSocket APIs",
        Lost = "Which APIs and stages are used.",
        Paging = new("NextToken", page => page.NextToken),
    };

    public static Operation<MetricData> GetMetricData { get; } = new(Service, "GetMetricData", CloudWatchJson.Default.MetricData)
    {
        Action = "cloudwatch:GetMetricData",
        Resource = "*",
        Feeds = "Requests of the APIs that had none in the last two weeks.",
        Cost = "1 for each 500 APIs and stages without a request in two weeks",
        Lost = "Which APIs and stages are not used.",
        Paging = new("NextToken", page => page.NextToken),
    };

    public static Operation<AlarmList> DescribeAlarms { get; } = new(Service, "DescribeAlarms", CloudWatchJson.Default.AlarmList)
    {
        Action = "cloudwatch:DescribeAlarms",
        Resource = "*",
        Feeds = "Alarms on metrics of API Gateway, and whether they tell anybody.",
        Cost = "1 for each 100 alarms of the account in the Region, whatever they watch, where there are APIs",
        Lost = "Whether anybody is told when an API fails.",
        Paging = new("NextToken", page => page.NextToken) { SizeMember = "MaxRecords", Size = 100 },
        // The service allows 9.
        RequestsPerSecond = 4,
    };

    public static ImmutableArray<Operation> All { get; } = [ListMetrics, GetMetricData, DescribeAlarms];
}
