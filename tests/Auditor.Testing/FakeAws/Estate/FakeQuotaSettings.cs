namespace Auditor.Testing.FakeAws.Estate;

/// <summary>A quota of a usage plan.</summary>
public sealed record FakeQuotaSettings(int Limit, string Period = "DAY", int Offset = 0);
