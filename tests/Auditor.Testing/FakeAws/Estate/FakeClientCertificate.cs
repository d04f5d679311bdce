using System.Collections.Immutable;

namespace Auditor.Testing.FakeAws.Estate;

/// <summary>A client certificate that API Gateway made for calls to a backend.</summary>
public sealed record FakeClientCertificate(string Id)
{
    public string? Description { get; init; }

    public ImmutableDictionary<string, string> Tags { get; init; } = [];

    /// <summary>What is between the lines of the PEM: a test may plant something and look for it in every output.</summary>
    public string PemBody { get; init; } = "MIIB";

    public DateTimeOffset CreatedDate { get; init; } = new(2025, 2, 1, 0, 0, 0, TimeSpan.Zero);

    public DateTimeOffset ExpirationDate { get; init; } = new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero);
}
