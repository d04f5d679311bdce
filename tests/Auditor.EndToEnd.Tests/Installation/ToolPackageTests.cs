using System.Text.Json;
using Auditor.EndToEnd.Tests.Moto;
using Auditor.EndToEnd.Tests.Tools;

namespace Auditor.EndToEnd.Tests.Installation;

/// <summary>What <c>dotnet pack</c> makes can be installed by somebody who has nothing but the SDK, and works.</summary>
[Collection(SharedMoto.Name)]
[Trait("Category", "Exhaustive")]
public sealed class ToolPackageTests(MotoServer moto)
{
    [MotoFact]
    public async Task The_packed_tool_installs_from_a_folder_into_an_empty_home_and_scans()
    {
        using var home = new EmptyHome();
        await home.PackAsync("src/Auditor.Cli");
        Directory.GetFiles(home.Feed, "Auditor.Tool.*.nupkg").Length.ShouldBe(1);

        // No other source: the package has all that it needs.
        var tools = Path.Combine(home.Folder, "tools");
        await home.SucceedAsync("dotnet", "tool", "install", "Auditor.Tool", "--tool-path", tools, "--configfile", home.Sources);
        var auditor = Path.Combine(tools, "auditor");

        (await home.SucceedAsync(auditor, "--version")).StandardOutput.ShouldStartWith("auditor ");
        var scan = await home.RunAsync(
            moto.Environment, auditor, "scan", "--endpoint-url", moto.Endpoint.ToString(), "--region", moto.Estate.Region);

        scan.ExitCode.ShouldBe(1, scan.ToString());
        File.Exists(Path.Combine(home.Folder, "auditor-report", "auditor.html")).ShouldBeTrue();
        using var findings = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(home.Folder, "auditor-report", "findings.json")));
        findings.RootElement.GetProperty("findings").GetArrayLength().ShouldBeGreaterThan(10);
    }
}
