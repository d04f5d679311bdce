using System.Diagnostics;
using Auditor.EndToEnd.Tests.Processes;

namespace Auditor.EndToEnd.Tests.Installation;

/// <summary>What <c>dotnet pack</c> makes can be installed by somebody who has nothing but the SDK, and works.</summary>
[Trait("Category", "Exhaustive")]
public sealed class ToolPackageTests : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("auditor-install-");

    [Fact]
    public async Task The_packed_tool_installs_from_a_folder_into_an_empty_home_and_checks_the_sample()
    {
        var feed = Path.Combine(_home.FullName, "feed");
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name.Split('_')[0];
        var packed = await Run(new("dotnet", ["pack", Path.Combine(Repository.Root, "src", "Auditor.Cli"), "--no-build", "-c", configuration, "-o", feed]));
        packed.ExitCode.ShouldBe(0, packed.ToString());
        Directory.GetFiles(feed, "Auditor.Tool.*.nupkg").Length.ShouldBe(1);

        // No other source: the package has all that it needs.
        var sources = Path.Combine(_home.FullName, "nuget.config");
        await File.WriteAllTextAsync(sources, $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="feed" value="{feed}" />
              </packageSources>
            </configuration>
            """);
        var tools = Path.Combine(_home.FullName, "tools");
        var installed = await Run(AtHome("dotnet", "tool", "install", "Auditor.Tool", "--tool-path", tools, "--configfile", sources));
        installed.ExitCode.ShouldBe(0, installed.ToString());

        var sample = Path.Combine(Repository.Root, "samples", "acme.inventory.json");
        var check = await Run(AtHome(Path.Combine(tools, "auditor"), "check", "--inventory", sample));

        check.ExitCode.ShouldBe(1, check.ToString());
        File.Exists(Path.Combine(_home.FullName, "auditor-report", "auditor.html")).ShouldBeTrue();
    }

    public void Dispose() => _home.Delete(recursive: true);

    private static Task<ProcessOutcome> Run(ProcessStartInfo start) => ChildProcess.RunAsync(start, ChildProcess.Patience, CancellationToken.None);

    // Nothing of what this machine has of packages, tools and settings.
    private ProcessStartInfo AtHome(string file, params string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments) { WorkingDirectory = _home.FullName };
        start.Environment["HOME"] = _home.FullName;
        start.Environment["DOTNET_CLI_HOME"] = _home.FullName;
        start.Environment["NUGET_PACKAGES"] = Path.Combine(_home.FullName, "packages");
        return start;
    }
}
