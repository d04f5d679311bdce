using Auditor.Cli.Baselines;
using Auditor.Cli.Partial;
using Auditor.Cli.Storing;
using Auditor.Core.Files;
using Auditor.Core.Inventory;
using Auditor.Core.Text;
using Auditor.Reports;

namespace Auditor.Cli.Auditing;

/// <summary>Reads an inventory that an earlier run wrote.</summary>
internal static class InventorySource
{
    /// <summary>Reads an inventory that is there to be judged.</summary>
    /// <exception cref="UsageException">It cannot be read, is no inventory, or has nothing in it.</exception>
    public static async Task<Estate> ReadAsync(string path, IOContext io, CancellationToken cancellationToken) =>
        HasSomething(await ReadAnyAsync(path, io, cancellationToken).ConfigureAwait(false), path);

    /// <summary>
    /// Opens an inventory that is there to be judged, account and Region by account and Region; <see langword="null"/> where it can only be
    /// read as a whole.
    /// </summary>
    /// <exception cref="UsageException">It cannot be read, is no inventory, or has nothing in it.</exception>
    public static async Task<InventoryPlaces?> OpenAsync(string path, IOContext io, CancellationToken cancellationToken)
    {
        if (IsStopped(path))
        {
            return null;
        }

        var json = await ReadAsync(path, () => InputFile.OpenAsync(path, io, cancellationToken), io).ConfigureAwait(false);
        try
        {
            var places = await ReadAsync(path, () => Task.FromResult(Read(json, InventoryPlaces.Of, path)), io).ConfigureAwait(false);
            HasSomething(places.Outline, path);
            return places;
        }
        catch
        {
            await json.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Reads the inventory in a folder, or a file. It may be empty: a shard can have no account.</summary>
    /// <exception cref="UsageException">There is none, or it cannot be read.</exception>
    public static Task<Estate> ReadFolderAsync(string path, IOContext io, CancellationToken cancellationToken)
    {
        if (StoredFile.IsOne(path) && !StoredFile.IsObject(path))
        {
            return ReadStoredFolderAsync(path, io, cancellationToken);
        }

        if (!Directory.Exists(io.FullPath(path)))
        {
            return ReadAnyAsync(path, io, cancellationToken);
        }

        var whole = Path.Combine(path, ReportDirectory.InventoryFileName);
        return (File.Exists(io.FullPath(whole)), File.Exists(io.FullPath(Path.Combine(path, PartialInventory.FileName)))) switch
        {
            (true, false) => ReadAnyAsync(whole, io, cancellationToken),
            (false, false) => throw new UsageException($"There is no {ReportDirectory.InventoryFileName} in {Quote.Of(path)}."),
            // An inventory beside it is an older run's.
            (_, true) =>
                throw new UsageException(
                    $"In {Quote.Of(path)} is {PartialInventory.FileName} of a run that was stopped: finish it with --resume, or name the "
                        + $"file that you mean."),
        };
    }

    private static async Task<Estate> ReadStoredFolderAsync(string path, IOContext io, CancellationToken cancellationToken) =>
        await StoredInventories.FindAsync(path, io, cancellationToken).ConfigureAwait(false) switch
        {
            { Whole: [var whole], Stopped: [] } => await ReadAnyAsync($"{whole}", io, cancellationToken).ConfigureAwait(false),
            { Stopped: [var stopped, ..] } =>
                throw new UsageException(
                    $"{stopped} is of a run that was stopped: finish it with --resume, or name the file that you mean."),
            { Whole.Length: var count } => throw new UsageException(
                $"In {Quote.Of(path)} are {count} inventories: 'auditor merge {path} --output FOLDER' makes them one."),
        };

    private static string NameOf(string path) => path is InputFile.StandardInput ? "standard input" : Quote.Of(path);

    // A shard may have no account.
    private static Estate HasSomething(Estate estate, string path) => estate is { Scopes: [], Accounts: [], Shards: null }
        ? throw new UsageException($"The inventory in {NameOf(path)} has no account and no Region in it: there is nothing to assess.")
        : estate;

    private static bool IsStopped(string path) =>
        path.EndsWith(Path.GetExtension(PartialInventory.FileName), StringComparison.Ordinal);

    private static Task<Estate> ReadAnyAsync(string path, IOContext io, CancellationToken cancellationToken) => ReadAsync(
        path,
        async () =>
        {
            if (IsStopped(path))
            {
                return StoredFile.IsOne(path)
                    ? throw new UsageException($"{NameOf(path)} is of a run that was stopped: finish it with --resume.")
                    : PartialInventory.ReadEstate(io.FullPath(path));
            }

            using var json = await InputFile.OpenAsync(path, io, cancellationToken).ConfigureAwait(false);
            return Read(json, InventoryFile.Read, path);
        },
        io);

    private static async Task<T> ReadAsync<T>(string path, Func<Task<T>> read, IOContext io)
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (InventoryFormatException exception)
        {
            throw new UsageException($"The inventory in {NameOf(path)} cannot be used. {exception.Message}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The inventory {NameOf(path)} cannot be read: {FileFailure.Reason(io.FullPath(path), exception)}.");
        }
    }

    private static T Read<T>(Stream json, Func<Stream, T> read, string path)
    {
        try
        {
            return read(json);
        }
        catch (InventoryFormatException) when (IsFindings(json))
        {
            throw new UsageException(
                $"{NameOf(path)} holds the findings of a run, not an inventory: give the {ReportDirectory.InventoryFileName} that the run "
                    + $"wrote beside it.");
        }
    }

    private static bool IsFindings(Stream json)
    {
        json.Position = 0;
        return EarlierFindingsReader.IsOne(json);
    }
}
