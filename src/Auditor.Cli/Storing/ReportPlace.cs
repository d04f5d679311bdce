using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Auditor.Cli.Collecting;
using Auditor.Cli.Partial;
using Auditor.Cli.Reporting;
using Auditor.Core.Files;
using Auditor.Core.Text;
using Auditor.Storage;

namespace Auditor.Cli.Storing;

/// <summary>
/// Where the files of a run go: a folder, or a place in S3, for which they are made in a folder of its own first.
/// </summary>
internal sealed partial class ReportPlace : IDisposable
{
    private readonly IOContext _io;
    private readonly StorageAccess _access;
    private readonly StorageAddress? _address;
    private readonly string _shard;
    private bool _keeps;

    private ReportPlace(string folder, StorageAddress? address, Shard? shard, IOContext io, StorageAccess access)
    {
        (Folder, _address, _io, _access) = (folder, address, io, access);
        // Shards side by side write into one place: each has names of its own.
        _shard = address is not null && shard is not null ? $"shard-{shard.Number}-of-{shard.Count}." : "";
    }

    /// <summary>The folder of this machine that everything is made in.</summary>
    public string Folder { get; }

    /// <summary>A place for reports; that nothing can be written there shows now, before a scan has cost minutes.</summary>
    /// <param name="output">A folder, or <c>s3://bucket/prefix</c>.</param>
    /// <param name="shard">Which part of the accounts the run reads; null for all.</param>
    /// <param name="io">The world.</param>
    /// <param name="access">Who writes to S3.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="UsageException">Nothing can be written there.</exception>
    public static async Task<ReportPlace> PrepareAsync(
        string output, Shard? shard, IOContext io, StorageAccess access, CancellationToken cancellationToken)
    {
        if (!StoredFile.IsOne(output))
        {
            return OtherScheme().IsMatch(output)
                ? throw new UsageException(
                    $"Reports cannot be written to {Quote.Of(output)}: it is neither a folder nor a place in S3 (s3://bucket/prefix).")
                : new(ReportFolder.Prepare(output, io), null, shard, io, access);
        }

        var address = Store.AddressOf(output, "--output");
        await Store.UseAsync(io, access, store => store.RequireBucketAsync(address, cancellationToken)).ConfigureAwait(false);
        return new(TemporaryFiles.Folder(io), address, shard, io, access);
    }

    /// <summary>A folder of this machine, as it is.</summary>
    public static ReportPlace In(string folder, IOContext io) => new(folder, null, null, io, new());

    /// <summary>Brings what a run that was stopped left there, so that this one can go on with it.</summary>
    /// <exception cref="UsageException">It cannot be read.</exception>
    public async Task FetchStoppedAsync(CancellationToken cancellationToken)
    {
        if (_address is not { } address)
        {
            return;
        }

        await Store.UseAsync(_io, _access, async store =>
        {
            var stopped = StoredInventories.Of(await store.ListAsync(address, cancellationToken).ConfigureAwait(false)).Stopped;
            if (stopped.Contains(NameIn(address, PartialInventory.FileName)))
            {
                using var file = File.Create(Path.Combine(Folder, PartialInventory.FileName));
                await store.ReadAsync(NameIn(address, PartialInventory.FileName), file, cancellationToken).ConfigureAwait(false);
            }
        }).ConfigureAwait(false);
    }

    /// <summary>Brings files that were made to where they go, and says where that is.</summary>
    /// <exception cref="UsageException">One cannot be written; what was made stays on this machine, and the message says where.</exception>
    public async Task<ImmutableArray<string>> DeliverAsync(ImmutableArray<string> paths, CancellationToken cancellationToken)
    {
        if (_address is not { } address)
        {
            return paths;
        }

        try
        {
            return await Store.UseAsync(_io, _access, async store =>
            {
                var delivered = ImmutableArray.CreateBuilder<string>();
                foreach (var path in paths)
                {
                    var name = NameIn(address, Path.GetFileName(path));
                    using var content = File.OpenRead(path);
                    await store.WriteAsync(name, content, cancellationToken).ConfigureAwait(false);
                    delivered.Add($"{name}");
                }

                return delivered.ToImmutable();
            }).ConfigureAwait(false);
        }
        catch (UsageException exception)
        {
            _keeps = true;
            throw new UsageException($"{exception.Message} What was made is kept in '{Folder}'.");
        }
    }

    /// <summary>Brings what a run that is stopped has read to where the next one looks for it.</summary>
    /// <returns>The same interruption, which says where that is.</returns>
    public async Task<InterruptedException> KeepAsync(InterruptedException interruption)
    {
        // NOTE: whoever stopped the run waits for this: there is nothing left that could cancel it.
        var kept = await DeliverAsync([Path.Combine(Folder, PartialInventory.FileName)], CancellationToken.None).ConfigureAwait(false);
        return interruption.KeptIn(kept[0]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_address is null || _keeps)
        {
            return;
        }

        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (Exception exception) when (FileFailure.IsOne(exception))
        {
            // What cannot be removed from the temporary folder is removed with it.
        }
    }

    private StorageAddress NameIn(StorageAddress address, string file) => address.In($"{_shard}{file}");

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9+.-]+://", RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex OtherScheme();
}
