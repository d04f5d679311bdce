using System.Collections.Immutable;
using System.Diagnostics;
using Auditor.Cli.Tests.Support;
using Auditor.Core.Inventory;

namespace Auditor.Cli.Tests;

/// <summary>What is written is written whole, or what was there before stays.</summary>
[Trait("Category", "Exhaustive")]
public sealed class FullDiskTests : CliTests
{
    private static Estate Large =>
        Estates.Of(Estates.ScopeWith(
            [.. Enumerable.Range(0, 2_000).Select(number => Estates.OpenApi($"orders-{number}") with { Id = $"api{number:D7}" })]));

    [FullDiskFact]
    public async Task A_disk_that_fills_up_leaves_the_older_reports()
    {
        var disk = PathOf("disk");
        Directory.CreateDirectory(disk);
        await Mount("mount", "-t", "tmpfs", "-o", "size=1536k", "tmpfs", disk);
        try
        {
            (await Run(
                "check",
                "--inventory",
                WriteInventory(Estates.WithOpenRoute),
                "--output",
                "disk/report")).ExitCode.ShouldBe(ExitCode.Findings);
            var before = Contents("disk/report");

            (await Run("check", "--inventory", WriteInventory(Large), "--output", "disk/report"))
                .ShouldRefuse("Cannot write reports into", "No space left on device");

            Contents("disk/report").ShouldBe(before);
        }
        finally
        {
            await Mount("umount", disk);
        }
    }

    [Fact]
    public async Task A_file_that_may_not_grow_leaves_the_older_reports()
    {
        await Run("check", "--inventory", WriteInventory(Estates.WithOpenRoute), "--output", "report");
        var before = Contents("report");
        var command = OtherProcess.Auditor(Folder, "check", "--inventory", WriteInventory(Large), "--output", "report");

        // Files may have 600 KB: the write fails in the middle of one, as it does on a full disk.
        var (exitCode, output, error) = await Limited(600, command);

        exitCode.ShouldBe(2, output + error);
        error.ShouldContain("Cannot write reports into");
        error.ShouldNotContain("   at ");
        Contents("report").ShouldBe(before);
    }

    [Fact]
    public async Task A_suppression_that_cannot_be_written_leaves_the_file()
    {
        await Run("check", "--inventory", WriteInventory(Estates.WithOpenRoute), "--rule", "AGW1001");
        var fingerprint = System.Text.Json.JsonDocument.Parse(Read("auditor-report/findings.json")).RootElement.GetProperty("findings")[0]
            .GetProperty("fingerprint")
            .GetString()!;
        var command = OtherProcess.Auditor(
            Folder,
            "suppress",
            fingerprint,
            "--reason",
            "Public.",
            "--config",
            Write("auditor.yaml", $"# {new string('x', 4_000)}\nfailOn: high\n"));
        var before = Read("auditor.yaml");

        var (exitCode, output, error) = await Limited(1, command);

        exitCode.ShouldBe(2, output + error);
        error.ShouldContain("Configuration file 'auditor.yaml' cannot be written");
        Read("auditor.yaml").ShouldBe(before);
        Directory.GetFiles(Folder, ".auditor.yaml*").ShouldBeEmpty();
    }

    private ImmutableSortedDictionary<string, string> Contents(string folder) =>
        new DirectoryInfo(PathOf(folder))
            .EnumerateFiles("*", new EnumerationOptions { AttributesToSkip = 0 })
            .ToImmutableSortedDictionary(file => file.Name, file => File.ReadAllText(file.FullName), StringComparer.Ordinal);

    private Task<(int ExitCode, string Output, string Error)> Limited(int kilobytes, ProcessStartInfo command)
    {
        var start = OtherProcess.Of(
            "bash", Folder, ["-c", $"trap '' XFSZ; ulimit -f {kilobytes}; exec \"$@\"", "bash", command.FileName, .. command.ArgumentList]);
        // The runtime would map its code through a file, which would not get enough either.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        return OtherProcess.RunAsync(start);
    }

    private static async Task Mount(params string[] command)
    {
        using var process = Process.Start(command[0], command[1..]);
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, string.Join(' ', command));
    }
}
