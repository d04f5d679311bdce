using Auditor.Cli.Reporting;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;

namespace Auditor.Cli.Collecting;

/// <summary>What a scan that has not finished leaves behind, for <c>--resume</c>. Its name is not that of an inventory: nothing takes it for a whole one.</summary>
internal sealed class PartialInventory(string folder)
{
    public const string FileName = "inventory.partial.json";

    public string Path => System.IO.Path.Combine(folder, FileName);

    /// <summary>What was read before; null when there is nothing to go on with.</summary>
    /// <exception cref="UsageException">It cannot be gone on with.</exception>
    public Estate? Read(string needs)
    {
        if (!File.Exists(Path))
        {
            return null;
        }

        try
        {
            var estate = InventoryFile.Read(File.ReadAllBytes(Path));
            return estate.Interruption?.Needs == needs
                ? estate
                : throw new UsageException($"{Quote.Of(Path)} was collected for other rules: choose the same ones, or begin anew without --resume.");
        }
        catch (InventoryFormatException exception)
        {
            throw new UsageException($"{Quote.Of(Path)} cannot be resumed. {exception.Message}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{Quote.Of(Path)} cannot be read: {FileTrouble.Of(Path, exception)}.");
        }
    }

    /// <exception cref="UsageException">It cannot be written.</exception>
    public void Write(Estate estate) => ReportWriting.WriteInventory(estate, folder, FileName);

    /// <summary>Once there is a whole inventory, a partial one would only mislead.</summary>
    /// <exception cref="UsageException">It cannot be deleted.</exception>
    public void Delete()
    {
        try
        {
            File.Delete(Path);
        }
        catch (DirectoryNotFoundException)
        {
            // Then there is none.
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{Quote.Of(Path)} is out of date and cannot be deleted: {FileTrouble.Of(Path, exception)}.");
        }
    }
}
