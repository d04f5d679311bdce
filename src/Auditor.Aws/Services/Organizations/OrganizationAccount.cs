using Auditor.Aws.Access;
using Auditor.Aws.Transport;

namespace Auditor.Aws.Services.Organizations;

/// <summary>An account of the organization.</summary>
/// <param name="Id">Twelve digits.</param>
/// <param name="Name">As its owner calls it.</param>
/// <param name="State"><c>ACTIVE</c>, <c>SUSPENDED</c> and others.</param>
public sealed record OrganizationAccount(string Id, string Name, string State)
{
    private const string Active = "ACTIVE";

    /// <summary>
    /// <c>arn:aws:organizations::111122223333:account/o-a1b2c3d4e5/444455556666</c>: the management account, the organization, the account.
    /// </summary>
    public string Arn { get; init; } = "";

    /// <summary>
    /// The organization, the root, the organizational units and the account, <c>o-a1b2c3d4e5/r-ab12/ou-ab12-34567890/444455556666/</c>;
    /// <see langword="null"/> where it was not told.
    /// </summary>
    public string? Place { get; init; }

    /// <summary>Whether a role in it can be assumed.</summary>
    public bool IsActive => State is Active;

    /// <summary>All accounts, in the order of their ids.</summary>
    /// <param name="caller">The management account's or a delegated administrator's.</param>
    /// <param name="account">Whose the credentials are.</param>
    /// <param name="region">Where Organizations is asked in a partition whose Region for it is not known.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="AwsCallException">They could not be read.</exception>
    public static async Task<ImmutableArray<OrganizationAccount>> ListAsync(
        AwsCaller caller, AwsAccount account, string region, CancellationToken cancellationToken)
    {
        var pages = caller.PagesAsync(
            OrganizationOperations.ListAccounts, OrganizationOperations.Region(account.Partition, region), [], cancellationToken);
        var members = await pages.SelectMany(page => page.Accounts ?? []).ToListAsync(cancellationToken).ConfigureAwait(false);
        // An account of unknown state is tried: what then fails is a gap, what is left out here would be none.
        return
        [
            .. members.SelectMany(member => member is { Id: { Length: > 0 } id }
                ? new[] { new OrganizationAccount(id, member.Name ?? "", member.State ?? member.Status ?? Active) { Arn = member.Arn ?? "", Place = member.Paths is [var place, ..] ? place : null } }
                : [])
                .DistinctBy(member => member.Id, StringComparer.Ordinal)
                .OrderBy(member => member.Id, StringComparer.Ordinal),
        ];
    }
}
