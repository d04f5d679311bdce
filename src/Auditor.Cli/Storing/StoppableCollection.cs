using Auditor.Cli.Collecting;

namespace Auditor.Cli.Storing;

/// <summary>A collection that can be stopped and gone on with, wherever its files go.</summary>
internal static class StoppableCollection
{
    /// <summary>Begins with what is there to go on with, and leaves what it has where the next run looks for it.</summary>
    /// <exception cref="InterruptedException">It was stopped, and what it had read is kept.</exception>
    /// <exception cref="UsageException">It cannot be begun with, or kept.</exception>
    public static async Task<T> RunAsync<T>(
        Func<Task<T>> collect, CollectionSettings settings, ReportPlace place, CancellationToken cancellationToken)
    {
        if (settings.Resume)
        {
            await place.FetchStoppedAsync(cancellationToken).ConfigureAwait(false);
        }

        try
        {
            return await collect().ConfigureAwait(false);
        }
        catch (InterruptedException interruption)
        {
            throw await place.KeepAsync(interruption).ConfigureAwait(false);
        }
    }
}
