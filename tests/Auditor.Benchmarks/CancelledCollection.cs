using System.Diagnostics;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;
using BenchmarkDotNet.Loggers;

namespace Auditor.Benchmarks;

/// <summary>How long it takes from Ctrl+C to the end of the process in the middle of a scan, and what is left.</summary>
internal static class CancelledCollection
{
    public static async Task RunAsync(ILogger log)
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeEstateGenerator(1).Estate(new FakeEstateSize(RestApis: 600, MethodsPerRestApi: 20)));
        var output = Directory.CreateTempSubdirectory("auditor-bench-");
        using var process = AuditorRun.Start(aws, output.FullName, "scan", "--region", "eu-west-1", "--max-rate", "100");
        while (aws.Calls.Length < 500 && !process.HasExited)
        {
            await Task.Delay(50);
        }

        var watch = Stopwatch.StartNew();
        using var kill = Process.Start("kill", ["-INT", FormattableString.Invariant($"{process.Id}")]);
        await process.WaitForExitAsync();
        log.WriteLine(FormattableString.Invariant($"after {aws.Calls.Length} calls: {watch.Elapsed.TotalSeconds:F2} s to exit code {process.ExitCode}, files: {string.Join(", ", output.EnumerateFiles().Select(file => $"{file.Name} {file.Length / 1024} KB"))}"));
        output.Delete(recursive: true);
    }
}
