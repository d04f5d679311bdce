using System.Diagnostics;
using Auditor.Reports.Sarif;

namespace Auditor.Reports.Tests.Sarif;

/// <summary>The schema, Microsoft's multitool and the rules of GitHub, GitLab, Azure DevOps and DefectDojo.</summary>
internal static class SarifValidator
{
    /// <summary>Beside the repository, unless <c>SARIF_VALIDATOR</c> says where.</summary>
    public static string Path { get; } = Environment.GetEnvironmentVariable("SARIF_VALIDATOR")
        ?? System.IO.Path.GetFullPath(System.IO.Path.Combine(Repository.Root, "..", "shared", "tools", "validate-sarif.sh"));

    /// <summary>What it says about a file, its own summary last.</summary>
    public static async Task<(int ExitCode, string Output)> Validate(string file, bool withMultitool, SarifProfile profile)
    {
        var start = new ProcessStartInfo("bash", [Path, file]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["TMPDIR"] = "/tmp";
        start.Environment["SARIF_MULTITOOL"] = withMultitool ? "1" : "0";
        start.Environment["SARIF_PROFILE"] = profile is SarifProfile.Full ? "full" : "github";
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The validator did not start.");
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, $"{output}{await error}");
    }
}
