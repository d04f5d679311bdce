using System.Text.Json.Nodes;
using Auditor.EndToEnd.Tests.Processes;
using Auditor.EndToEnd.Tests.Tools;

namespace Auditor.EndToEnd.Tests.Moto;

/// <summary>What another implementation of AWS answers, recorded and replayed.</summary>
[Collection(SharedMoto.Name)]
[Trait("Category", "Exhaustive")]
public sealed class RecordingTests(MotoServer moto)
{
    [MotoFact]
    public async Task What_moto_answered_makes_the_same_inventory_again()
    {
        using var auditor = Auditor();
        var recorded = await auditor.RunAsync(
            "collect", "--region", moto.Estate.Region, "--endpoint-url", moto.Endpoint.ToString(), "--record", "said");
        auditor.Environment.Clear();

        var replayed = await auditor.RunAsync("collect", "--replay", "said", "--output", "again");

        replayed.ExitCode.ShouldBe(recorded.ExitCode, replayed.ToString());
        Inventory(auditor, "again").ShouldBe(Inventory(auditor, "auditor-report"));
    }

    [MotoFact]
    public async Task With_other_names_it_makes_the_inventory_with_other_names_and_the_same_number_of_findings()
    {
        using var auditor = Auditor();
        await auditor.RunAsync("collect", "--region", moto.Estate.Region, "--endpoint-url", moto.Endpoint.ToString(), "--output", "real");
        await auditor.RunAsync(
            "collect",
            "--region",
            moto.Estate.Region,
            "--endpoint-url",
            moto.Endpoint.ToString(),
            "--record",
            "said",
            "--anonymize",
            "--output",
            "other");

        await auditor.RunAsync("collect", "--replay", "said", "--output", "again");

        Inventory(auditor, "again").ShouldBe(Inventory(auditor, "other"));
        File.ReadAllText(Path.Combine(auditor.Folder, "said", "answers.jsonl")).ShouldNotContain(moto.Estate.Account);
        (await FindingsAsync(auditor, "other")).ShouldBe(await FindingsAsync(auditor, "real"));
    }

    private static async Task<string[]> FindingsAsync(AuditorProcess auditor, string folder)
    {
        await auditor.RunAsync("check", "--inventory", $"{folder}/inventory.json", "--format", "json", "--output", $"{folder}-judged");
        var findings = JsonNode.Parse(File.ReadAllText(Path.Combine(
            auditor.Folder, $"{folder}-judged", "findings.json")))!["findings"]!.AsArray();
        return [.. findings.Select(finding => $"{finding!["ruleId"]} {finding["outcome"]} "
            + $"{finding["severity"]}").Order(StringComparer.Ordinal)];
    }

    private AuditorProcess Auditor()
    {
        var auditor = new AuditorProcess();
        foreach (var (name, value) in moto.Environment)
        {
            auditor.Environment[name] = value;
        }

        return auditor;
    }

    // How long it took is no part of what was read.
    private static string Inventory(AuditorProcess auditor, string folder)
    {
        var inventory = JsonNode.Parse(File.ReadAllText(Path.Combine(auditor.Folder, folder, "inventory.json")))!;
        foreach (var reading in inventory["scopes"]!.AsArray().SelectMany(scope => scope!["reading"]!.AsArray()).Cast<JsonObject>())
        {
            reading.Remove("milliseconds");
        }

        return inventory.ToJsonString(new() { WriteIndented = true });
    }
}
