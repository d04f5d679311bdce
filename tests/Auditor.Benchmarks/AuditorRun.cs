using System.Diagnostics;
using System.Globalization;
using Auditor.Testing.FakeAws;

namespace Auditor.Benchmarks;

/// <summary>The command as a process of its own.</summary>
internal static class AuditorRun
{
    public static Process Start(FakeAwsServer aws, string output, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "auditor.dll"), .. arguments, "--endpoint-url", aws.Url.AbsoluteUri, "--output", output, "--quiet"]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["AWS_ACCESS_KEY_ID"] = aws.Credentials.AccessKeyId;
        start.Environment["AWS_SECRET_ACCESS_KEY"] = aws.Credentials.SecretAccessKey;
        start.Environment["AWS_EC2_METADATA_DISABLED"] = "true";
        // .NET takes memory as long as there is some. A limit shows whether less would do.
        if (int.TryParse(Environment.GetEnvironmentVariable("AUDITOR_HEAP_MB"), CultureInfo.InvariantCulture, out var limit))
        {
            start.Environment["DOTNET_GCHeapHardLimit"] = FormattableString.Invariant($"0x{(long)limit << 20:x}");
        }

        return Process.Start(start) ?? throw new InvalidOperationException("It does not start.");
    }

    /// <summary>A check with JSON as its report: seconds of processor, seconds, and the most memory in megabytes.</summary>
    public static (double Processor, double Wall, double Peak) Check(IEnumerable<string> what, string output, int cores)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "auditor.dll"), "check", .. what, "--format", "json", "--output", output, "--quiet"]);
        start.Environment["DOTNET_PROCESSOR_COUNT"] = cores.ToString(CultureInfo.InvariantCulture);
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start) ?? throw new InvalidOperationException("It does not start.");
        var (processor, peak) = (TimeSpan.Zero, 0.0);
        while (!process.WaitForExit(10))
        {
            peak = Math.Max(peak, Peak(process) ?? 0);
            processor = Processor(process) ?? processor;
        }

        return (processor.TotalSeconds, watch.Elapsed.TotalSeconds, peak);
    }

    private static TimeSpan? Processor(Process process)
    {
        try
        {
            return process.TotalProcessorTime;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The most memory that it had at once so far, in megabytes; null when it has ended.</summary>
    public static double? Peak(Process process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process.Id}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? null : double.Parse(line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
