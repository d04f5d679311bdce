using System.Diagnostics;
using Auditor.EndToEnd.Tests.Processes;

namespace Auditor.EndToEnd.Tests.Tools;

/// <summary>
/// The script that says what the consumers of a SARIF file would: schema, Microsoft's multitool with GitHub's rules, limits.
/// </summary>
internal static class SarifValidator
{
    private static readonly string Folder = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "tools"));
    private static readonly string Script = Path.Combine(Folder, "validate-sarif.sh");

    public static string? Missing => File.Exists(Script) ? null : $"The SARIF validator is not at '{Script}'.";

    /// <summary>A file that comes with the validator, to see that it can tell good from bad.</summary>
    public static string Sample(string name) => Path.Combine(Folder, name);

    /// <summary>Exit code 0 is clean, 1 has errors; standard output names each.</summary>
    public static Task<ProcessOutcome> ValidateAsync(string file, CancellationToken cancellationToken = default)
    {
        if (Missing is { } reason)
        {
            throw new InvalidOperationException(reason);
        }

        // The first run fetches the multitool from npm.
        var start = new ProcessStartInfo("bash", [Script, file]);
        return ChildProcess.RunAsync(start, ChildProcess.Patience, cancellationToken);
    }
}
