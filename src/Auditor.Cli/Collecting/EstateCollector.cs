using Auditor.Aws.Access;
using Auditor.Aws.Collection;
using Auditor.Aws.Transport;
using Auditor.Cli.Terminal;
using Auditor.Core.Inventory;

namespace Auditor.Cli.Collecting;

/// <summary>Reads accounts and Regions into an inventory, and keeps what it has when it is stopped.</summary>
/// <param name="io">Streams and clock.</param>
/// <param name="screen">Where progress shows.</param>
/// <param name="folder">Where a run that is stopped keeps what it had read; null for one that keeps nothing.</param>
internal sealed class EstateCollector(IOContext io, Screen screen, string? folder)
{
    // Each Region has limits of its own, so Regions do not slow each other down; the machine and the network may.
    private const int PlacesAtOnce = 8;

    // A process that is killed cannot save anything any more, so it is done on the way; not after each Region, because it writes them all.
    private static readonly TimeSpan BetweenSaves = TimeSpan.FromSeconds(10);

    private readonly PartialInventory? _partial = folder is null ? null : new(folder);
    private readonly Lock _saving = new();
    private DateTimeOffset _saved = DateTimeOffset.MinValue;

    /// <summary>Reads everything. What fails in the middle becomes a gap; what makes it pointless to begin is an error.</summary>
    /// <exception cref="UsageException">There are no good credentials, no Region, or no way to AWS.</exception>
    /// <exception cref="InterruptedException">It was stopped, and what it had read is kept.</exception>
    public async Task<Estate> CollectAsync(CollectionSettings settings, CancellationToken cancellationToken)
    {
        var started = io.Time.GetUtcNow();
        var before = Before(settings);
        using var limit = new CancellationTokenSource(settings.TimeLimit ?? Timeout.InfiniteTimeSpan, io.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        EstateInProgress? progress = null;
        try
        {
            var opener = new AccountOpener(settings, io.Time);
            var identities = await new AccountChoice(settings, opener, screen).IdentitiesAsync(either.Token).ConfigureAwait(false);
            using var open = await opener.OpenAsync(identities, either.Token).ConfigureAwait(false);
            progress = new(open, started, settings.Reads, before);
            if (progress.Forgotten > 0)
            {
                screen.Note($"What is kept of {Words.Count(progress.Forgotten, "Region")} is left out: nobody asks for it now.");
            }

            await ReadAsync(progress, new() { Needs = settings.Needs, UsageWindowDays = settings.UsageWindowDays }, either.Token).ConfigureAwait(false);
            var estate = progress.ToEstate(because: null);
            if (settings.History is { } history)
            {
                estate = await new HistoryReading(history, screen).AddAsync(estate, open.Accesses, either.Token).ConfigureAwait(false);
            }

            if (screen.IsVerbose && !screen.IsQuiet)
            {
                CallTable.Show(opener.Calls, screen);
            }

            return estate;
        }
        catch (Exception exception) when (exception is AwsAccessException or AwsCallException)
        {
            throw new UsageException(exception.Message);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            throw Stopped(progress, settings, cancellationToken);
        }
    }

    private Estate? Before(CollectionSettings settings)
    {
        if (!settings.Resume || _partial is null)
        {
            return null;
        }

        var before = _partial.Read(settings.Reads);
        if (before is null)
        {
            screen.Note($"There is no {PartialInventory.FileName} to resume: everything is read.");
        }

        return before;
    }

    private Exception Stopped(EstateInProgress? progress, CollectionSettings settings, CancellationToken cancellationToken)
    {
        var isCancelled = cancellationToken.IsCancellationRequested;
        var because = isCancelled ? "Cancelled" : $"The time limit of {settings.TimeLimitText} is over";
        var (all, left) = (progress?.Places.Length ?? 0, progress?.UnreadPlaces.Length ?? 0);
        if (progress is null || _partial is null || left == all)
        {
            return isCancelled ? new OperationCanceledException(cancellationToken) : new UsageException($"{because}, and nothing has been read to its end.");
        }

        _partial.Write(progress.ToEstate($"{because}: {all - left} of {Words.Count(all, "Region")} were read."));
        return new InterruptedException(
            $"{because}: {all - left} of {Words.Count(all, "Region")} were read and are kept in '{_partial.Path}'. No report was written. The same command with --resume reads the rest.",
            isCancelled ? ExitCode.Cancelled : ExitCode.Incomplete);
    }

    private async Task ReadAsync(EstateInProgress progress, CollectionOptions options, CancellationToken cancellationToken)
    {
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
                var scope = await new AwsCollector(access.Caller, io.Time, io.Hosts).CollectScopeAsync(access.Account, region, options, trace, stop).ConfigureAwait(false);
                // What fails because we are being stopped must not look like what AWS refused.
                stop.ThrowIfCancellationRequested();
                progress.Add(scope);
                trace.Finished(scope);
                Save(progress);
            }).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    private void Save(EstateInProgress progress)
    {
        lock (_saving)
        {
            if (_partial is null || progress.UnreadPlaces is [] || io.Time.GetUtcNow() - _saved < BetweenSaves)
            {
                return;
            }

            _partial.Write(progress.ToEstate("The scan ended before everything was read."));
            _saved = io.Time.GetUtcNow();
        }
    }
}
