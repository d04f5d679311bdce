using System.Collections.Immutable;

namespace Auditor.Testing.FakeAws.Estate;

/// <summary>An account: its credentials, what they may do, its Regions and its IAM.</summary>
public sealed record FakeAccount(string Id = "123456789012")
{
    /// <summary>The access key of a user of this account; the fake knows it by its id.</summary>
    public FakeCredentials Credentials { get; init; } = FakeCredentials.Of(Id);

    /// <summary>What <see cref="Credentials"/> may do; a role has its own.</summary>
    public FakePermissions Permissions { get; init; } = FakePermissions.Everything;

    public ImmutableArray<FakeRegion> Regions { get; init; } = [new FakeRegion("eu-west-1")];

    /// <summary>Opt-in Regions that are not enabled: AWS does not know the account's keys there.</summary>
    public ImmutableArray<string> DisabledRegions { get; init; } = [];

    public ImmutableArray<FakeRole> Roles { get; init; } = [];

    public ImmutableArray<FakeUser> Users { get; init; } = [];

    public ImmutableArray<FakeGroup> Groups { get; init; } = [];

    public ImmutableArray<FakeManagedPolicy> ManagedPolicies { get; init; } = [];

    /// <summary>The accounts of the organization, when this is its management account or a delegated administrator.</summary>
    public ImmutableArray<FakeMemberAccount> Organization { get; init; } = [];

    /// <summary>The policies of that organization; a kind of which there is none is not enabled.</summary>
    public ImmutableArray<FakeOrganizationPolicy> OrganizationPolicies { get; init; } = [];

    /// <summary>Whether accounts are listed with the organizational units that they are in.</summary>
    public bool ListsPaths { get; init; } = true;
}
