using System.Collections.Immutable;

namespace Auditor.Testing.FakeAws.Estate;

/// <summary>One of the metrics of an alarm on an expression.</summary>
public sealed record FakeAlarmMetric(string MetricName)
{
    public string Namespace { get; init; } = "AWS/ApiGateway";

    public ImmutableSortedDictionary<string, string> Dimensions { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Null: the alarm's account.</summary>
    public string? AccountId { get; init; }
}
