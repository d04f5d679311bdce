using System.Diagnostics;
using System.IO.Compression;
using Auditor.EndToEnd.Tests.Processes;
using YamlDotNet.Serialization;

namespace Auditor.EndToEnd.Tests.Installation;

/// <summary>What is made of a release's files.</summary>
public sealed class ReleaseScriptTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("auditor-release-");

    [Fact]
    public async Task Brew_gets_the_checksum_of_each_platform()
    {
        Sums("1.2.3", "linux-x64", "linux-arm64", "osx-arm64", "win-x64.exe");

        var formula = await Manifests("brew");

        formula.ExitCode.ShouldBe(0, formula.ToString());
        formula.StandardOutput.ShouldContain("version \"1.2.3\"");
        foreach (var platform in new[] { "linux-x64", "linux-arm64", "osx-arm64" })
        {
            formula.StandardOutput.ShouldContain($"auditor-1.2.3-{platform}\"\n      sha256 \"{Sum(platform)}\"");
        }
    }

    [Fact]
    public async Task Winget_gets_that_of_Windows()
    {
        Sums("1.2.3", "linux-x64", "win-x64.exe");

        var manifest = await Manifests("winget");

        manifest.ExitCode.ShouldBe(0, manifest.ToString());
        var read = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(manifest.StandardOutput);
        read["PackageVersion"].ShouldBe("1.2.3");
        manifest.StandardOutput.ShouldContain($"InstallerSha256: {Sum("win-x64.exe").ToUpperInvariant()}");
    }

    [Theory]
    [InlineData("brew", "has no auditor-1.2.3-osx-arm64")]
    [InlineData("winget", "has no auditor-1.2.3-win-x64.exe")]
    [InlineData("apt", "'apt' is neither brew nor winget")]
    public async Task A_manifest_without_a_file_is_none(string kind, string because)
    {
        Sums("1.2.3", "linux-x64", "linux-arm64");

        var outcome = await Manifests(kind);

        outcome.ExitCode.ShouldBe(2, outcome.ToString());
        outcome.StandardOutput.ShouldBeEmpty();
        outcome.StandardError.ShouldContain(because);
    }

    [Fact]
    public async Task A_folder_without_checksums_is_no_release() => (await Manifests("brew")).StandardError.ShouldContain("there is no");

    // Two packages of the same content, made at other times, in another order and with another drawn name.
    [Fact]
    public async Task A_package_is_the_same_whenever_it_was_packed()
    {
        string[] packages = [Package("a.nupkg", "0011", 2001, false), Package("b.nupkg", "ffee", 2026, true)];

        foreach (var package in packages)
        {
            (await Run(new(Path.Combine(Repository.Root, "scripts", "release-parts", "repack"), [package]))).ExitCode.ShouldBe(0);
        }

        (await File.ReadAllBytesAsync(packages[0])).ShouldBe(await File.ReadAllBytesAsync(packages[1]));
        using var archive = ZipFile.OpenRead(packages[0]);
        archive.Entries.Select(entry => entry.FullName).ShouldContain("lib/auditor.dll");
    }

    [Fact]
    public async Task A_folder_that_is_not_empty_is_not_filled()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "old"), "");

        var outcome = await Run(new(Path.Combine(Repository.Root, "scripts", "release"), [_folder.FullName]));

        outcome.ExitCode.ShouldBe(2);
        outcome.StandardError.ShouldContain("is not empty");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Sum(string platform) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(platform)));

    private void Sums(string version, params string[] platforms) =>
        File.WriteAllLines(
            Path.Combine(_folder.FullName, "SHA256SUMS"), platforms.Select(platform => $"{Sum(platform)}  auditor-{version}-{platform}"));

    private string Package(string name, string drawn, int year, bool isReversed)
    {
        var path = Path.Combine(_folder.FullName, name);
        (string Name, string Content)[] files =
        [
            ("_rels/.rels", $"<Relationship Target=\"/package/services/metadata/core-properties/{drawn}.psmdcp\" Id=\"R{drawn.ToUpperInvariant()}\" />"),
            ($"package/services/metadata/core-properties/{drawn}.psmdcp", "who"),
            ("lib/auditor.dll", "code"),
        ];
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (file, content) in isReversed ? files.Reverse() : files)
        {
            var entry = archive.CreateEntry(file);
            entry.LastWriteTime = new DateTimeOffset(year, 5, 5, 5, 5, 6, TimeSpan.Zero);
            using var writer = new StreamWriter(entry.Open());
            writer.Write(content);
        }

        return path;
    }

    private Task<ProcessOutcome> Manifests(string kind) =>
        Run(new(Path.Combine(Repository.Root, "scripts", "manifests"), [kind, _folder.FullName]));

    private static Task<ProcessOutcome> Run(ProcessStartInfo start) =>
        ChildProcess.RunAsync(start, ChildProcess.Patience, CancellationToken.None);
}
