using System.Collections.Immutable;

namespace Auditor.Testing.FakeAws.Estate;

/// <summary>A metric alarm.</summary>
public sealed record FakeAlarm(string Name)
{
    public string MetricName { get; init; } = "5XXError";

    public string Namespace { get; init; } = "AWS/ApiGateway";

    public ImmutableSortedDictionary<string, string> Dimensions { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>What an expression is made of; then the alarm has no metric of its own.</summary>
    public ImmutableArray<FakeAlarmMetric> Metrics { get; init; } = [];

    public bool ActionsEnabled { get; init; } = true;

    public ImmutableArray<string> AlarmActions { get; init; } = [];

    public string StateValue { get; init; } = "OK";

    public string Statistic { get; init; } = "Sum";

    public int Period { get; init; } = 300;

    public double Threshold { get; init; } = 1;
}
