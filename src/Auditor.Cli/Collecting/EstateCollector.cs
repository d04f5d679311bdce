using System.Collections.Immutable;
using Auditor.Aws.Access;
using Auditor.Aws.Collection;
using Auditor.Aws.Reading;
using Auditor.Aws.Transport;
using Auditor.Cli.Inventories;
using Auditor.Cli.Partial;
using Auditor.Cli.Reporting;
using Auditor.Cli.Terminal;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;

namespace Auditor.Cli.Collecting;

/// <summary>Reads accounts and Regions into an inventory, and keeps what it has when it is stopped.</summary>
/// <param name="io">Streams and clock.</param>
/// <param name="screen">Where progress shows.</param>
/// <param name="folder">Where a run keeps what it has read until it is done; null for one that keeps nothing.</param>
internal sealed class EstateCollector(IOContext io, Screen screen, string? folder)
{
    // Each Region has limits of its own, so Regions do not slow each other down; the machine and the network may.
    private const int PlacesAtOnce = 8;

    // GitHub Actions, GitLab, Azure Pipelines, CodeBuild, Jenkins.

    /// <summary>Reads everything. What fails in the middle becomes a gap; what makes it pointless to begin is an error.</summary>
    /// <exception cref="UsageException">There are no good credentials, no Region, or no way to AWS.</exception>
    /// <exception cref="InterruptedException">It was stopped, and what it had read is kept.</exception>
    public Task<Estate> CollectAsync(CollectionSettings settings, CancellationToken cancellationToken) =>
        CollectAsync(
            settings,
            isInMemory: true,
            (partial, open, stop) => WithHistoryAsync(partial.ToEstate(), open, settings, stop),
            cancellationToken);

    /// <summary>Reads everything and writes the inventory with no more of it in memory than the Regions that are being read.</summary>
    /// <returns>Its path, of its content what could not be read, and what verdicts will assume.</returns>
    /// <inheritdoc cref="CollectAsync(CollectionSettings, CancellationToken)"/>
    public Task<(string Path, Estate Summary, ImmutableArray<Assumption> Assumptions)> WriteAsync(
        CollectionSettings settings, string output, CancellationToken cancellationToken) =>
        CollectAsync(
            settings,
            isInMemory: false,
            (partial, _, _) =>
                Task.FromResult((InventoryWriting.Write(output, partial.WriteTo), partial.ToSummary(), partial.Assumptions(settings.Needs))),
            cancellationToken);

    private Task<Estate> WithHistoryAsync(
        Estate estate,
        OpenAccounts open,
        CollectionSettings settings,
        CancellationToken cancellationToken) => settings.History is { } history
        ? new HistoryReading(history, screen).AddAsync(estate, open.Accesses, cancellationToken)
        : Task.FromResult(estate);

    private async Task<T> CollectAsync<T>(
        CollectionSettings settings, bool isInMemory, Func<PartialInventory, OpenAccounts, CancellationToken, Task<T>> result, CancellationToken cancellationToken)
    {
        var started = io.Time.GetUtcNow();
        var profiles = new SharedProfiles(MfaPrompt.On(io));
        settings = settings with { Identities = [.. settings.Identities.Select(identity => identity with { Profiles = profiles })] };
        using var partial = PartialInventory.In(folder, settings.Reads, settings.Resume);
        if (settings.Resume && folder is not null && !partial.IsResumed)
        {
            screen.Note($"There is no {PartialInventory.FileName} to resume: everything is read.");
        }

        var cache = settings.Cache is { } name ? new CacheFolder(name, settings.Identities[0].EndpointUrl, io) : null;
        using var limit = new CancellationTokenSource(settings.TimeLimit ?? Timeout.InfiniteTimeSpan, io.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var opener = new AccountOpener(settings, io.Time);
            var chosen = await new AccountChoice(settings, opener, screen).ReadAsync(either.Token).ConfigureAwait(false);
            using var open = await opener.OpenAsync(chosen.Identities, either.Token).ConfigureAwait(false);
            if (partial.IsResumed && open is { Accesses: [], Closed: [] })
            {
                throw new UsageException(
                    $"There is no account to read now: {PartialInventory.FileName} stays as it is. Without --resume it goes.");
            }

            partial.Begin(PlacesOf(open), started, isInMemory, ShardOf(settings));
            if (partial.Forgotten > 0)
            {
                screen.Note($"What is kept of {Words.Count(partial.Forgotten, "Region")} is left out: nobody asks for it now.");
            }

            // Whichever run goes on with this one lists them with the same account.
            var organization = chosen.Organization is { } reading
                ? reading with { ListedWith = open.Accesses.Select(access => access.Account.Id).Order(StringComparer.Ordinal).FirstOrDefault() }
                : null;
            await ReadAsync(
                open, partial, Options(settings, cache) with { Organization = organization }, settings.ClosedRegions, either.Token)
                .ConfigureAwait(false);
            cache?.Tell(screen, settings.IsRedacted);
            var value = await result(partial, open, either.Token).ConfigureAwait(false);
            if (screen.IsVerbose && !screen.IsQuiet)
            {
                CallTable.Show(
                    [
                        .. partial.ToSummary().Scopes.SelectMany(scope => scope.Reading),
                        .. opener.Calls.Where(count => count.IsOfAccount).Select(count => count.ToReading()),
                    ],
                    screen);
            }

            return value;
        }
        catch (AwsAccessException exception)
        {
            throw new UsageException(exception.Sought is { } sought
                ? $"{exception.Message}{NearestName.Suggest(sought, exception.Known, exception.Known is [] ? ", which has none." : $"; there are {Words.List(exception.Known)}.")}"
                : exception.Message);
        }
        catch (AwsCallException exception)
        {
            throw new UsageException(exception.Message);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            throw Stopped(partial, settings, cancellationToken);
        }
    }

