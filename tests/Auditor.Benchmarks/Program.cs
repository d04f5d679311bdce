using Auditor.Benchmarks;
using BenchmarkDotNet.Running;

// 'once' is for whoever has no minutes.
if (args is ["once", ..])
{
    OnceOver.Run();
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
