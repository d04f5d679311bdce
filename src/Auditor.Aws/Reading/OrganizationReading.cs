using Auditor.Core.Inventory;

namespace Auditor.Aws.Reading;

/// <summary>
/// The places of accounts in their organization, with the policies that limit them there, and what of it could not be read.
/// </summary>
/// <param name="Members">By account.</param>
/// <param name="Gaps">Of the organization, not of one account.</param>
public sealed record OrganizationReading(ImmutableDictionary<string, Fact<OrganizationMembership>> Members, ImmutableArray<Gap> Gaps)
{
    /// <summary>The account that the gaps are listed with.</summary>
    public string? ListedWith { get; init; }

    public Fact<OrganizationMembership> Of(string account) => Members.GetValueOrDefault(account);

    public ImmutableArray<Gap> GapsOf(string account) => account == ListedWith ? Gaps : [];
}
