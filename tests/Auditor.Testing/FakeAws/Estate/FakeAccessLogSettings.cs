namespace Auditor.Testing.FakeAws.Estate;

/// <summary>Where a stage writes its access log.</summary>
public sealed record FakeAccessLogSettings(string DestinationArn, string? Format = null);
