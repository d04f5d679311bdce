using System.Collections.Immutable;

namespace Auditor.Testing.FakeAws.Estate;

/// <summary>A routing rule of a domain.</summary>
public sealed record FakeRoutingRule(int Priority, string ApiId, string Stage)
{
    public ImmutableArray<string> BasePaths { get; init; } = [];

    public ImmutableArray<FakeHeaderMatch> Headers { get; init; } = [];

    public bool StripBasePath { get; init; }
}
