using System.Collections.Immutable;
using Auditor.Aws.Access;
using Auditor.Aws.Collection;
using Auditor.Aws.Reading;
using Auditor.Aws.Transport;
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
        CollectAsync(settings, isInMemory: true, (progress, open, stop) => WithHistoryAsync(progress.ToEstate(), open, settings, stop), cancellationToken);

    /// <summary>Reads everything and writes the inventory with no more of it in memory than the Regions that are being read.</summary>
    /// <returns>Its path, of its content what could not be read, and what verdicts will assume.</returns>
    /// <inheritdoc cref="CollectAsync(CollectionSettings, CancellationToken)"/>
    public Task<(string Path, Estate Summary, ImmutableArray<Assumption> Assumptions)> WriteAsync(CollectionSettings settings, string output, CancellationToken cancellationToken) =>
        CollectAsync(settings, isInMemory: false, (progress, _, _) => Task.FromResult((ReportWriting.WriteInventory(output, progress.WriteTo), progress.ToSummary(), progress.Assumptions(settings.Needs))), cancellationToken);

    private Task<Estate> WithHistoryAsync(Estate estate, OpenAccounts open, CollectionSettings settings, CancellationToken cancellationToken) => settings.History is { } history
        ? new HistoryReading(history, screen).AddAsync(estate, open.Accesses, cancellationToken)
        : Task.FromResult(estate);

    private async Task<T> CollectAsync<T>(CollectionSettings settings, bool isInMemory, Func<EstateInProgress, OpenAccounts, CancellationToken, Task<T>> result, CancellationToken cancellationToken)
    {
        var started = io.Time.GetUtcNow();
        var profiles = new SharedProfiles(MfaPrompt.On(io));
        settings = settings with { Identities = [.. settings.Identities.Select(identity => identity with { Profiles = profiles })] };
        var before = Before(settings);
        var cache = settings.Cache is { } name ? new CacheFolder(name, settings.Identities[0].EndpointUrl, io) : null;
        using var limit = new CancellationTokenSource(settings.TimeLimit ?? Timeout.InfiniteTimeSpan, io.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        PartialInventory? partial = null;
        EstateInProgress? progress = null;
        try
        {
            var opener = new AccountOpener(settings, io.Time);
            var chosen = await new AccountChoice(settings, opener, screen).ReadAsync(either.Token).ConfigureAwait(false);
            using var open = await opener.OpenAsync(chosen.Identities, either.Token).ConfigureAwait(false);
            if (before is not null && open is { Accesses: [], Closed: [] })
            {
                throw new UsageException($"There is no account to read now: {PartialInventory.FileName} stays as it is. Without --resume it goes.");
            }

            partial = folder is null ? null : before is null ? PartialInventory.Begin(folder) : PartialInventory.GoOn(folder, before);
            progress = new(open, started, settings.Reads, partial, before, isInMemory, ShardOf(settings));
            if (progress.Forgotten > 0)
            {
                screen.Note($"What is kept of {Words.Count(progress.Forgotten, "Region")} is left out: nobody asks for it now.");
            }

            // Whichever run goes on with this one lists them with the same account.
            var organization = chosen.Organization is { } reading ? reading with { ListedWith = open.Accesses.Select(access => access.Account.Id).Order(StringComparer.Ordinal).FirstOrDefault() } : null;
            await ReadAsync(progress, Options(settings, cache) with { Organization = organization }, settings.ClosedRegions, either.Token).ConfigureAwait(false);
            cache?.Tell(screen, settings.IsRedacted);
            var value = await result(progress, open, either.Token).ConfigureAwait(false);
            if (screen.IsVerbose && !screen.IsQuiet)
            {
                CallTable.Show([.. progress.ToSummary().Scopes.SelectMany(scope => scope.Reading), .. opener.Calls.Where(count => count.IsOfAccount).Select(count => count.ToReading())], screen);
            }

            return value;
        }
        catch (AwsAccessException exception)
        {
            throw new UsageException(exception.Sought is { } sought ? $"{exception.Message}{NearestName.Suggest(sought, exception.Known, exception.Known is [] ? ", which has none." : $"; there are {Words.List(exception.Known)}.")}" : exception.Message);
        }
        catch (AwsCallException exception)
        {
            throw new UsageException(exception.Message);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            throw Stopped(progress, partial, settings, cancellationToken);
        }
        finally
        {
            partial?.Dispose();
            if (progress?.IsEmpty is true)
            {
                partial?.Discard();
            }
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

    private PartialContent? Before(CollectionSettings settings)
    {
        if (!settings.Resume || folder is null)
        {
            return null;
        }

        var before = PartialInventory.Find(folder, settings.Reads);
        if (before is null)
        {
            screen.Note($"There is no {PartialInventory.FileName} to resume: everything is read.");
        }

        return before;
    }

    private static Exception Stopped(EstateInProgress? progress, PartialInventory? partial, CollectionSettings settings, CancellationToken cancellationToken)
    {
        var isCancelled = cancellationToken.IsCancellationRequested;
        var because = isCancelled ? "Cancelled" : $"The time limit of {settings.TimeLimitText} is over";
        if (progress is null || partial is null || progress.IsEmpty)
        {
            return isCancelled ? new OperationCanceledException(cancellationToken) : new UsageException($"{because}, and nothing has been read to its end.");
        }

        var (all, left) = (progress.Places.Length, progress.UnreadPlaces.Length);
        because = $"{because}: {all - left} of {Words.Count(all, "Region")} were read";
        progress.Stop($"{because}.");
        return new InterruptedException(
            $"{because} to the end, and are kept in '{partial.Path}' with what is known of the others. No report was written. The same command with --resume reads the rest.{(settings.IsRedacted ? " That file has e-mail addresses and telephone numbers as AWS has them: --redact takes them out of reports." : "")}",
            isCancelled ? ExitCode.Cancelled : ExitCode.Incomplete);
    }

    private async Task ReadAsync(EstateInProgress progress, CollectionOptions options, ImmutableArray<string> closedRegions, CancellationToken cancellationToken)
    {
        foreach (var (access, region) in progress.UnreadPlaces.Where(place => closedRegions.Contains(place.Region, StringComparer.Ordinal)))
        {
            progress.Add(Unread.Closed(access.Account.Partition, access.Account.Id, region));
        }

        var places = progress.UnreadPlaces;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = PlacesAtOnce, CancellationToken = cancellationToken };
        await new CollectionScreen(screen).ShowAsync(places.Length, async trace =>
        {
            await Parallel.ForEachAsync(progress.UnreadAccounts, parallel, async (access, stop) =>
            {
                var account = await new AwsCollector(access.Caller, io.Time, io.Hosts).CollectAccountAsync(access.Account, access.Regions[0], options, stop).ConfigureAwait(false);
                stop.ThrowIfCancellationRequested();
                progress.Add(access.Gap is { } gap ? account with { Gaps = [gap, .. account.Gaps] } : account);
            }).ConfigureAwait(false);

            await Parallel.ForEachAsync(places, parallel, async (place, stop) =>
            {
                var (access, region) = place;
                trace.Started(access.Account.Id, region);
                var journal = new PlaceJournal(progress, access.Account.Id, region);
                var scope = await new AwsCollector(access.Caller, io.Time, io.Hosts).CollectScopeAsync(access.Account, region, options with { Journal = journal }, trace, stop).ConfigureAwait(false);
                // What fails because we are being stopped must not look like what AWS refused.
                stop.ThrowIfCancellationRequested();
                progress.Add(scope);
                trace.Finished(scope);
            }).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }
}
