using System.Collections.Immutable;

namespace Auditor.Testing.FakeAws.Estate;

/// <summary>A role: IAM lists it and STS lets it be assumed.</summary>
public sealed record FakeRole(string Name)
{
    public string Path { get; init; } = "/";

    public string? AssumeRolePolicyDocument { get; init; }

    /// <summary>What its sessions may do on the fake.</summary>
    public FakePermissions Permissions { get; init; } = FakePermissions.Everything;

    /// <summary>When set, only a call with it may assume the role.</summary>
    public string? ExternalId { get; init; }

    /// <summary>When set, only a call with this device and a code of six digits may assume the role.</summary>
    public string? MfaDevice { get; init; }

    /// <summary>Nobody may assume it.</summary>
    public bool RefusesAssumption { get; init; }

    /// <summary>Policy documents by name.</summary>
    public ImmutableSortedDictionary<string, string> InlinePolicies { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public ImmutableArray<string> AttachedPolicyArns { get; init; } = [];

    public string? PermissionsBoundaryArn { get; init; }

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
