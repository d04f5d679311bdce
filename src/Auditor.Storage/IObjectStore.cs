namespace Auditor.Storage;

/// <summary>All that is done with S3.</summary>
public interface IObjectStore : IDisposable
{
    /// <summary>Finds out whether the bucket is there, as far as S3 tells who may not list it.</summary>
    /// <exception cref="StorageException">It is not, or cannot be asked.</exception>
    Task RequireBucketAsync(StorageAddress address, CancellationToken cancellationToken);

    /// <summary>What lies directly in a folder, by name; nothing of the folders in it.</summary>
    /// <exception cref="StorageException">It cannot be listed.</exception>
    Task<ImmutableArray<StoredObject>> ListAsync(StorageAddress folder, CancellationToken cancellationToken);

    /// <summary>Copies an object into a stream.</summary>
    /// <exception cref="StorageException">It is not there, or cannot be read.</exception>
    Task ReadAsync(StorageAddress address, Stream content, CancellationToken cancellationToken);

    /// <summary>Writes an object, whole or not at all: who reads meanwhile reads the old one. What was there is replaced.</summary>
    /// <exception cref="StorageException">It cannot be written.</exception>
    Task WriteAsync(StorageAddress address, Stream content, CancellationToken cancellationToken);
}
