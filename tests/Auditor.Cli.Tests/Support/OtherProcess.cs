using System.Diagnostics;
using System.Globalization;

namespace Auditor.Cli.Tests.Support;

/// <summary>Runs a program with no environment but what it needs to start and what the test gives it.</summary>
internal static class OtherProcess
{
    private static readonly string[] Inherited = ["PATH", "HOME", "TMPDIR", "DOTNET_ROOT", "NUGET_PACKAGES", "LANG"];

    public static ProcessStartInfo Of(string fileName, string workingDirectory, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(fileName, arguments)
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment.Clear();
        foreach (var name in Inherited)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                start.Environment[name] = value;
            }
        }

        return start;
    }

    /// <summary>The command as it is shipped, beside these tests.</summary>
    public static ProcessStartInfo Auditor(string workingDirectory, params IEnumerable<string> arguments) =>
        Of("dotnet", workingDirectory, [Path.Combine(AppContext.BaseDirectory, "auditor.dll"), .. arguments]);

    /// <summary>
    /// The same, taking SIGINT: what a shell starts in the background ignores it, tests and their processes too, and so does the command
    /// then.
    /// </summary>
    public static ProcessStartInfo Interruptible(ProcessStartInfo start) =>
        IgnoresInterrupts() ? Of("env", start.WorkingDirectory, ["--default-signal=INT", start.FileName, .. start.ArgumentList]) : start;

    private static bool IgnoresInterrupts()
    {
        const string Status = "/proc/self/status";
        const string Ignored = "SigIgn:";
        const ulong Interrupt = 1 << 1;
        return File.Exists(Status)
            && File.ReadLines(Status).FirstOrDefault(line => line.StartsWith(Ignored, StringComparison.Ordinal)) is { } line
            && (ulong.Parse(line[Ignored.Length..].Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & Interrupt) is not 0;
    }

    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(ProcessStartInfo start, string input = "")
    {
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} does not start.");
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
