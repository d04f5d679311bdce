using Auditor.Core.Findings;
using Auditor.Core.Inventory;

namespace Auditor.Cli.Commands;

/// <summary>Reads an inventory that an earlier run wrote.</summary>
internal static class InventorySource
{
    /// <summary>What stands for standard input.</summary>
    public const string StandardInput = "-";

    /// <exception cref="UsageException">It cannot be read, or is no inventory.</exception>
    public static async Task<Estate> ReadAsync(string path, IOContext io, CancellationToken cancellationToken)
    {
        var name = path is StandardInput ? "standard input" : Quote.Of(path);
        try
        {
            var estate = InventoryFile.Read(await BytesAsync(path, io, cancellationToken).ConfigureAwait(false));
            return estate.Scopes is [] && estate.Accounts is []
                ? throw new UsageException($"The inventory in {name} has no account and no Region in it: there is nothing to assess.")
                : estate;
        }
        catch (InventoryFormatException exception)
        {
            throw new UsageException($"The inventory in {name} cannot be used. {exception.Message}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The inventory {name} cannot be read: {FileTrouble.Of(io.FullPath(path), exception)}.");
        }
    }

    private static async Task<byte[]> BytesAsync(string path, IOContext io, CancellationToken cancellationToken)
    {
        if (path is not StandardInput)
        {
            return await File.ReadAllBytesAsync(io.FullPath(path), cancellationToken).ConfigureAwait(false);
        }

        // A read from the console blocks its thread and knows no cancellation: whoever waits for it must not wait with it.
        return await Task.Run(() =>
        {
            using var bytes = new MemoryStream();
            io.Input.CopyTo(bytes);
            return bytes.ToArray();
        }, cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
    }
}
