using System.Collections.Immutable;
using Auditor.Aws.Access;
using Auditor.Aws.Collection;
using Auditor.Aws.Transport;
using Auditor.Cli.Configuration;
using Auditor.Cli.Terminal;
using Auditor.Core.Inventory;

namespace Auditor.Cli.Collecting;

/// <summary>Reads accounts and Regions into an inventory.</summary>
internal sealed class EstateCollector(IOContext io, Screen screen)
{
    // Each Region has limits of its own, so Regions do not slow each other down; the machine and the network may.
    private const int ScopesAtOnce = 8;

    /// <summary>Reads everything. What fails in the middle becomes a gap; what makes it pointless to begin is an error.</summary>
    /// <exception cref="UsageException">There are no good credentials, no Region, or no way to AWS.</exception>
    public async Task<Estate> CollectAsync(CollectionSettings settings, CancellationToken cancellationToken)
    {
        var started = io.Time.GetUtcNow();
        var accesses = new List<AccountAccess>();
        try
        {
            await OpenAsync(settings, accesses, cancellationToken).ConfigureAwait(false);
            return await ReadAsync(accesses, started, new() { Needs = settings.Needs }, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is AwsAccessException or AwsCallException)
        {
            throw new UsageException(exception.Message);
        }
        finally
        {
            accesses.ForEach(access => access.Caller.Dispose());
        }
    }

    // All identities before the first scan: a role that cannot be assumed must not show after the others took an hour.
    private async Task OpenAsync(CollectionSettings settings, List<AccountAccess> accesses, CancellationToken cancellationToken)
    {
        foreach (var identity in settings.Identities)
        {
            var home = settings.Regions.FirstOrDefault(region => region is not RegionName.All)
                ?? AwsSession.DefaultRegion(identity.Profile)
                ?? throw new UsageException(settings.Regions is []
                    ? "No Region is configured: name one with --region, or set AWS_REGION or the profile's region."
                    : "'--region all' has to ask some Region which others there are: set AWS_REGION or the profile's region, or name one more --region.");
            var caller = AwsSession.Open(identity, home, io.Time);
            try
            {
                var account = await AwsAccount.ReadAsync(caller, home, cancellationToken).ConfigureAwait(false);
                var regions = await RegionsAsync(settings, caller, home, cancellationToken).ConfigureAwait(false);
                var known = accesses.Where(access => access.Account.Id == account.Id).SelectMany(access => access.Regions);
                accesses.Add(new(caller, account, [.. regions.Except(known, StringComparer.Ordinal)]));
            }
            catch
            {
                caller.Dispose();
                throw;
            }
        }
    }

    private static async Task<ImmutableArray<string>> RegionsAsync(CollectionSettings settings, AwsCaller caller, string home, CancellationToken cancellationToken) => settings.Regions switch
    {
        [] => [home],
        var regions when regions.Contains(RegionName.All) => await AwsAccount.RegionsAsync(caller, home, cancellationToken).ConfigureAwait(false),
        var regions => regions,
    };

    private async Task<Estate> ReadAsync(List<AccountAccess> accesses, DateTimeOffset started, CollectionOptions options, CancellationToken cancellationToken)
    {
        ImmutableArray<(AccountAccess Access, string Region)> places = [.. accesses.SelectMany(access => access.Regions.Select(region => (access, region)))];
        var scopes = new Scope[places.Length];
        var accounts = new List<Account>();
        await new CollectionScreen(screen).ShowAsync(places.Length, async progress =>
        {
            foreach (var access in accesses.DistinctBy(access => access.Account.Id, StringComparer.Ordinal).Where(access => access.Regions is not []))
            {
                accounts.Add(await new AwsCollector(access.Caller, io.Time).CollectAccountAsync(access.Account, access.Regions[0], options, cancellationToken).ConfigureAwait(false));
            }

            await Parallel.ForEachAsync(
                places.Index(),
                new ParallelOptions { MaxDegreeOfParallelism = ScopesAtOnce, CancellationToken = cancellationToken },
                async (place, stop) =>
                {
                    var (access, region) = place.Item;
                    progress.Started(access.Account.Id, region);
                    var scope = await new AwsCollector(access.Caller, io.Time).CollectScopeAsync(access.Account, region, options, progress, stop).ConfigureAwait(false);
                    progress.Finished(scope);
                    scopes[place.Index] = scope;
                }).ConfigureAwait(false);
        }).ConfigureAwait(false);

        return new()
        {
            // Whole seconds: more would only make inventories harder to compare.
            CollectedAt = DateTimeOffset.FromUnixTimeSeconds(started.ToUnixTimeSeconds()),
            Accounts = [.. accounts.OrderBy(account => account.Id, StringComparer.Ordinal)],
            Scopes = [.. scopes.OrderBy(scope => scope.Account, StringComparer.Ordinal).ThenBy(scope => scope.Region, StringComparer.Ordinal)],
        };
    }
}
