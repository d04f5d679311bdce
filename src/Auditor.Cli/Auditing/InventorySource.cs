using Auditor.Cli.Baselines;
using Auditor.Cli.Partial;
using Auditor.Cli.Storing;
using Auditor.Core.Inventory;
using Auditor.Core.Text;
using Auditor.Reports;

namespace Auditor.Cli.Auditing;

/// <summary>Reads an inventory that an earlier run wrote.</summary>
internal static class InventorySource
{
    /// <summary>What stands for standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>Reads an inventory that is there to be judged.</summary>
    /// <exception cref="UsageException">It cannot be read, is no inventory, or has nothing in it.</exception>
    public static async Task<Estate> ReadAsync(string path, IOContext io, CancellationToken cancellationToken)
    {
        var estate = await ReadAnyAsync(path, io, cancellationToken).ConfigureAwait(false);
        // A shard may have no account.
        return estate is { Scopes: [], Accounts: [], Shards: null }
            ? throw new UsageException($"The inventory in {NameOf(path)} has no account and no Region in it: there is nothing to assess.")
            : estate;
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

    private static string NameOf(string path) => path is StandardInput ? "standard input" : Quote.Of(path);

    private static async Task<Estate> ReadAnyAsync(string path, IOContext io, CancellationToken cancellationToken)
    {
        var name = NameOf(path);
        try
        {
            if (path.EndsWith(Path.GetExtension(PartialInventory.FileName), StringComparison.Ordinal))
            {
                return StoredFile.IsOne(path)
                    ? throw new UsageException($"{name} is of a run that was stopped: finish it with --resume.")
                    : PartialInventory.ReadEstate(io.FullPath(path));
            }

            using var json = await OpenAsync(path, io, cancellationToken).ConfigureAwait(false);
            return InventoryFile.Read(json);
        }
        catch (InventoryFormatException exception)
        {
            throw new UsageException(IsFindings(path, io)
                ? $"{name} holds the findings of a run, not an inventory: give the {ReportDirectory.InventoryFileName} that the run "
                    + $"wrote beside it."
                : $"The inventory in {name} cannot be used. {exception.Message}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The inventory {name} cannot be read: {FileErrors.Of(io.FullPath(path), exception)}.");
        }
    }

    private static bool IsFindings(string path, IOContext io) =>
        path is not StandardInput
            && EarlierFindingsReader.IsOne(StoredFile.IsOne(path) ? StoredFile.Bytes(path, io) : File.ReadAllBytes(io.FullPath(path)));

    private static async Task<Stream> OpenAsync(string path, IOContext io, CancellationToken cancellationToken)
    {
        if (StoredFile.IsOne(path))
        {
            return await StoredFile.OpenAsync(path, io, cancellationToken).ConfigureAwait(false);
        }

        if (path is not StandardInput)
        {
            var file = File.OpenRead(io.FullPath(path));
            if (file.CanSeek)
            {
                return file;
            }

            using var pipe = file;
            return await CopyAsync(pipe, cancellationToken).ConfigureAwait(false);
        }

        // A read from the console blocks its thread and knows no cancellation: whoever waits for it must not wait with it.
        return await CopyAsync(io.Input, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>All of standard input.</summary>
    public static async Task<byte[]> InputAsync(IOContext io, CancellationToken cancellationToken) =>
        (await CopyAsync(io.Input, cancellationToken).ConfigureAwait(false)).ToArray();

    private static Task<MemoryStream> CopyAsync(Stream input, CancellationToken cancellationToken) => Task.Run(() =>
    {
        var bytes = new MemoryStream();
        input.CopyTo(bytes);
        bytes.Position = 0;
        return bytes;
    }, cancellationToken).WaitAsync(cancellationToken);
}
