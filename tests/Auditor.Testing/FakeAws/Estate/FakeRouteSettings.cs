namespace Auditor.Testing.FakeAws.Estate;

/// <summary>Route settings of a stage of an HTTP or WebSocket API; what is not set is absent.</summary>
public sealed record FakeRouteSettings
{
    public bool? DataTraceEnabled { get; init; }

    public bool DetailedMetricsEnabled { get; init; }

    public string? LoggingLevel { get; init; }

    public int? ThrottlingBurstLimit { get; init; }

    public double? ThrottlingRateLimit { get; init; }
}
