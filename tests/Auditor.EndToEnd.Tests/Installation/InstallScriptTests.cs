using System.Diagnostics;
using Auditor.EndToEnd.Tests.Processes;

namespace Auditor.EndToEnd.Tests.Installation;

/// <summary>One line installs a release, and nothing whose checksum is wrong.</summary>
public sealed class InstallScriptTests : IDisposable
{
    private readonly Release _release = new();
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("auditor-home-");

    [Fact]
    public async Task A_release_is_installed_for_this_machine()
    {
        var outcome = await InstallAsync();

        outcome.ExitCode.ShouldBe(0, outcome.ToString());
        outcome.StandardOutput.ShouldContain($"auditor {Release.Version} is at {Command}");
        var version = await RunAsync(Command, "--version");
        version.ExitCode.ShouldBe(0, version.ToString());
    }

    [Fact]
    public async Task A_leading_v_and_a_checksum_of_ones_own_are_taken() =>
        (await InstallAsync(("AUDITOR_VERSION", $"v{Release.Version}"), ("AUDITOR_SHA256", _release.Checksum))).ExitCode.ShouldBe(0);

    [Fact]
    public async Task A_file_that_was_changed_on_the_way_is_not_installed()
    {
        await File.AppendAllTextAsync(_release.File, "echo something else\n");

        var outcome = await InstallAsync();

        outcome.ExitCode.ShouldBe(1);
        outcome.StandardError.ShouldContain("it was not installed");
        File.Exists(Command).ShouldBeFalse();
    }

    [Fact]
    public async Task A_checksum_that_was_named_wins_over_that_of_the_release()
    {
        var outcome = await InstallAsync(("AUDITOR_SHA256", new string('a', 64)));

        outcome.ExitCode.ShouldBe(1);
        outcome.StandardError.ShouldContain($"should have {new string('a', 64)}");
        File.Exists(Command).ShouldBeFalse();
    }

    [Theory]
    [InlineData("", "say which release")]
    [InlineData("9.9.9", "release 9.9.9 has no auditor-9.9.9-linux-")]
    public async Task What_is_not_there_is_told_in_one_sentence(string version, string because)
    {
        var outcome = await InstallAsync(("AUDITOR_VERSION", version));

        outcome.ExitCode.ShouldBe(1);
        outcome.StandardError.ShouldContain(because);
    }

    [Fact]
    public async Task An_installed_command_is_replaced()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Command) ?? "");
        await File.WriteAllTextAsync(Command, "an older one");

        (await InstallAsync()).ExitCode.ShouldBe(0);

        (await File.ReadAllTextAsync(Command)).ShouldBe(await File.ReadAllTextAsync(_release.File));
    }

    public void Dispose()
    {
        _release.Dispose();
        _home.Delete(recursive: true);
    }

    private string Command => Path.Combine(_home.FullName, ".local", "bin", "auditor");

    private Task<ProcessOutcome> InstallAsync(params (string Name, string Value)[] variables) =>
        RunAsync(
            Path.Combine(Repository.Root, "scripts", "install"),
            [],
            [("AUDITOR_VERSION", Release.Version), ("AUDITOR_RELEASES", _release.Address), .. variables]);

    private Task<ProcessOutcome> RunAsync(string file, params string[] arguments) => RunAsync(file, arguments, []);

    private Task<ProcessOutcome> RunAsync(string file, string[] arguments, (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(file, arguments);
        start.Environment["HOME"] = _home.FullName;
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return ChildProcess.RunAsync(start, ChildProcess.Patience, CancellationToken.None);
    }
}
