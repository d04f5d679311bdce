using System.Diagnostics;

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
