using Auditor.Aws.Operations;
using Auditor.Aws.Services.Logs.Wire;

namespace Auditor.Aws.Services.Logs;

/// <summary>Reads of CloudWatch Logs: where access logs go.</summary>
internal static class LogsOperations
{
    // Of the 10/s that it gives this read.
    public static Service Service { get; } = new(
        "CloudWatch Logs",
        "logs",
        "logs",
        WireProtocol.Json11,
        "2014-03-28")
    { TargetPrefix = "Logs_20140328", HasPlainFipsNameInGovCloud = true, RequestsPerSecond = 4 };

    public static Operation<LogGroups> DescribeLogGroups { get; } = new(Service, "DescribeLogGroups", LogsJson.Default.LogGroups)
    {
        ProblemOf = page => ListProblem.OfMissing(page.Groups),
        Action = "logs:DescribeLogGroups",
        Resource = "*",
        Feeds = "Whether the log groups of access logs are there, how long they keep lines, and whose key encrypts them.",
        Cost = "1 for each distinct log group of access logs, and one more for each further 50 groups whose names begin with its name",
        Lost = "Whether it is there and how long it keeps lines.",
        Paging = new("nextToken", page => page.NextToken) { SizeMember = "limit", Size = 50 },
    };

    public static ImmutableArray<Operation> All { get; } = [DescribeLogGroups];
}
