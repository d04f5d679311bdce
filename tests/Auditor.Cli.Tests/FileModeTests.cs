using Auditor.Cli.Tests.Support;
using Auditor.Reports;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;

namespace Auditor.Cli.Tests;

/// <summary>
/// Files hold account data: for their owner only, whatever the mask of the process. In a process of its own, because the mask is the
/// process's.
/// </summary>
[Trait("Category", "Exhaustive")]
public sealed class FileModeTests : CliTests
{
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnersFolder = OwnersFile | UnixFileMode.UserExecute;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    // Every command, each in a process of its own.
    [Fact]
    public async Task What_is_written_is_its_owners()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await using var aws = await FakeAwsServer.StartAsync(
            new FakeRegion("eu-west-1") { RestApis = [new("orders") { Methods = [new("GET", "/")], Stages = [new("prod")] }] });

        await RunAsync(aws, "scan", "--cache", "kept/cache", "--output", "deep/report");
        await RunAsync(aws, "collect", "--record", "said", "--output", "read", "--world-readable");
        await RunAsync(aws, "collect", "--record", "said", "--output", "read");
        File.SetUnixFileMode(PathOf("said"), OwnersFolder);
        File.SetUnixFileMode(PathOf("read"), OwnersFolder);
        var formats = string.Join(',', ReportCatalogue.All.Select(report => report.Format));
        await RunAsync("check", "--inventory", "read/inventory.json", "--output", "checked", "--format", formats);
        await RunAsync("merge", "read/inventory.json", "--output", "merged", "--format", formats);
        await RunAsync("diff", "read/inventory.json", "read/inventory.json", "--format", "json", "--output", "read/diff.json");

        foreach (var file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
        {
            File.GetUnixFileMode(file).ShouldBe(OwnersFile, file);
        }

        foreach (var folder in Directory.EnumerateDirectories(Folder, "*", SearchOption.AllDirectories))
        {
            File.GetUnixFileMode(folder).ShouldBe(OwnersFolder, folder);
        }
    }

    [Fact]
    public async Task What_a_scan_writes_is_its_owners()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await using var aws = await FakeAwsServer.StartAsync(new FakeRegion("eu-west-1"));

        await RunAsync(aws, "scan", "--output", "deep/report");

        foreach (var file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
        {
            File.GetUnixFileMode(file).ShouldBe(OwnersFile, file);
        }

        File.GetUnixFileMode(PathOf("deep/report")).ShouldBe(OwnersFolder);
    }

    [Fact]
    public async Task Who_wants_others_to_read_says_so()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await using var aws = await FakeAwsServer.StartAsync(new FakeRegion("eu-west-1"));

        await RunAsync(aws, "collect", "--output", "read", "--world-readable");

        (File.GetUnixFileMode(PathOf("read/inventory.json")) & Others).ShouldBe(Others);
    }

    private Task RunAsync(FakeAwsServer aws, params string[] arguments) =>
        RunAsync([.. arguments, "--region", "eu-west-1", "--endpoint-url", aws.Url.AbsoluteUri, "--max-rate", "1000000"]);

    private async Task RunAsync(params string[] arguments)
    {
        var auditor = OtherProcess.Auditor(Folder, arguments);
        var start = OtherProcess.Of("sh", Folder, ["-c", "umask 022; exec \"$0\" \"$@\"", auditor.FileName, .. auditor.ArgumentList]);
        foreach (var (name, value) in TestEnvironment.Aws)
        {
            start.Environment[name] = value;
        }

        var (exitCode, output, error) = await OtherProcess.RunAsync(start);
        exitCode.ShouldBeOneOf([0, 1, 3], output + error);
    }
}
