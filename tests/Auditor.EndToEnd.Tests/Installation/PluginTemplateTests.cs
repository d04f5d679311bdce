using System.Security.Cryptography;
using Auditor.EndToEnd.Tests.Processes;

namespace Auditor.EndToEnd.Tests.Installation;

/// <summary>From an empty folder with the SDK: template, plug-in, test, and the command that loads it.</summary>
[Trait("Category", "Exhaustive")]
public sealed class PluginTemplateTests
{
    [Fact]
    public async Task A_new_plugin_builds_against_the_packages_passes_its_test_and_runs()
    {
        using var home = new EmptyHome(others: true);
        await home.PackAsync("src/Auditor.Core");
        await home.PackAsync("tests/Auditor.Testing");
        await home.PackAsync("templates/Auditor.RuleTemplate.csproj", isBuilt: false);
        Directory.GetFiles(home.Feed, "*.snupkg").Length.ShouldBe(2);

        await home.SucceedAsync(
            "dotnet", "new", "install", Directory.GetFiles(home.Feed, "Auditor.RuleTemplate.*.nupkg").ShouldHaveSingleItem());
        await home.SucceedAsync("dotnet", "new", "auditor-rules", "--name", "Shop.Rules");
        var test = await home.SucceedAsync(
            "dotnet", "test", "Shop.Rules/Shop.Rules.Tests", "-nodeReuse:false", "-p:UseSharedCompilation=false");
        test.StandardOutput.ShouldMatch("Passed: +3");

        var plugin = Path.Combine(home.Folder, "Shop.Rules/Shop.Rules/bin/Debug/net10.0/Shop.Rules.dll");
        // The program brings it: a second copy would only confuse people.
        File.Exists(Path.Combine(Path.GetDirectoryName(plugin) ?? "", "Auditor.Core.dll")).ShouldBeFalse();
        var checksum = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(plugin)));
        using var auditor = new AuditorProcess();
        var sample = Path.Combine(Repository.Root, "samples", "acme.inventory.json");
        var check = await auditor.RunAsync(
            "check", "--inventory", sample, "--plugin", $"{plugin}#sha256={checksum}", "--rule", "ACME001", "--fail-on", "low");

        check.ExitCode.ShouldBe(1, check.ToString());
        check.StandardOutput.ShouldContain("ACME001");
    }
}
