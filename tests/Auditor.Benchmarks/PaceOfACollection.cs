using System.Diagnostics;
using Amazon.Runtime;
using Auditor.Aws.Access;
using Auditor.Aws.Caching;
using Auditor.Aws.Collection;
using Auditor.Aws.Reading;
using Auditor.Aws.Transport;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Throttling;
using BenchmarkDotNet.Loggers;

namespace Auditor.Benchmarks;

/// <summary>How near a scan comes to the time that AWS's quotas and the configured rate leave it, and that it loses nothing.</summary>
internal static class PaceOfACollection
{
    private const string Region = "eu-west-1";
    private static readonly Needs Everything = Enum.GetValues<Needs>().Aggregate((one, other) => one | other);

    public static async Task RunAsync(ILogger log)
    {
        var estate = new FakeEstateGenerator(1).Estate(new FakeEstateSize(RestApis: 60, MethodsPerRestApi: 20, HttpApis: 25, WebSocketApis: 15));
        var cache = Directory.CreateTempSubdirectory("auditor-bench-");
        await OneAsync("alone", estate, others: 0, null, log);
        await OneAsync("alone, REST APIs only", new FakeEstateGenerator(2).Estate(new FakeEstateSize(RestApis: 100, MethodsPerRestApi: 20, HttpApis: 0, WebSocketApis: 0)), others: 0, null, log);
        await OneAsync("alone, first night with a cache", estate, others: 0, cache.FullName, log);
        await OneAsync("alone, second night with a cache", estate, others: 0, cache.FullName, log);
        await OneAsync("a neighbour asks 5 a second", estate, others: 5, null, log);
        await OneAsync("a neighbour asks 20 a second", new FakeEstateGenerator(3).Estate(new FakeEstateSize(RestApis: 10, MethodsPerRestApi: 20, HttpApis: 5, WebSocketApis: 3)), others: 20, null, log);
        cache.Delete(recursive: true);
    }

    /// <summary>300 APIs without their working copies, against the ceiling of 1.1 times what calls and rate allow; and that nothing is lost beside a busy neighbour.</summary>
    public static async Task CeilingAsync(ILogger log)
    {
        await OneAsync("300 mixed APIs without working copies", new FakeEstateGenerator(4).Estate(new FakeEstateSize(RestApis: 180, MethodsPerRestApi: 20, HttpApis: 75, WebSocketApis: 45)), others: 0, null, log, WorkingCopies.None);
        await OneAsync("without working copies, a neighbour asks 20 a second", new FakeEstateGenerator(3).Estate(new FakeEstateSize(RestApis: 10, MethodsPerRestApi: 20, HttpApis: 5, WebSocketApis: 3)), others: 20, null, log, WorkingCopies.None);
    }

    private static async Task OneAsync(string name, FakeEstate estate, double others, string? cache, ILogger log, WorkingCopies workingCopies = WorkingCopies.All)
    {
        await using var aws = await FakeAwsServer.StartAsync(estate, new() { Throttling = FakeThrottling.AsDocumented with { OthersRate = others } });
        using var caller = new AwsCaller(new() { Credentials = new BasicAWSCredentials(aws.Credentials.AccessKeyId, aws.Credentials.SecretAccessKey), EndpointUrl = aws.Url }, TimeProvider.System);
        var account = await AwsAccount.ReadAsync(caller, Region, CancellationToken.None);
        var watch = Stopwatch.StartNew();
        var scope = await new AwsCollector(caller, TimeProvider.System, (_, _) => Task.FromResult<Fact<bool>>(true)).CollectScopeAsync(account, Region, new() { Needs = Everything, Cache = cache is null ? null : new ReadingCache(cache), WorkingCopies = workingCopies }, null, CancellationToken.None);
        var took = watch.Elapsed.TotalSeconds;

        var gateway = caller.Log.Counts.Where(count => count.Operation.StartsWith("apigateway:", StringComparison.Ordinal)).ToList();
        var calls = gateway.Sum(count => count.Calls);
        var resources = gateway.Where(count => count.Operation == "apigateway:GetResources").Sum(count => count.Calls);
        // The burst of 40 that AWS grants is the neighbours': the configured rate is the limit from the first call on.
        var ideal = Math.Max(calls / AwsCallerOptions.DefaultRate, resources / 2.5);
        log.WriteLine(FormattableString.Invariant(
            $"{name}: {scope.KnownApis.Count()} APIs, {calls} calls to API Gateway ({(double)calls / scope.KnownApis.Count():F2} for each API, {resources} GetResources), {took:F1} s, the quota allows {ideal:F1} s: {took / ideal:F2} x; {caller.Log.Throttled} throttled, {caller.Log.Retries} retries, {scope.Gaps.Length} gaps"));
        var start = aws.Calls.Min(call => call.Time);
        foreach (var service in aws.Calls.GroupBy(call => call.ServiceId))
        {
            log.WriteLine(FormattableString.Invariant($"  {service.Key}: {service.Count()} calls, from {(service.Min(call => call.Time) - start).TotalSeconds:F1} s to {(service.Max(call => call.Time) - start).TotalSeconds:F1} s"));
        }
    }
}
