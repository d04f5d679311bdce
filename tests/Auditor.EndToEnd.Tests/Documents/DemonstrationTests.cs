using System.Text.Json;
using Auditor.EndToEnd.Tests.Processes;

namespace Auditor.EndToEnd.Tests.Documents;

/// <summary>The first command of the README: an AWS that comes with the source, read over the wire.</summary>
[Trait("Category", "Exhaustive")]
public sealed class DemonstrationTests
{
    [Fact]
    public async Task It_finds_over_the_wire_what_a_check_of_the_sample_finds()
    {
        ReadmeTests.FirstBlockAfter("## Try it").ShouldBe("dotnet run --project samples/Auditor.Demo");
        using var demo = new AuditorProcess { Program = "Auditor.Demo/Auditor.Demo.dll" };
        using var auditor = new AuditorProcess();
        // What whoever tries it has of AWS is not for it.
        demo.Environment["AWS_PROFILE"] = "production";
        demo.Environment["AWS_ENDPOINT_URL"] = "http://127.0.0.1:1";

        var read = await demo.RunAsync("--unlimited");
        var judged = await auditor.RunAsync("check", "--inventory", Path.Combine(Repository.Root, "samples", "acme.inventory.json"));

        (read.ExitCode, judged.ExitCode).ShouldBe((1, 1), read.ToString());
        File.Exists(Path.Combine(demo.Folder, "auditor-report", "auditor.html")).ShouldBeTrue();
        (read.StandardOutput + read.StandardError).ShouldContain("Read 111122223333 eu-west-1");
        var findings = Findings(demo);
        findings.Count.ShouldBeGreaterThan(200);
        findings.ShouldBe(Findings(auditor), ignoreOrder: true);
    }

    private static List<string> Findings(AuditorProcess process)
    {
        using var report = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(process.Folder, "auditor-report", "findings.json")));
        return
        [
            .. report.RootElement.GetProperty("findings").EnumerateArray().Select(finding => string.Join(
                ' ', new[] { "ruleId", "fingerprint", "severity", "outcome", "message" }
                    .Select(name => finding.TryGetProperty(name, out var value) ? $"{value}" : "-"))),
        ];
    }
}
