using System.Collections.Immutable;
using Auditor.Aws.Access;
using Auditor.Aws.Collection;
using Auditor.Aws.Transport;
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
        try
        {
            var opener = new AccountOpener(settings, io.Time);
            var identities = await new AccountChoice(settings, opener, screen).IdentitiesAsync(cancellationToken).ConfigureAwait(false);
            using var open = await opener.OpenAsync(identities, cancellationToken).ConfigureAwait(false);
            return await ReadAsync(open, started, new() { Needs = settings.Needs }, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is AwsAccessException or AwsCallException)
        {
            throw new UsageException(exception.Message);
        }
    }

    private async Task<Estate> ReadAsync(OpenAccounts open, DateTimeOffset started, CollectionOptions options, CancellationToken cancellationToken)
    {
        ImmutableArray<(AccountAccess Access, string Region)> places = [.. open.Accesses.SelectMany(access => access.Regions.Select(region => (access, region)))];
        var scopes = new Scope[places.Length];
        var accounts = new List<Account>();
        await new CollectionScreen(screen).ShowAsync(places.Length, async progress =>
        {
            foreach (var access in open.Accesses.DistinctBy(access => access.Account.Id, StringComparer.Ordinal).Where(access => access.Regions is not []))
            {
                var account = await new AwsCollector(access.Caller, io.Time).CollectAccountAsync(access.Account, access.Regions[0], options, cancellationToken).ConfigureAwait(false);
                accounts.Add(access.Gap is { } gap ? account with { Gaps = [gap, .. account.Gaps] } : account);
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

        var known = accounts.Select(account => account.Id).ToHashSet(StringComparer.Ordinal);
        return new()
        {
            // Whole seconds: more would only make inventories harder to compare.
            CollectedAt = DateTimeOffset.FromUnixTimeSeconds(started.ToUnixTimeSeconds()),
            Accounts = [.. accounts.Concat(open.Closed.Where(closed => known.Add(closed.Account)).Select(closed => Unread.Account(closed.Partition, closed.Account, closed.Gap))).OrderBy(account => account.Id, StringComparer.Ordinal)],
            Scopes =
            [
                .. scopes.Concat(open.Closed.SelectMany(closed => closed.Regions.Select(region => Unread.Scope(closed.Partition, closed.Account, region, closed.Gap))))
                    .OrderBy(scope => scope.Account, StringComparer.Ordinal).ThenBy(scope => scope.Region, StringComparer.Ordinal),
            ],
        };
    }
}
