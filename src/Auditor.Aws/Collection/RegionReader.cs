using System.Text.Json.Nodes;
using Auditor.Aws.Access;
using Auditor.Aws.Operations;
using Auditor.Aws.Transport;
using Auditor.Aws.Wire;
using Auditor.Core.Rules;

namespace Auditor.Aws.Collection;

/// <summary>The calls of one account in one Region, with its gaps.</summary>
internal sealed class RegionReader(AwsCaller caller, AwsAccount account, string region, CollectionOptions options)
{
    public AwsAccount Account => account;

    public string Region => region;

    public CollectionOptions Options => options;

    public GapLog Gaps { get; } = new();

    public bool Needs(Needs needs) => (options.Needs & needs) != 0;

    public string Arn(string path) => $"arn:{account.Partition}:apigateway:{region}::{path}";

    public Task<T> CallAsync<T>(Operation<T> operation, JsonObject arguments, CancellationToken cancellationToken)
        where T : class => caller.CallAsync(operation, region, arguments, cancellationToken);

    public Task<T> CallInAsync<T>(string otherRegion, Operation<T> operation, JsonObject arguments, CancellationToken cancellationToken)
        where T : class => caller.CallAsync(operation, otherRegion, arguments, cancellationToken);

    public IAsyncEnumerable<T> PagesAsync<T>(Operation<T> operation, JsonObject arguments, CancellationToken cancellationToken)
        where T : class => caller.PagesAsync(operation, region, arguments, cancellationToken);

    public IAsyncEnumerable<T> PagesInAsync<T>(string otherRegion, Operation<T> operation, JsonObject arguments, CancellationToken cancellationToken)
        where T : class => caller.PagesAsync(operation, otherRegion, arguments, cancellationToken);

    /// <summary>All entries of a list, or the exception of the page that failed: part of a list must not pass for all of it.</summary>
    public async Task<ImmutableArray<T>> ListAsync<T>(Operation<RestPage<T>> operation, JsonObject arguments, CancellationToken cancellationToken)
        where T : class => [.. await PagesAsync(operation, arguments, cancellationToken).SelectMany(page => page.Entries).ToListAsync(cancellationToken).ConfigureAwait(false)];

    /// <inheritdoc cref="ListAsync{T}(Operation{RestPage{T}}, JsonObject, CancellationToken)"/>
    public async Task<ImmutableArray<T>> ListAsync<T>(Operation<HttpPage<T>> operation, JsonObject arguments, CancellationToken cancellationToken)
        where T : class => [.. await PagesAsync(operation, arguments, cancellationToken).SelectMany(page => page.Entries).ToListAsync(cancellationToken).ConfigureAwait(false)];
}
