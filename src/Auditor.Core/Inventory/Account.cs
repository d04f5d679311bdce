using System.Collections.Immutable;

namespace Auditor.Core.Inventory;

/// <summary>What is the same in all Regions of an account.</summary>
public sealed record Account
{
    /// <summary>Twelve digits.</summary>
    public required string Id { get; init; }

    /// <summary><c>aws</c>, <c>aws-cn</c>, <c>aws-us-gov</c>.</summary>
    public string Partition { get; init; } = "aws";

    /// <summary>The identity policies of users, groups and roles, inline and managed.</summary>
    public Fact<ImmutableArray<IdentityPolicy>> IdentityPolicies { get; init; }

    /// <summary>The users, groups and roles.</summary>
    public Fact<ImmutableArray<Principal>> Principals { get; init; }

    /// <summary>Its place in the organization, with the policies that limit it there; read with <c>--organization</c>.</summary>
    public Fact<OrganizationMembership> Organization { get; init; }

    /// <summary>What could not be read.</summary>
    public ImmutableArray<Gap> Gaps { get; init; } = [];
}
