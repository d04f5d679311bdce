using System.Collections.Immutable;
using Auditor.Aws.Access;
using Auditor.Aws.Reading;
using Auditor.Aws.Services.Organizations;
using Auditor.Cli.Terminal;
using Auditor.Core.Metadata;
using Auditor.Core.Text;

namespace Auditor.Cli.Collecting;

/// <summary>Decides which accounts are read, and as whom.</summary>
internal sealed class AccountChoice(CollectionSettings settings, AccountOpener opener, Screen screen)
{
    public async Task<ChosenAccounts> ReadAsync(CancellationToken cancellationToken)
    {
        var (all, organization) = settings.OrganizationRole is { } role
            ? await OfOrganizationAsync(settings.Identities[0], role, cancellationToken).ConfigureAwait(false)
            : ([.. settings.Identities.Select(identity => (Account: identity.RoleAccount, Identity: identity))], null);
        if (settings.Shard is not { } shard)
        {
            return new([.. all.Select(account => account.Identity)], organization);
        }

        ImmutableArray<AwsAccess> chosen = [.. all.Where(account => account.Account is not { } id || shard.Contains(id)).Select(account => account.Identity)];
        screen.Note($"Shard {shard} has {chosen.Length} of {Words.Count(all.Length, "account")}.");
        return new(chosen, organization);
    }

    private async Task<(ImmutableArray<(string? Account, AwsAccess Identity)> Accounts, OrganizationReading? Organization)> OfOrganizationAsync(AwsAccess administrator, string role, CancellationToken cancellationToken)
    {
        // The external id is for the roles; nobody asks for it here.
        var entered = await opener.EnterAsync(administrator with { ExternalId = null }, cancellationToken).ConfigureAwait(false);
        using var caller = entered.Caller;
        var accounts = await OrganizationAccount.ListAsync(caller, entered.Account, entered.Home, cancellationToken).ConfigureAwait(false);
        foreach (var account in accounts.Where(account => !account.IsActive))
        {
            screen.Note($"Skipped {account.Id} {Quote.Of(account.Name)}: its state is {account.State}.");
        }

        ImmutableArray<OrganizationAccount> active = [.. accounts.Where(account => account.IsActive)];
        var organization = settings.Needs.HasFlag(Needs.IdentityPolicies)
            ? await new OrganizationReader(caller, entered.Account, entered.Home).ReadAsync(active, cancellationToken).ConfigureAwait(false)
            : null;
        return (
        [
            .. active.Select(account => ((string?)account.Id, account.Id == entered.Account.Id
                // AWS makes no role in the account that administers, and there is nobody to assume it from.
                ? administrator with { ExternalId = null }
                : administrator with { RoleArn = $"arn:{entered.Account.Partition}:iam::{account.Id}:role/{role}" })),
        ], organization);
    }
}
