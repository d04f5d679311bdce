namespace Auditor.Testing.FakeAws.Estate;

/// <summary>A minute of a metric.</summary>
public sealed record FakeDataPoint(DateTimeOffset Time, double Sum, double SampleCount = 1);
