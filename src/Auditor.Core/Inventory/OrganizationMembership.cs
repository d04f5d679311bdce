using System.Collections.Immutable;

namespace Auditor.Core.Inventory;

/// <summary>An account's place in its organization, and the policies that limit it there.</summary>
public sealed record OrganizationMembership
{
    /// <summary><c>o-a1b2c3d4e5</c>.</summary>
    public required string OrganizationId { get; init; }

    /// <summary>Whether it is the management account, which no policy of the organization limits.</summary>
    public bool IsManagementAccount { get; init; }

    /// <summary>Whether the organization uses service control policies; where it does not, none limits anything.</summary>
    public bool UsesServiceControlPolicies { get; init; }

    /// <summary>Whether the organization uses resource control policies.</summary>
    public bool UsesResourceControlPolicies { get; init; }

    /// <summary>The root first, then the organizational units on the way to the account, the account last.</summary>
    public ImmutableArray<OrganizationLevel> Levels { get; init; } = [];
}
