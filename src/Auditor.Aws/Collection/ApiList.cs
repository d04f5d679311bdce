using Auditor.Aws.Operations;
using Auditor.Aws.Transport;
using Auditor.Aws.Wire;
using Auditor.Core.Inventory;
using Auditor.Core.Text;
using Api = Auditor.Core.Inventory.Api;

namespace Auditor.Aws.Collection;

/// <summary>Lists the APIs of a Region page by page and reads each. APIs of pages that came are kept when a later page fails, and the rest is known to be missing.</summary>
/// <param name="region">Makes the calls.</param>
/// <param name="gate">How many APIs are read at a time.</param>
/// <param name="counter">Told of each API.</param>
/// <param name="onRead">Gets each API that was read.</param>
internal sealed class ApiList(RegionReader region, SemaphoreSlim gate, ApiCounter counter, Action<Api> onRead)
{
    public async Task<(Fact<ImmutableArray<Api>> Apis, Unknown? More)> RestApisAsync(CancellationToken cancellationToken)
    {
        var (listed, failure) = await ListAsync(RestApiOperations.GetRestApis, page => page.Entries, cancellationToken).ConfigureAwait(false);
        var identified = Identified(listed, api => api.Id, RestApiOperations.GetRestApis);
        if (failure is null)
        {
            region.Earlier?.Forget(isRest: true, identified.Select(api => api.Id));
        }

        var readings = identified.Select(api => OneAsync(isRest: true, api.Id, part => new RestApiReader(part).ReadAsync(api.Entry, api.Id, cancellationToken), cancellationToken));
        return Result(listed.Count, await Task.WhenAll(readings).ConfigureAwait(false), Gap(failure, "REST APIs"));
    }

    public async Task<(Fact<ImmutableArray<Api>> Apis, Unknown? More)> HttpApisAsync(CancellationToken cancellationToken)
    {
        var (listed, failure) = await ListAsync(HttpApiOperations.GetApis, page => page.Entries, cancellationToken).ConfigureAwait(false);
        var identified = Identified(listed, api => api.ApiId, HttpApiOperations.GetApis);
        if (failure is null)
        {
            region.Earlier?.Forget(isRest: false, identified.Select(api => api.Id));
        }

        var readings = identified
            .Select(api => (api.Entry, api.Id, Kind: Kind(api.Entry, api.Id)))
            .Where(api => api.Kind is not null)
            .Select(api => OneAsync(isRest: false, api.Id, part => new HttpApiReader(part).ReadAsync(api.Entry, api.Id, api.Kind ?? default, cancellationToken), cancellationToken));
        return Result(listed.Count, await Task.WhenAll(readings).ConfigureAwait(false), Gap(failure, "HTTP and WebSocket APIs"));
    }

    private async Task<(List<T> Listed, AwsCallException? Failure)> ListAsync<TPage, T>(Operation<TPage> operation, Func<TPage, IEnumerable<T>> entries, CancellationToken cancellationToken)
        where TPage : class
        where T : class
    {
        var listed = new List<T>();
        try
        {
            await foreach (var page in region.PagesAsync(operation, [], cancellationToken).ConfigureAwait(false))
            {
                listed.AddRange(entries(page));
            }
        }
        catch (AwsCallException failure)
        {
            return (listed, failure);
        }

        return (listed, null);
    }

    // The same API may stand on two pages when another was made in between.
    private List<(T Entry, string Id)> Identified<T>(List<T> listed, Func<T, string?> id, Operation operation)
        where T : class
    {
        var identified = listed.Where(entry => id(entry) is { Length: > 0 }).Select(entry => (entry, Id: id(entry) ?? "")).DistinctBy(api => api.Id, StringComparer.Ordinal).ToList();
        if (listed.Exists(entry => string.IsNullOrEmpty(id(entry))))
        {
            region.Gaps.Add(operation.Id, "MissingMember", $"{operation} listed an API without an id.", region.Region, "An API that cannot be asked about.");
        }

        counter.Found(identified.Count);
        return identified;
    }

    private async Task<Api?> OneAsync(bool isRest, string id, Func<RegionReader, Task<Api?>> read, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var api = await FoundOrReadAsync(isRest, id, read, cancellationToken).ConfigureAwait(false);
            if (api is not null)
            {
                onRead(api);
            }

            return api;
        }
        finally
        {
            gate.Release();
            counter.Read();
        }
    }

    private async Task<Api?> FoundOrReadAsync(bool isRest, string id, Func<RegionReader, Task<Api?>> read, CancellationToken cancellationToken)
    {
        var journal = region.Options.Journal;
        if (journal?.Find(isRest, id) is { } done)
        {
            region.Gaps.Add(done.Gaps);
            return done.Api;
        }

        var part = region.Part();
        var api = await read(part).ConfigureAwait(false);
        // What fails because somebody stops us must not pass for what AWS refused.
        cancellationToken.ThrowIfCancellationRequested();
        journal?.Add(new() { Id = id, IsRest = isRest, Api = api, Gaps = part.Gaps.Gaps });
        return api;
    }

    private ApiKind? Kind(HttpApi listed, string id)
    {
        switch (listed.ProtocolType)
        {
            case "HTTP":
                return ApiKind.Http;
            case "WEBSOCKET":
                return ApiKind.WebSocket;
            default:
                var name = Quote.Of(listed.Name ?? id);
                region.Gaps.Add(HttpApiOperations.GetApis.Id, "UnknownValue", $"API {name} is of the kind {Quote.Of(listed.ProtocolType ?? "")}, which this version does not know.", region.Arn($"/apis/{id}"), $"Everything about API {name}.");
                return null;
        }
    }

    private Unknown? Gap(AwsCallException? failure, string what) => failure is null ? null : region.Gaps.Add(failure, region.Region, $"The {what} that were not listed, and everything about them.");

    private static (Fact<ImmutableArray<Api>> Apis, Unknown? More) Result(int listed, Api?[] apis, Unknown? failure) => failure is not null && listed is 0
        ? (failure, null)
        : (ImmutableArray.CreateRange(apis.OfType<Api>().OrderBy(api => api.Id, StringComparer.Ordinal)), failure);
}
