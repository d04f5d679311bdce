using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Auditor.Aws.Operations;

namespace Auditor.Aws.Transport;

/// <summary>Makes the declared calls with one identity: paced, repeated where that helps, paged to the end, counted.</summary>
/// <remarks>Every failure leaves as an <see cref="AwsCallException"/>, except a cancellation that the caller asked for.</remarks>
public sealed class AwsCaller(AwsCallerOptions options, TimeProvider time) : IDisposable
{
    // The longest list of an account has some dozens.
    private const int MostPages = 1000;

    private readonly ConcurrentDictionary<(string Service, string Region), Lazy<OperationClient>> _clients = new();
    private readonly ConcurrentDictionary<(string Name, string Region), Pace> _paces = new();
    private readonly ConcurrentDictionary<(string Service, string Region), int> _fruitless = new();
    private readonly ConcurrentDictionary<string, bool> _refusedPageSizes = new(StringComparer.Ordinal);

    public CallLog Log { get; } = new();

    public void Dispose()
    {
        foreach (var client in _clients.Values.Where(client => client.IsValueCreated))
        {
            client.Value.Dispose();
        }
    }

    /// <summary>One call, or one page.</summary>
    /// <param name="operation">What to ask.</param>
    /// <param name="region">Where.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="countedFor">For the sake of which Region, when that is another.</param>
    internal async Task<T> CallAsync<T>(
        Operation<T> operation, string region, JsonObject arguments, CancellationToken cancellationToken, string? countedFor = null)
        where T : class
    {
        Log.Called(operation, countedFor ?? region);
        try
        {
            var answer = await Client(operation.Service, region)
                .SendAsync(operation, arguments, countedFor ?? region, cancellationToken)
                .ConfigureAwait(false);
            _fruitless[(operation.Service.Id, region)] = 0;
            return answer;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        // Whatever went wrong, the caller can do only one thing: note what is missing and go on.
        catch (Exception exception)
        {
            var failure = Failure(operation, region, exception);
            Log.HasFailed(operation, countedFor ?? region, failure.Failure);
            if (failure.Failure is CallFailure.Throttled or CallFailure.Timeout or CallFailure.Unreachable)
            {
                _fruitless.AddOrUpdate((operation.Service.Id, region), 1, (_, calls) => calls + 1);
            }

            throw failure;
        }
    }

    /// <summary>All pages, each at the largest size that the service gives.</summary>
    internal async IAsyncEnumerable<T> PagesAsync<T>(
        Operation<T> operation,
        string region,
        JsonObject arguments,
        [EnumeratorCancellation] CancellationToken cancellationToken,
        string? countedFor = null)
        where T : class
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string? token = null;
        while (true)
        {
            var page = await PageAsync(operation, region, arguments, token, countedFor ?? region, cancellationToken).ConfigureAwait(false);
            yield return page;
            token = operation.Paging?.NextToken(page);
            if (string.IsNullOrEmpty(token))
            {
                yield break;
            }

            if (!seen.Add(token))
            {
                throw Endless(
                    operation,
                    countedFor ?? region,
                    "RepeatedPageToken",
                    $"{operation} in {region}: The service gave the same page token twice: its list would never end.");
            }

            if (seen.Count >= MostPages)
            {
                throw Endless(
                    operation,
                    countedFor ?? region,
                    "EndlessPages",
                    string.Create(CultureInfo.InvariantCulture, $"{operation} in {region}: The service gave {MostPages} pages and one "
                        + $"more token: its list does not end."));
            }
        }
    }

    private AwsCallException Endless(Operation operation, string region, string code, string message)
    {
        Log.HasFailed(operation, region, CallFailure.MalformedAnswer);
        return new(operation.Id, CallFailure.MalformedAnswer, code, null, message, null);
    }

    private async Task<T> PageAsync<T>(
        Operation<T> operation, string region, JsonObject arguments, string? token, string countedFor, CancellationToken cancellationToken)
        where T : class
    {
        var call = (JsonObject)arguments.DeepClone();
        if (operation.Paging is not { } paging)
        {
            return await CallAsync(operation, region, call, cancellationToken, countedFor).ConfigureAwait(false);
        }

        if (!string.IsNullOrEmpty(token))
        {
            call[paging.TokenMember] = token;
        }

        if (paging.SizeMember is { } sizeMember && !_refusedPageSizes.ContainsKey(operation.Id))
        {
            call[sizeMember] = paging.Size;
            try
            {
                return await CallAsync(operation, region, call, cancellationToken, countedFor).ConfigureAwait(false);
            }
            catch (AwsCallException refused) when (paging.IsSizeUndocumented
                && token is null
                && refused.Status is HttpStatusCode.BadRequest
                && refused.Failure is CallFailure.Other)
            {
                _refusedPageSizes[operation.Id] = true;
                call.Remove(sizeMember);
            }
        }

        return await CallAsync(operation, region, call, cancellationToken, countedFor).ConfigureAwait(false);
    }

    private OperationClient Client(Service service, string region) =>
        _clients.GetOrAdd((service.Id, region), _ => new(() => Create(service, region))).Value;

    private OperationClient Create(Service service, string region)
    {
        var config = new OperationConfig(service, region);
        if (options.Profile is { } profile)
        {
            config.Profile = new(profile);
        }

        if (options.EndpointUrl is { } endpoint)
        {
            config.ServiceURL = endpoint.AbsoluteUri;
            config.AuthenticationRegion = OperationEndpoints.SigningRegion(service, region);
        }

        if (options.HttpClientFactory is { } factory)
        {
            config.HttpClientFactory = factory;
        }

        var pacing = new PacingHandler(request => Paces(request.Operation, region), () => Patience(service, region), Log, time);
        return new(
            options.Credentials,
            config,
            new PatientRetryPolicy(time, () => Patience(service, region)),
            pacing,
            options.Listener?.Invoke(region),
            options.StandIn?.Invoke(region));
    }

    // A service that refuses everything must not cost full patience for each of a thousand calls: every fruitless one halves it, an answer
    // restores it.
    private TimeSpan Patience(Service service, string region) =>
        options.Patience / Math.Pow(2, Math.Min(10, _fruitless.GetValueOrDefault((service.Id, region))));

    private ImmutableArray<Pace> Paces(Operation operation, string region)
    {
        var service = Pace(operation.Service.SigningName, operation.Service.RequestsPerSecond, TimeSpan.FromSeconds(0.5));
        // What a service limits by operation is a few calls in some seconds, which leaves no room for any at once.
        return operation.RequestsPerSecond is { } own ? [Pace(operation.Id, own, TimeSpan.Zero), service] : [service];

        Pace Pace(string name, double rate, TimeSpan atOnce) =>
            _paces.GetOrAdd((name, region), _ => new(rate * options.MaxRate / AwsCallerOptions.DefaultRate, atOnce, time));
    }

    private AwsCallException Failure(Operation operation, string region, Exception exception)
    {
        var failure = CallFailures.Of(exception);
        var refused = exception as AmazonServiceException;
        var code = string.IsNullOrEmpty(refused?.ErrorCode) ? null : refused.ErrorCode;
        var status = refused is { StatusCode: not 0 } ? refused.StatusCode : (HttpStatusCode?)null;
        return new(
            operation.Id,
            failure,
            code ?? (status is { } number ? $"HTTP {(int)number}" : failure.ToString()),
            status,
            options.Explain(new(operation, region, failure, exception) { Code = code, Status = status }),
            exception);
    }
}
