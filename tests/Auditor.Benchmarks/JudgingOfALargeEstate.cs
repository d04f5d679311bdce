using System.Text.Json;
using BenchmarkDotNet.Loggers;

namespace Auditor.Benchmarks;

/// <summary>What a check costs as a whole process, against parsing the same file and doing nothing with it.</summary>
internal static class JudgingOfALargeEstate
{
    internal const int Routes = 100;
    internal const int Stages = 2;

    public static void Run(IEnumerable<int> sizes)
    {
        var folder = Directory.CreateTempSubdirectory("auditor-judging");
        try
        {
            Write($"APIs x {Routes} routes x {Stages} stages: seconds of processor, seconds, most memory (MB)");
            foreach (var apis in sizes)
            {
                var file = Path.Combine(folder.FullName, "inventory.json");
                var bytes = LargeEstate.Write(file, apis, Routes, Stages);
                Write($"{apis:N0} APIs, {bytes / 1e6:N0} MB; JsonDocument alone: {Parse(file):F2} s");
                foreach (var cores in new[] { 1, Environment.ProcessorCount })
                {
                    var (processor, wall, peak) = AuditorRun.Check(["--inventory", file], Path.Combine(folder.FullName, "report"), cores);
                    Write($"  {cores} cores: {processor,6:F1} s {wall,6:F1} s {peak,6:N0} MB");
                }
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static double Parse(string file)
    {
        var bytes = File.ReadAllBytes(file);
        var before = Environment.CpuUsage.UserTime;
        using var document = JsonDocument.Parse(bytes);
        return (Environment.CpuUsage.UserTime - before).TotalSeconds;
    }

    private static void Write(FormattableString line) => ConsoleLogger.Default.WriteLine(FormattableString.Invariant(line));
}
