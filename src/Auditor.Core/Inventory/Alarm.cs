using System.Collections.Immutable;

namespace Auditor.Core.Inventory;

/// <summary>A CloudWatch alarm on metrics of API Gateway.</summary>
public sealed record Alarm
{
    public required string Name { get; init; }

    /// <summary>The metrics that it watches, by themselves or in an expression.</summary>
    public ImmutableArray<AlarmMetric> Metrics { get; init; } = [];

    /// <summary>The Metrics Insights queries on API Gateway's metrics that it watches: one takes in many APIs.</summary>
    public ImmutableArray<string> Queries { get; init; } = [];

    /// <summary>Whether anything happens when it goes off: actions are enabled and there is one.</summary>
    public bool TellsSomebody { get; init; }
}
