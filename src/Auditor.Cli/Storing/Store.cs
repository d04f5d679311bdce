using Auditor.Aws.Access;
using Auditor.Core.Text;
using Auditor.Storage;

namespace Auditor.Cli.Storing;

/// <summary>Opens S3, and tells what goes wrong there as what goes wrong with what the user asked for.</summary>
internal static class Store
{
    /// <summary>Does something with S3.</summary>
    /// <exception cref="UsageException">It cannot be done.</exception>
    public static async Task<T> UseAsync<T>(IOContext io, StorageAccess access, Func<IObjectStore, Task<T>> work)
    {
        try
        {
            AwsSession.TrustCompanyCertificates(access.Profile);
            using var store = io.OpenStorage(access);
            return await work(store).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is StorageException or AwsAccessException)
        {
            throw new UsageException(exception.Message);
        }
    }

    /// <summary>Does something with S3 that has no result.</summary>
    /// <exception cref="UsageException">It cannot be done.</exception>
    public static Task UseAsync(IOContext io, StorageAccess access, Func<IObjectStore, Task> work) =>
        UseAsync(io, access, async store =>
        {
            await work(store).ConfigureAwait(false);
            return true;
        });

    /// <summary>Refuses a place in S3 where a folder or file of this machine is meant.</summary>
    /// <exception cref="UsageException">It is one.</exception>
    public static void Refuse(string? path, string option)
    {
        if (path is not null && StorageAddress.IsMeant(path))
        {
            throw new UsageException(
                $"{option}: {Quote.Of(path)} is a place in S3, and this takes one of this machine. To S3 go the reports of "
                    + "scan, collect, check and merge.");
        }
    }

    /// <summary>The place that somebody names.</summary>
    /// <param name="text">What they wrote.</param>
    /// <param name="option">The option that it was named with; null where it is none's.</param>
    /// <exception cref="UsageException">It is none.</exception>
    public static StorageAddress AddressOf(string text, string? option = null)
    {
        try
        {
            return StorageAddress.Parse(text);
        }
        catch (StorageException exception)
        {
            throw new UsageException(option is null ? exception.Message : $"{option}: {exception.Message}");
        }
    }
}
