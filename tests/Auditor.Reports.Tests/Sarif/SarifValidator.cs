using System.Diagnostics;
using System.Globalization;
using Auditor.Reports.Sarif;

namespace Auditor.Reports.Tests.Sarif;

/// <summary>The schema, Microsoft's multitool and the rules of GitHub, GitLab, Azure DevOps and DefectDojo.</summary>
internal static class SarifValidator
{
    /// <summary>Beside the repository, unless <c>SARIF_VALIDATOR</c> says where.</summary>
    public static string Path { get; } = Environment.GetEnvironmentVariable("SARIF_VALIDATOR")
        ?? System.IO.Path.GetFullPath(System.IO.Path.Combine(Repository.Root, "..", "shared", "tools", "validate-sarif.sh"));

    /// <summary>What it says about a file, its own summary last.</summary>
    /// <param name="file">The file.</param>
    /// <param name="withMultitool">Whether Microsoft's multitool looks at it, too.</param>
    /// <param name="profile">Whom it is for.</param>
    /// <param name="results">How many results of each run are held against the schema; the other checks see all.</param>
    public static async Task<(int ExitCode, string Output)> Validate(
        string file, bool withMultitool, SarifProfile profile, int results = 500)
    {
        var start = new ProcessStartInfo("bash", [Path, file]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["TMPDIR"] = "/tmp";
        start.Environment["SARIF_MULTITOOL"] = withMultitool ? "1" : "0";
        start.Environment["SARIF_SCHEMA_MAX"] = results.ToString(CultureInfo.InvariantCulture);
        start.Environment["SARIF_PROFILE"] = profile is SarifProfile.Full ? "full" : "github";
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The validator did not start.");
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, $"{output}{await error}");
    }
}
