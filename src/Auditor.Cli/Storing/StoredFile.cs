using Auditor.Storage;

namespace Auditor.Cli.Storing;

/// <summary>Reads what lies in S3.</summary>
internal static class StoredFile
{
    /// <summary>Whether a path on the command line is a place in S3.</summary>
    public static bool IsOne(string path) => StorageAddress.IsMeant(path);

    /// <summary>Whether it is an object, not a folder of them.</summary>
    public static bool IsObject(string path) => Path.GetExtension(path) is ".json" or ".jsonl" or ".sarif";

    /// <summary>Opens an object: as a file of this machine that only its owner may read, and that is gone when it is closed.</summary>
    /// <exception cref="UsageException">It cannot be read.</exception>
    public static async Task<Stream> OpenAsync(string path, IOContext io, CancellationToken cancellationToken)
    {
        var address = Store.AddressOf(path);
        var file = TemporaryFiles.File(io);
        try
        {
            await Store.UseAsync(io, new(), store => store.ReadAsync(address, file, cancellationToken)).ConfigureAwait(false);
            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
