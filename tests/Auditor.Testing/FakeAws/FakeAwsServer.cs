using System.Collections.Immutable;
using System.Net;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Faults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Auditor.Testing.FakeAws;

/// <summary>AWS on a loopback port: strict about what it is asked, and as awkward as the real one in what it answers.</summary>
public sealed class FakeAwsServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly FakeAwsFrontEnd _frontEnd;

    private FakeAwsServer(WebApplication application, FakeAwsFrontEnd frontEnd)
    {
        _application = application;
        _frontEnd = frontEnd;
        Url = new Uri(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.First()
            ?? throw new InvalidOperationException("Kestrel has no address."));
    }

    /// <summary>The endpoint of every service: what <c>--endpoint-url</c> or AWS_ENDPOINT_URL takes.</summary>
    public Uri Url { get; }

    public FakeEstate Estate => _frontEnd.Estate;

    /// <summary>Credentials of the first account.</summary>
    public FakeCredentials Credentials => Estate.Accounts[0].Credentials;

    /// <summary>Every call in the order of arrival.</summary>
    public ImmutableArray<FakeCall> Calls => _frontEnd.Calls.ToImmutable();

    /// <summary>Calls by operation.</summary>
    public ImmutableSortedDictionary<string, int> CallCounts => Calls
        .GroupBy(call => call.Operation, StringComparer.Ordinal)
        .ToImmutableSortedDictionary(calls => calls.Key, calls => calls.Count(), StringComparer.Ordinal);

    /// <summary>Calls that no client of AWS should make: unknown or unsupported operations and query parameters.</summary>
    public ImmutableArray<FakeCall> UnexpectedCalls => [.. Calls.Where(call => call.Problem is not null)];

    /// <summary>Calls that would have changed something.</summary>
    public ImmutableArray<FakeCall> Violations => [.. Calls.Where(call => call.IsWrite)];

    /// <summary>The most requests that were being answered at once.</summary>
    public int MostAtOnce => _frontEnd.MostAtOnce;

    public static Task<FakeAwsServer> StartAsync(params ImmutableArray<FakeRegion> regions) => StartAsync(FakeEstate.Of(regions));

    public static Task<FakeAwsServer> StartAsync(params ImmutableArray<FakeRestApi> restApis) => StartAsync(FakeEstate.Of(restApis));

    public static async Task<FakeAwsServer> StartAsync(
        FakeEstate estate, FakeAwsOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new FakeAwsOptions();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, options.Port, listen =>
            {
                if (options.Certificate is { } certificate)
                {
                    listen.UseHttps(certificate);
                }
            });
        });
        builder.Logging.ClearProviders();
        var application = builder.Build();
        var frontEnd = new FakeAwsFrontEnd(estate, options);
        application.Run(frontEnd.AnswerAsync);
        await application.StartAsync(cancellationToken);
        return new FakeAwsServer(application, frontEnd);
    }

    /// <summary>Makes something go wrong from now on.</summary>
    public void Inject(FakeFault fault) => _frontEnd.Faults.Add(fault);

    /// <summary>Nothing goes wrong any more; what stalls already goes on stalling.</summary>
    public void Mend() => _frontEnd.Faults.Clear();

    /// <summary>Deletes an API, as somebody else may while a scan runs.</summary>
    public void Delete(string apiId) => _frontEnd.Deleted.TryAdd(apiId, true);

    /// <summary>Replaces the estate, as between two scans.</summary>
    public void Replace(FakeEstate estate) => _frontEnd.Estate = estate;

    /// <summary>Forgets the calls so far.</summary>
    public void ForgetCalls() => _frontEnd.Calls.Clear();

    public async ValueTask DisposeAsync()
    {
        await _frontEnd.StopAsync();
        await _application.DisposeAsync();
        _frontEnd.Dispose();
    }
}
