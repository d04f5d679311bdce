using System.Collections.Immutable;
using Auditor.Storage;

namespace Auditor.Cli.Tests.Support;

/// <summary>A bucket in memory. Its clock goes on by a second with everything that is written.</summary>
internal sealed class MemoryStore : IObjectStore
{
    private readonly Dictionary<string, (byte[] Content, DateTimeOffset At)> _objects = new(StringComparer.Ordinal);
    private DateTimeOffset _now = DateTimeOffset.UnixEpoch;

    /// <summary>The addresses of all objects, in order.</summary>
    public IEnumerable<string> Addresses => _objects.Keys.Order(StringComparer.Ordinal);

    public byte[] this[string address]
    {
        get => _objects[address].Content;
        set => _objects[address] = (value, _now = _now.AddSeconds(1));
    }

    public Task RequireBucketAsync(StorageAddress address, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<ImmutableArray<StoredObject>> ListAsync(StorageAddress folder, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<StoredObject>>(
        [
            .. Addresses.Where(address => address.StartsWith($"{folder.In("")}", StringComparison.Ordinal)
                    && !address[$"{folder.In("")}".Length..].Contains('/', StringComparison.Ordinal))
                .Select(address => new StoredObject(StorageAddress.Parse(address), _objects[address].At)),
        ]);

    public async Task ReadAsync(StorageAddress address, Stream content, CancellationToken cancellationToken)
    {
        if (!_objects.TryGetValue($"{address}", out var found))
        {
            throw new StorageException($"{address} cannot be read: it does not exist.");
        }

        await content.WriteAsync(found.Content, cancellationToken);
    }

    public async Task WriteAsync(StorageAddress address, Stream content, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, cancellationToken);
        this[$"{address}"] = bytes.ToArray();
    }

    public void Dispose()
    {
    }
}
