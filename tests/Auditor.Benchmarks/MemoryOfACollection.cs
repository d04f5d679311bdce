using System.Collections.Immutable;
using System.Diagnostics;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;
using BenchmarkDotNet.Loggers;

namespace Auditor.Benchmarks;

/// <summary>The most memory that <c>auditor collect</c> has at once, by the number of Regions with 600 APIs each.</summary>
internal static class MemoryOfACollection
{
    public static async Task RunAsync(ILogger log, ImmutableArray<int> counts)
    {
        foreach (var count in counts)
        {
            var regions = Enumerable.Range(1, count).Select(i => FormattableString.Invariant($"eu-west-{i}")).ToImmutableArray();
            await using var aws = await FakeAwsServer.StartAsync(FakeEstate.Of([.. regions.Select((region, i) => new FakeEstateGenerator(i, region: region).Region(new FakeEstateSize(RestApis: 600, MethodsPerRestApi: 20, HttpApis: 0, WebSocketApis: 0)))]));
            var output = Directory.CreateTempSubdirectory("auditor-bench-");
            var watch = Stopwatch.StartNew();
            using var process = AuditorRun.Start(aws, output.FullName, ["collect", "--max-rate", "1000000", .. regions.SelectMany(region => new[] { "--region", region })]);
            var peak = 0.0;
            while (!process.HasExited)
            {
                peak = AuditorRun.Peak(process) ?? peak;
                await Task.Delay(100);
            }

            log.WriteLine(FormattableString.Invariant($"{count} Regions of 600 APIs: {peak:F0} MB at most, {watch.Elapsed.TotalSeconds:F0} s, {aws.Calls.Length:N0} calls, inventory of {new FileInfo(Path.Combine(output.FullName, "inventory.json")).Length / 1e6:F0} MB, exit code {process.ExitCode}"));
            output.Delete(recursive: true);
        }
    }
}
