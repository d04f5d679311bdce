using System.Diagnostics;
using Auditor.EndToEnd.Tests.Moto;
using Auditor.EndToEnd.Tests.Processes;

namespace Auditor.EndToEnd.Tests.Deployment;

/// <summary>The image's file system, without an engine: no root, no shell, nothing writable but the work folder, and it scans.</summary>
[Collection(SharedMoto.Name)]
[Trait("Category", "Exhaustive")]
public sealed class ImageTests(MotoServer moto) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("auditor-image-");

    private string Image => Path.Combine(_folder.FullName, "image");

    private string Work => Directory.CreateDirectory(Path.Combine(_folder.FullName, "work")).FullName;

    [ContainerFact]
    public async Task It_scans_as_nobody_on_a_root_that_cannot_be_written()
    {
        await AssembleAsync();

        Directory.Exists(Path.Combine(Image, "rootfs", "bin")).ShouldBeFalse();
        Directory.GetFiles(Path.Combine(Image, "rootfs"), "*sh", SearchOption.AllDirectories).ShouldBeEmpty();
        var scan = await RunAsync(
            "scan", "--endpoint-url", moto.Endpoint.ToString(), "--region", moto.Estate.Region, "--output", "/work/report");
        scan.ExitCode.ShouldBe(1, scan.ToString());
        File.Exists(Path.Combine(Work, "report", "auditor.html")).ShouldBeTrue();
        var owner = await ChildProcess.RunAsync(
            new("stat", ["--format=%u:%g", Path.Combine(Work, "report", "auditor.html")]), ChildProcess.Patience, CancellationToken.None);
        owner.StandardOutput.Trim().ShouldBe("10001:10001");

        var elsewhere = await RunAsync("check", "--inventory", "/work/report/inventory.json", "--output", "/report");
        elsewhere.ExitCode.ShouldBe(2, elsewhere.ToString());
        elsewhere.StandardError.ShouldContain("ead-only");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    // A released file takes minutes to make: what was built, and the runtime that a released file has inside, stand in for it.
    private async Task AssembleAsync()
    {
        var built = Path.Combine(Repository.Root, "artifacts", "bin", "Auditor.Cli", new DirectoryInfo(AppContext.BaseDirectory).Name);
        await SucceedAsync(Path.Combine(Repository.Root, "deploy", "image", "assemble"), Path.Combine(built, "auditor"), Image);
        var program = Path.Combine(Image, "rootfs", "usr", "local", "bin");
        foreach (var file in Directory.GetFiles(built).Where(file => Path.GetFileName(file) is not "auditor"))
        {
            File.Copy(file, Path.Combine(program, Path.GetFileName(file)));
        }

        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location) ?? "";
        var dotnet = Path.GetFullPath(Path.Combine(runtime, "..", "..", ".."));
        var inside = Path.Combine(Image, "rootfs", "usr", "share", "dotnet");
        foreach (var folder in new[] { runtime, Path.Combine(dotnet, "host", "fxr", Path.GetFileName(runtime)) })
        {
            var copy = Path.Combine(inside, Path.GetRelativePath(dotnet, folder));
            Directory.CreateDirectory(Path.GetDirectoryName(copy) ?? "");
            await SucceedAsync("cp", "--recursive", "--dereference", folder, copy);
        }
    }

    private Task<ProcessOutcome> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Repository.Root, "deploy", "image", "run"), [Image, Work, .. arguments]);
        foreach (var (name, value) in moto.Environment)
        {
            start.Environment[name] = value;
        }

        start.Environment["AWS_EC2_METADATA_DISABLED"] = "true";
        return ChildProcess.RunAsync(start, ChildProcess.Patience, CancellationToken.None);
    }

    private static async Task SucceedAsync(string file, params string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments);
        // An image of debug files is of no use, and takes long to compress.
        start.Environment["AUDITOR_IMAGE"] = "rootfs";
        var outcome = await ChildProcess.RunAsync(start, ChildProcess.Patience, CancellationToken.None);
        outcome.ExitCode.ShouldBe(0, outcome.ToString());
    }
}
