using Auditor.Aws.Operations;
using Auditor.Aws.Reading;
using Auditor.Aws.Services.ApiGateway;
using Auditor.Aws.Services.ApiGatewayV2;
using Auditor.Aws.Transport;
using Auditor.Core.Inventory;
using Auditor.Core.Text;

namespace Auditor.Aws.Collection;

/// <summary>
/// Lists the APIs of a Region page by page and reads each. APIs of pages that came are kept when a later page fails, and the rest is known
/// to be missing.
/// </summary>
/// <param name="region">Makes the calls.</param>
/// <param name="gate">How many APIs are read at a time.</param>
/// <param name="counter">Told of each API.</param>
/// <param name="onRead">Gets each API that was read.</param>
internal sealed class ApiList(RegionReader region, SemaphoreSlim gate, ApiCounter counter, Action<Api> onRead)
{
    /// <param name="everythingElse">Ends when all else of API Gateway that is deployed was read: working copies have time until
    /// then.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<(Fact<ImmutableArray<Api>> Apis, Unknown? More)> RestApisAsync(
        Task everythingElse, CancellationToken cancellationToken)
    {
        var (listed, failure) = await ListAsync(RestApiOperations.GetRestApis, page => page.Entries, cancellationToken)
            .ConfigureAwait(false);
        var identified = Identified(listed, api => api.Id, RestApiOperations.GetRestApis);
        if (failure is null)
        {
            region.Earlier?.Forget(isRest: true, identified.Select(api => api.Id));
        }

        var deployed = await Task.WhenAll(identified.Select(api => DeployedAsync(api.Entry, api.Id, cancellationToken)))
            .ConfigureAwait(false);
        await everythingElse.ConfigureAwait(false);
        var apis = await Task.WhenAll(deployed.Select(reading => ToTheEndAsync(reading, cancellationToken))).ConfigureAwait(false);
        return Result(listed.Count, apis, Gap(failure, "REST APIs"));
    }

    private async Task<RestReading> DeployedAsync(Services.ApiGateway.Wire.RestApi listed, string id, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var part = region.Part();
            if (Journaled(isRest: true, id, part) is { } done)
            {
                if (done is { HasWorkingCopyLeft: true, Api: { } deployed })
                {
                    return new(id, part, deployed, stop => new RestApiReader(part).WithWorkingCopyAsync(deployed, stop));
                }

                counter.Read();
                return new(id, part, done.Api, null);
            }

            var progress = await new RestApiReader(part).DeployedAsync(listed, id, cancellationToken).ConfigureAwait(false);
            if (progress is { Api: { } api })
            {
                onRead(api);
            }

            if (progress?.WorkingCopyAsync is { } rest)
            {
                // The working copy waits for everything else, and whatever ends the scan may come before its turn.
                Journal(
                    new() { Id = id, IsRest = true, Api = progress.Api, HasWorkingCopyLeft = true, Gaps = part.Gaps.Gaps },
                    cancellationToken);
                return new(id, part, progress.Api, rest);
            }

            return new(id, part, Done(isRest: true, id, part, progress?.Api, cancellationToken), null);
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<Api?> ToTheEndAsync(RestReading reading, CancellationToken cancellationToken)
    {
        if (reading.WorkingCopyAsync is not { } read)
        {
            return reading.Api;
        }

        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var api = await read(cancellationToken).ConfigureAwait(false);
            return Done(isRest: true, reading.Id, reading.Part, api, cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    // Of a REST API that is deployed, and what is left to read.
    private sealed record RestReading(string Id, RegionReader Part, Api? Api, Func<CancellationToken, Task<Api?>>? WorkingCopyAsync);

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
            .Select(api => OneAsync(
                isRest: false,
                api.Id,
                part => new HttpApiReader(part).ReadAsync(api.Entry, api.Id, api.Kind ?? default, cancellationToken),
                cancellationToken));
        return Result(listed.Count, await Task.WhenAll(readings).ConfigureAwait(false), Gap(failure, "HTTP and WebSocket APIs"));
    }

    private async Task<(List<T> Listed, AwsCallException? Failure)> ListAsync<TPage, T>(
        Operation<TPage> operation, Func<TPage, IEnumerable<T>> entries, CancellationToken cancellationToken)
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
        var identified = listed.Where(entry => id(entry) is { Length: > 0 })
            .Select(entry => (entry, Id: id(entry) ?? ""))
            .DistinctBy(api => api.Id, StringComparer.Ordinal)
            .ToList();
        if (listed.Exists(entry => string.IsNullOrEmpty(id(entry))))
        {
            region.Gaps.Add(
                operation.Id,
                "MissingMember",
                $"{operation} listed an API without an id.",
                region.Region,
                "An API that cannot be asked about.");
        }

        counter.Found(identified.Count);
        return identified;
    }

    private async Task<Api?> OneAsync(bool isRest, string id, Func<RegionReader, Task<Api?>> read, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var part = region.Part();
            if (Journaled(isRest, id, part) is { } done)
            {
                counter.Read();
                return done.Api;
            }

            var api = await read(part).ConfigureAwait(false);
            if (api is not null)
            {
                onRead(api);
            }

            return Done(isRest, id, part, api, cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    private ReadApi? Journaled(bool isRest, string id, RegionReader part)
    {
        if (region.Options.Journal?.Find(isRest, id) is not { } done)
        {
            return null;
        }

        part.Gaps.Add(done.Gaps);
        if (done.Api is { } api)
        {
            onRead(api);
        }

        return done;
    }

    private Api? Done(bool isRest, string id, RegionReader part, Api? api, CancellationToken cancellationToken)
    {
        var read = Journal(new() { Id = id, IsRest = isRest, Api = api, Gaps = part.Gaps.Gaps }, cancellationToken);
        counter.Read();
        return read.Api;
    }

    private ReadApi Journal(ReadApi api, CancellationToken cancellationToken)
    {
        // What fails because somebody stops us must not pass for what AWS refused.
        cancellationToken.ThrowIfCancellationRequested();
        // Before anything of it is written.
        var read = SecretFilter.Over(api, region.Options.SecretVariableNames);
        region.Options.Journal?.Add(read);
        return read;
    }

    private ApiKind? Kind(Services.ApiGatewayV2.Wire.HttpApi listed, string id)
    {
        switch (listed.ProtocolType)
        {
            case "HTTP":
                return ApiKind.Http;
            case "WEBSOCKET":
                return ApiKind.WebSocket;
            default:
                var name = Quote.Of(listed.Name ?? id);
                region.Gaps.Add(
                    HttpApiOperations.GetApis.Id,
                    "UnknownValue",
                    $"API {name} is of the kind {Quote.Of(listed.ProtocolType ?? "")}, which this version does not know.",
                    region.Arn($"/apis/{id}"),
                    $"Everything about API {name}.");
                return null;
        }
    }

    private Unknown? Gap(AwsCallException? failure, string what) =>
        failure is null ? null : region.Gaps.Add(failure, region.Region, $"The {what} that were not listed, and everything about them.");

    private static (Fact<ImmutableArray<Api>> Apis, Unknown? More) Result(int listed, Api?[] apis, Unknown? failure) =>
        failure is not null && listed is 0
        ? (failure, null)
        : (ImmutableArray.CreateRange(apis.OfType<Api>().OrderBy(api => api.Id, StringComparer.Ordinal)), failure);
}
