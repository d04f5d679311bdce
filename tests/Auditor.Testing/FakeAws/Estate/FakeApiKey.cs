using System.Collections.Immutable;

namespace Auditor.Testing.FakeAws.Estate;

/// <summary>An API key. Its value is a secret: a test may plant one and look for it in every output.</summary>
public sealed record FakeApiKey(string Name)
{
    public string Id { get; init; } = FakeId.Of("api key", Name);

    public string Value { get; init; } = FakeId.Of("api key value", Name, 40);

    public bool Enabled { get; init; } = true;

    public string? Description { get; init; }

    public string? CustomerId { get; init; }

    /// <summary>Each <c>apiId/stage</c>.</summary>
    public ImmutableArray<string> StageKeys { get; init; } = [];

    public ImmutableDictionary<string, string> Tags { get; init; } = [];

    public DateTimeOffset CreatedDate { get; init; } = new(2025, 1, 15, 8, 0, 0, TimeSpan.Zero);

    public DateTimeOffset LastUpdatedDate { get; init; } = new(2025, 1, 15, 8, 0, 0, TimeSpan.Zero);
}
