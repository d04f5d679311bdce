using System.Globalization;
using Auditor.Benchmarks;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;

// 'once' is for whoever has no minutes.
if (args is ["once", ..])
{
    OnceOver.Run();
    return;
}

if (args is ["identity", ..])
{
    IdentityOfALargeAccount.Run();
    return;
}

if (args is ["policies", .. var policies])
{
    WorkOfPolicies.Run(policies is [var number] ? int.Parse(number, CultureInfo.InvariantCulture) : 10_000);
    return;
}

if (args is ["fuzz", .. var options])
{
    Fuzzer.Run(options);
    return;
}

if (args is ["estate", var path, var apis])
{
    LargeEstate.Write(path, int.Parse(apis, CultureInfo.InvariantCulture), JudgingOfALargeEstate.Routes, JudgingOfALargeEstate.Stages);
    return;
}

if (args is ["judge", .. var sizes])
{
    JudgingOfALargeEstate.Run(sizes is [] ? [500, 1_000] : [.. sizes.Select(size => int.Parse(size, CultureInfo.InvariantCulture))]);
    return;
}

if (args is ["templates", .. var templates])
{
    ManyTemplates.Run(templates is [var many] ? int.Parse(many, CultureInfo.InvariantCulture) : 1_000);
    return;
}

if (args is ["pace", ..])
{
    await PaceOfACollection.RunAsync(ConsoleLogger.Default);
    return;
}

if (args is ["ceiling", ..])
{
    await PaceOfACollection.CeilingAsync(ConsoleLogger.Default);
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

if (args is ["html", .. var numbers])
{
    await SpeedOfAPage.RunAsync(ConsoleLogger.Default, numbers is [] ? [10_000, 100_000] : [.. numbers.Select(number => int.Parse(number, CultureInfo.InvariantCulture))]);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
