using System.Collections.Immutable;

namespace Auditor.Testing.FakeAws.Protocol;

/// <summary>An answer before it goes out.</summary>
internal sealed record FakeResponse(int Status, string ContentType, byte[] Body)
{
    public ImmutableArray<(string Name, string Value)> Headers { get; init; } = [];

    public string? ErrorCode { get; init; }
}