    // What the jobs of one build have in common, so that 'auditor merge' knows which belong together.
    private CollectedShard? ShardOf(CollectionSettings settings) => settings.Shard is { } shard
        ? new() { Run = ShardOfJob.RunOf(io.Environment), Number = shard.Number, Count = shard.Count }
        : null;

    private static CollectionOptions Options(CollectionSettings settings, CacheFolder? cache) => new()
    {
        Needs = settings.Needs,
        UsageWindowDays = settings.UsageWindowDays,
        Cache = cache?.Readings,
        WorkingCopies = settings.WorkingCopies,
        SecretVariableNames = settings.SecretVariableNames,
    };

    private static IEnumerable<(string Partition, string Account, string Region, Gap? Closed)> PlacesOf(OpenAccounts open) =>
    [
        .. open.Places.Select(place => (place.Access.Account.Partition, place.Access.Account.Id, place.Region, (Gap?)null)),
        .. open.Closed.SelectMany(closed => closed.Regions.Select(region => (closed.Partition, closed.Account, region, (Gap?)closed.Gap))),
    ];

    private static ImmutableArray<(AccountAccess Access, string Region)> StillToRead(OpenAccounts open, PartialInventory partial) =>
        [.. open.Places.Where(place => !partial.Has(place.Access.Account.Id, place.Region))];

    private static Exception Stopped(PartialInventory partial, CollectionSettings settings, CancellationToken cancellationToken)
    {
        var isCancelled = cancellationToken.IsCancellationRequested;
        var because = isCancelled ? "Cancelled" : $"The time limit of {settings.TimeLimitText} is over";
        if (partial.Path is null || partial.IsEmpty)
        {
            return isCancelled
                ? new OperationCanceledException(cancellationToken)
                : new UsageException($"{because}, and nothing has been read to its end.");
        }

        var (read, all) = partial.Progress;
        because = $"{because}: {read} of {Words.Count(all, "Region")} were read";
        partial.Stop($"{because}.");
        return new InterruptedException(
            kept => $"{because} to the end, and are kept in '{kept}' with what is known of the others. No report was written. The same "
                + $"command with --resume reads the "
                    + $"rest.{(settings.IsRedacted ? " That file has e-mail addresses and telephone numbers as AWS has them: --redact takes them out of reports." : "")}",
            partial.Path,
            isCancelled ? ExitCode.Cancelled : ExitCode.Incomplete);
    }

    private async Task ReadAsync(
        OpenAccounts open, PartialInventory partial, CollectionOptions options, ImmutableArray<string> closedRegions, CancellationToken cancellationToken)
    {
        foreach (var (access, region) in StillToRead(open, partial)
            .Where(place => closedRegions.Contains(place.Region, StringComparer.Ordinal)))
        {
            partial.Add(Unread.Closed(access.Account.Partition, access.Account.Id, region));
        }

        var places = StillToRead(open, partial);
        // One identity for each account.
        ImmutableArray<AccountAccess> accounts =
        [
            .. open.Accesses
                .Where(access => access.Regions is not [] && !partial.Has(access.Account.Id))
                .DistinctBy(access => access.Account.Id, StringComparer.Ordinal),
        ];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = PlacesAtOnce, CancellationToken = cancellationToken };
        await new CollectionScreen(screen).ShowAsync(places.Length, async trace =>
        {
            await Parallel.ForEachAsync(accounts, parallel, async (access, stop) =>
            {
                var account = await new AwsCollector(access.Caller, io.Time, io.Hosts)
                    .CollectAccountAsync(access.Account, access.Regions[0], options, stop)
                    .ConfigureAwait(false);
                stop.ThrowIfCancellationRequested();
                partial.Add(access.Gap is { } gap ? account with { Gaps = [gap, .. account.Gaps] } : account);
            }).ConfigureAwait(false);

            await Parallel.ForEachAsync(places, parallel, async (place, stop) =>
            {
                var (access, region) = place;
                trace.Started(access.Account.Id, region);
                var journaled = options with { Journal = partial.JournalOf(access.Account.Id, region) };
                var scope = await new AwsCollector(access.Caller, io.Time, io.Hosts)
                    .CollectScopeAsync(access.Account, region, journaled, trace, stop)
                    .ConfigureAwait(false);
                // What fails because we are being stopped must not look like what AWS refused.
                stop.ThrowIfCancellationRequested();
                partial.Add(scope);
                trace.Finished(scope);
            }).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }
}
