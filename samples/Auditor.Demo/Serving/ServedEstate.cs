namespace Auditor.Demo.Serving;

/// <summary>An inventory as an AWS that answers with it: what a scan of that AWS reads is the inventory again.</summary>
internal static class ServedEstate
{
    /// <summary>The role in each account that a scan takes on.</summary>
    public const string Role = "acme-auditor";

    /// <param name="estate">The inventory.</param>
    /// <param name="now">By the clock of the AWS: what had requests had them lately.</param>
    public static FakeEstate Of(Estate estate, DateTimeOffset now) => new()
    {
        Accounts =
        [
            .. estate.Accounts.Select(account => ServedPrincipals.Account(account) with
            {
                Regions = [.. estate.Scopes.Where(scope => scope.Account == account.Id).Select(scope => ServedRegion.Of(scope, now))],
                Roles =
                [
                    .. ServedPrincipals.Account(account).Roles.Select(role => role.Name is Role
                        ? role with { Permissions = ServedDenials.Of(estate.Scopes.Where(scope => scope.Account == account.Id)) }
                        : role),
                ],
            }),
        ],
    };
}
