using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Auditor.Aws.Access;
using Auditor.Aws.Caching;
using Auditor.Aws.Operations;
using Auditor.Aws.Transport;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;

namespace Auditor.Aws.Reading;

/// <summary>The calls of one account in one Region, or those for one of its APIs, with their gaps.</summary>
internal sealed class RegionReader(AwsCaller caller, AwsAccount account, string region, CollectionOptions options)
{
    private int _pages;

    public AwsAccount Account => account;

    public string Region => region;

    public CollectionOptions Options => options;

    public GapLog Gaps { get; private init; } = new();

    /// <summary>What earlier scans know; null when there is no cache.</summary>
    public EarlierReadings? Earlier { get; init; }

    /// <summary>How many pages of lists came: what looking again at something that is not deployed takes.</summary>
    public int Pages => Volatile.Read(ref _pages);

    /// <summary>For a part whose calls and gaps are of interest by themselves.</summary>
    public RegionReader Part() => new(caller, account, region, options) { Gaps = new(Gaps), Earlier = Earlier };

    /// <summary>For a reading that may be thrown away: its gaps are its own.</summary>
    public RegionReader Attempt() => new(caller, account, region, options) { Earlier = Earlier };

    /// <summary>Remembers an API for later scans. One of which something could not be read is asked about again.</summary>
    /// <param name="api">What was read of it.</param>
    /// <param name="calls">How many calls that took.</param>
    /// <param name="export">Reads what is deployed of it. What is missing from that is missing again.</param>
    public void Keep(Api api, int calls, Operation export)
    {
        if (Gaps.Gaps.All(gap => gap.Operation == export.Id))
        {
            Earlier?.Keep(api, calls);
        }
    }

    /// <summary>Whether an attempt brought all that it was to bring. What is missing from an export was missing before.</summary>
    public bool Takes(RegionReader attempt, Operation export)
    {
        if (!attempt.Gaps.Gaps.All(gap => gap.Operation == export.Id))
        {
            return false;
        }

        Gaps.Add(attempt.Gaps.Gaps);
        return true;
    }

    public bool Needs(Needs needs) => (options.Needs & needs) != 0;

    public string Arn(string path) => $"arn:{account.Partition}:apigateway:{region}::{path}";

    public Task<T> CallAsync<T>(Operation<T> operation, JsonObject arguments, CancellationToken cancellationToken)
        where T : class => caller.CallAsync(operation, region, arguments, cancellationToken);

    public Task<T> CallInAsync<T>(string otherRegion, Operation<T> operation, JsonObject arguments, CancellationToken cancellationToken)
        where T : class => caller.CallAsync(operation, otherRegion, arguments, cancellationToken, region);

    public async IAsyncEnumerable<T> PagesAsync<T>(
        Operation<T> operation, JsonObject arguments, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        await foreach (var page in caller.PagesAsync(operation, region, arguments, cancellationToken).ConfigureAwait(false))
        {
            Interlocked.Increment(ref _pages);
            yield return page;
        }
    }

    public IAsyncEnumerable<T> PagesInAsync<T>(
        string otherRegion, Operation<T> operation, JsonObject arguments, CancellationToken cancellationToken)
        where T : class => caller.PagesAsync(operation, otherRegion, arguments, cancellationToken, region);
}
