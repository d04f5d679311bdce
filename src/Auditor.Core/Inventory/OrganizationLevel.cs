using System.Collections.Immutable;

namespace Auditor.Core.Inventory;

/// <summary>What an account is in, or the account itself: policies of the organization are attached to each of them.</summary>
public sealed record OrganizationLevel
{
    /// <summary><c>r-ab12</c> for the root, <c>ou-ab12-34567890</c> for an organizational unit, twelve digits for the account.</summary>
    public required string Id { get; init; }

    /// <summary>The service control policies that are attached here.</summary>
    public ImmutableArray<OrganizationPolicy> ServiceControlPolicies { get; init; } = [];

    /// <summary>The resource control policies that are attached here.</summary>
    public ImmutableArray<OrganizationPolicy> ResourceControlPolicies { get; init; } = [];
}
