using System.Diagnostics;
using Auditor.EndToEnd.Tests.Processes;

namespace Auditor.EndToEnd.Tests.Installation;

/// <summary>A home with nothing of what this machine has of packages, tools and settings, and a feed of what was packed here.</summary>
internal sealed class EmptyHome : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("auditor-install-");

    /// <param name="others">Whether packages of others, which this machine has from its own build, can be had.</param>
    public EmptyHome(bool others = false)
    {
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var fallback = others
            ? $"<fallbackPackageFolders><add key=\"machine\" value=\"{packages}\" /></fallbackPackageFolders>"
            : "";
        File.WriteAllText(Sources, $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="feed" value="{Feed}" />
              </packageSources>
              {fallback}
            </configuration>
            """);
    }

    public string Folder => _folder.FullName;

    public string Feed => Path.Combine(Folder, "feed");

    /// <summary>The only sources of packages.</summary>
    public string Sources => Path.Combine(Folder, "nuget.config");

    /// <summary>Packs a project as it was built.</summary>
    public async Task PackAsync(string project, bool isBuilt = true)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name.Split('_')[0];
        string[] build = isBuilt ? ["--no-build"] : ["--artifacts-path", Path.Combine(Folder, "build")];
        var packed = await ChildProcess.RunAsync(
            new("dotnet", ["pack", Path.Combine(Repository.Root, project), "-c", configuration, "-o", Feed, "-nodeReuse:false", .. build]),
            ChildProcess.Patience, CancellationToken.None);
        packed.ExitCode.ShouldBe(0, packed.ToString());
    }

    /// <summary>Runs a program here.</summary>
    public Task<ProcessOutcome> RunAsync(IReadOnlyDictionary<string, string> environment, string file, params string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments) { WorkingDirectory = Folder };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        // What the running test tells MSBuild is not for the projects of others.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
            && name is not "MSBUILDDISABLENODEREUSE").ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["HOME"] = Folder;
        start.Environment["DOTNET_CLI_HOME"] = Folder;
        start.Environment["NUGET_PACKAGES"] = Path.Combine(Folder, "packages");
        return ChildProcess.RunAsync(start, ChildProcess.Patience, CancellationToken.None);
    }

    public async Task<ProcessOutcome> SucceedAsync(string file, params string[] arguments)
    {
        var outcome = await RunAsync(new Dictionary<string, string>(StringComparer.Ordinal), file, arguments);
        outcome.ExitCode.ShouldBe(0, outcome.ToString());
        return outcome;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
