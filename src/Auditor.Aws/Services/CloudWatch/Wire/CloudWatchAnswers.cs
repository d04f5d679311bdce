namespace Auditor.Aws.Services.CloudWatch.Wire;

internal sealed record MetricList
{
    public IReadOnlyList<Metric?>? Metrics { get; init; }

    public string? NextToken { get; init; }
}

internal sealed record Metric
{
    public string? Namespace { get; init; }

    public string? MetricName { get; init; }

    public IReadOnlyList<Dimension?>? Dimensions { get; init; }
}

internal sealed record Dimension
{
    public string? Name { get; init; }

    public string? Value { get; init; }
}

internal sealed record MetricData
{
    public IReadOnlyList<MetricDataResult?>? MetricDataResults { get; init; }

    public string? NextToken { get; init; }
}

internal sealed record MetricDataResult
{
    public string? Id { get; init; }

    public IReadOnlyList<double>? Values { get; init; }

    public string? StatusCode { get; init; }
}

internal sealed record AlarmList
{
    public IReadOnlyList<MetricAlarm?>? MetricAlarms { get; init; }

    public IReadOnlyList<CompositeAlarm?>? CompositeAlarms { get; init; }

    public string? NextToken { get; init; }
}

internal sealed record MetricAlarm
{
    public string? AlarmName { get; init; }

    public string? AlarmArn { get; init; }

    public bool? ActionsEnabled { get; init; }

    public IReadOnlyList<string?>? AlarmActions { get; init; }

    public string? Namespace { get; init; }

    public string? MetricName { get; init; }

    public IReadOnlyList<Dimension?>? Dimensions { get; init; }

    /// <summary>What an expression is made of; then the alarm has no metric of its own.</summary>
    public IReadOnlyList<MetricDataQuery?>? Metrics { get; init; }
}

internal sealed record MetricDataQuery
{
    public MetricStat? MetricStat { get; init; }

    /// <summary>Arithmetic over other metrics, or a Metrics Insights query.</summary>
    public string? Expression { get; init; }

    /// <summary>Whose metric it is; absent for the account's own.</summary>
    public string? AccountId { get; init; }
}

internal sealed record MetricStat
{
    public Metric? Metric { get; init; }
}

internal sealed record CompositeAlarm
{
    public string? AlarmName { get; init; }

    public string? AlarmArn { get; init; }

    public bool? ActionsEnabled { get; init; }

    public IReadOnlyList<string?>? AlarmActions { get; init; }

    /// <summary><c>ALARM("5xx of orders") OR ALARM(arn:...)</c>.</summary>
    public string? AlarmRule { get; init; }
}
