using System.Diagnostics;

namespace Auditor.EndToEnd.Tests.Processes;

/// <summary>The built command as a user starts it, in an environment where it finds nothing of the machine's own AWS set-up.</summary>
public sealed class AuditorProcess : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("auditor-home-");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("auditor-run-");

    /// <summary>The only variables that it gets besides what .NET itself needs to start.</summary>
    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal)
    {
        ["AWS_EC2_METADATA_DISABLED"] = "true",
    };

    /// <summary>Which of the built programs.</summary>
    public string Program { get; init; } = "Auditor.Cli/auditor.dll";

    /// <summary>Where it runs, and so where its default output folder appears.</summary>
    public string Folder => _folder.FullName;

    public TimeSpan Timeout { get; init; } = ChildProcess.Patience;

    public Task<ProcessOutcome> RunAsync(params IEnumerable<string> arguments)
    {
        // The output folder has the configuration's name, 'debug' or 'release', for every project.
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        var assembly = Path.Combine(
            Repository.Root, "artifacts", "bin", Path.GetDirectoryName(Program) ?? "", configuration, Path.GetFileName(Program));
        var start = new ProcessStartInfo("dotnet", [assembly, .. arguments]) { WorkingDirectory = Folder };
        start.Environment.Clear();
        foreach (var name in new[] { "PATH", "DOTNET_ROOT", "TMPDIR", "LANG" })
        {
            if (System.Environment.GetEnvironmentVariable(name) is { } value)
            {
                start.Environment[name] = value;
            }
        }

        start.Environment["HOME"] = _home.FullName;
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        return ChildProcess.RunAsync(start, Timeout, CancellationToken.None);
    }

    public void Dispose()
    {
        _home.Delete(recursive: true);
        _folder.Delete(recursive: true);
    }
}
