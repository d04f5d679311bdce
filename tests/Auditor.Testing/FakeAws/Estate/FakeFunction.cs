using System.Collections.Immutable;

namespace Auditor.Testing.FakeAws.Estate;

/// <summary>A Lambda function.</summary>
public sealed record FakeFunction(string Name)
{
    /// <summary>The resource policy; null when nobody ever added a permission.</summary>
    public string? Policy { get; init; }

    public ImmutableArray<string> Aliases { get; init; } = [];

    public ImmutableArray<FakeFunctionUrl> Urls { get; init; } = [];
}
