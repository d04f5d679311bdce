using System.Collections.Immutable;

namespace Auditor.Testing.FakeAws.Estate;

/// <summary>A VPC link; with <see cref="IsV2"/> one of HTTP APIs.</summary>
public sealed record FakeVpcLink(string Name)
{
    public string Id { get; init; } = FakeId.Of("vpc link", Name, 6);

    public bool IsV2 { get; init; }

    public string? Description { get; init; }

    public ImmutableDictionary<string, string> Tags { get; init; } = [];

    public string Status { get; init; } = "AVAILABLE";

    public string? StatusMessage { get; init; }

    public ImmutableArray<string> TargetArns { get; init; } = [];

    public ImmutableArray<string> SecurityGroupIds { get; init; } = [];

    public ImmutableArray<string> SubnetIds { get; init; } = [];
}
