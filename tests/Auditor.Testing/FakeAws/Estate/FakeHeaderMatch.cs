namespace Auditor.Testing.FakeAws.Estate;

/// <summary>A header that a routing rule looks at.</summary>
public sealed record FakeHeaderMatch(string Header, string ValueGlob);
