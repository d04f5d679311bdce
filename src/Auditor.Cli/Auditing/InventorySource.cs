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

    private static string NameOf(string path) => path is InputFile.StandardInput ? "standard input" : Quote.Of(path);

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

            using var json = await InputFile.OpenAsync(path, io, cancellationToken).ConfigureAwait(false);
            return Read(json, name);
        }
        catch (InventoryFormatException exception)
        {
            throw new UsageException($"The inventory in {name} cannot be used. {exception.Message}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The inventory {name} cannot be read: {FileFailure.Reason(io.FullPath(path), exception)}.");
        }
    }

    private static Estate Read(Stream json, string name)
    {
        try
        {
            return InventoryFile.Read(json);
        }
        catch (InventoryFormatException) when (IsFindings(json))
        {
            throw new UsageException(
                $"{name} holds the findings of a run, not an inventory: give the {ReportDirectory.InventoryFileName} that the run wrote "
                    + $"beside it.");
        }
    }

    private static bool IsFindings(Stream json)
    {
        json.Position = 0;
        return EarlierFindingsReader.IsOne(json);
    }
}
