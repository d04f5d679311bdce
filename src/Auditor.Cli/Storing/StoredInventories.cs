using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Auditor.Cli.Partial;
using Auditor.Core.Text;
using Auditor.Reports;
using Auditor.Storage;

namespace Auditor.Cli.Storing;

/// <summary>The inventories that lie directly in a folder of S3: of a whole run, or of its shards.</summary>
/// <param name="Whole">Their addresses, in the order of their names.</param>
/// <param name="Stopped">What runs that were stopped left, and none has finished since.</param>
internal sealed partial record StoredInventories(ImmutableArray<StorageAddress> Whole, ImmutableArray<StorageAddress> Stopped)
{
    /// <summary>Looks for them.</summary>
    /// <exception cref="UsageException">The folder cannot be listed, or has none.</exception>
    public static async Task<StoredInventories> FindAsync(string path, IOContext io, CancellationToken cancellationToken)
    {
        var folder = Store.AddressOf(path);
        var listed = await Store.UseAsync(io, new(), store => store.ListAsync(folder, cancellationToken)).ConfigureAwait(false);
        var found = Of(listed);
        return found is { Whole: [], Stopped: [] }
            ? throw new UsageException(
                $"There is no {ReportDirectory.InventoryFileName} in {Quote.Of($"{folder}")}, and none of a shard: give the --output of "
                    + "'auditor collect'.")
            : found;
    }

    /// <summary>Which of what a bucket lists are inventories.</summary>
    public static StoredInventories Of(ImmutableArray<StoredObject> listed)
    {
        // What a stopped run left is out of date once another has finished the same.
        var whole = listed.Where(IsOf(ReportDirectory.InventoryFileName))
            .ToDictionary(stored => ShardOf(stored), stored => stored);
        return new(
            [.. whole.Values.Select(stored => stored.Address).OrderBy(address => address.Key, StringComparer.Ordinal)],
            [
                .. listed.Where(IsOf(PartialInventory.FileName))
                    .Where(stored => !whole.TryGetValue(ShardOf(stored), out var done) || done.WrittenAt < stored.WrittenAt)
                    .Select(stored => stored.Address)
                    .OrderBy(address => address.Key, StringComparer.Ordinal),
            ]);
    }

    private static Func<StoredObject, bool> IsOf(string file) => stored =>
        NameOf(stored) == file
            || (NameOf(stored).EndsWith($".{file}", StringComparison.Ordinal) && ShardName().IsMatch(ShardOf(stored)));

    private static string NameOf(StoredObject stored) => stored.Address.Key[(stored.Address.Key.LastIndexOf('/') + 1)..];

    private static string ShardOf(StoredObject stored) =>
        NameOf(stored).IndexOf(".inventory.", StringComparison.Ordinal) is > 0 and var end ? NameOf(stored)[..end] : "";

    [GeneratedRegex("^shard-[0-9]+-of-[0-9]+$", RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex ShardName();
}
