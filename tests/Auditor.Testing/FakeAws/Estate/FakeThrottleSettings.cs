namespace Auditor.Testing.FakeAws.Estate;

/// <summary>A throttle of a usage plan.</summary>
public sealed record FakeThrottleSettings(int BurstLimit, double RateLimit);
