using System.Diagnostics;
using System.Globalization;
using Auditor.Benchmarks;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;

// 'once' is for whoever has no minutes: one cold run, as the command itself has it, and three warm ones.
if (args is ["once", ..])
{
    var estate = LargeApi.Make(300, stages: 10, domains: 20, LargeApi.MostOfPolicy);
    for (var run = 0; run < 4; run++)
    {
        var (watch, before) = (Stopwatch.StartNew(), Environment.CpuUsage.UserTime);
        var exposed = ExposureOfALargeApi.CountExposed(estate);
        ConsoleLogger.Default.WriteLine(FormattableString.Invariant($"run {run + 1}: {exposed} routes of 3,000 can be called by somebody; {watch.Elapsed.TotalMilliseconds:F0} ms, {(Environment.CpuUsage.UserTime - before).TotalMilliseconds:F0} ms of processor"));
    }

    return;
}

if (args is ["pace", ..])
{
    await PaceOfACollection.RunAsync(ConsoleLogger.Default);
    return;
}

if (args is ["memory", .. var counts])
{
    await MemoryOfACollection.RunAsync(ConsoleLogger.Default, counts is [] ? [1, 10, 40] : [.. counts.Select(count => int.Parse(count, CultureInfo.InvariantCulture))]);
    return;
}

if (args is ["cancel", ..])
{
    await CancelledCollection.RunAsync(ConsoleLogger.Default);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
