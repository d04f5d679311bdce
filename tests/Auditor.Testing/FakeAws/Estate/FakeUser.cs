using System.Collections.Immutable;

namespace Auditor.Testing.FakeAws.Estate;

/// <summary>An IAM user.</summary>
public sealed record FakeUser(string Name)
{
    public string Path { get; init; } = "/";

    /// <summary>Names of groups.</summary>
    public ImmutableArray<string> Groups { get; init; } = [];

    /// <summary>Policy documents by name.</summary>
    public ImmutableSortedDictionary<string, string> InlinePolicies { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public ImmutableArray<string> AttachedPolicyArns { get; init; } = [];

    public string? PermissionsBoundaryArn { get; init; }
}
