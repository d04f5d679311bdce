using System.Collections.Immutable;

namespace Auditor.Testing.FakeAws.Estate;

/// <summary>An IAM group.</summary>
public sealed record FakeGroup(string Name)
{
    public string Path { get; init; } = "/";

    /// <summary>Policy documents by name.</summary>
    public ImmutableSortedDictionary<string, string> InlinePolicies { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public ImmutableArray<string> AttachedPolicyArns { get; init; } = [];
}
