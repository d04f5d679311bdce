using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Auditor.EndToEnd.Tests.Processes;
using Auditor.EndToEnd.Tests.Tools;

namespace Auditor.EndToEnd.Tests.Moto;

/// <summary>The main job as a user runs it, against a real server: the whole is right when these are.</summary>
[Collection(SharedMoto.Name)]
[Trait("Category", "Exhaustive")]
public sealed class ScanTests(MotoServer moto, Chromium chromium)
{
    private MotoScan Scan => moto.Scan;

    [MotoFact]
    public void Finds_what_is_wrong_and_nothing_else()
    {
        Scan.Outcome.ExitCode.ShouldBe(1, Scan.Outcome.ToString());
        var findings = Scan.Read("findings.json").GetProperty("findings");
        Expectations.Read().Differences(findings, moto.Estate.UsagePlans).ShouldBeEmpty();
    }

    [MotoFact]
    public void Says_what_it_could_not_read()
    {
        var expected = Expectations.Read().Gaps.SelectMany(gap => gap.Of.Select(name => (gap.Operation, Name: name))).ToList();
        var gaps = Scan.Read("findings.json").GetProperty("scan").GetProperty("scopes")[0].GetProperty("gaps").EnumerateArray()
            .Select(gap => (Operation: $"{gap.GetProperty("operation")}", Text: $"{gap.GetProperty("target")} {gap.GetProperty("lost")}"))
            // Whether the machine that runs the tests can ask DNS is not moto's doing.
            .Where(gap => !gap.Operation.StartsWith("dns:", StringComparison.Ordinal)).ToList();
        gaps.Count.ShouldBe(expected.Count, string.Join('\n', gaps));
        foreach (var (operation, name) in expected)
        {
            gaps.ShouldContain(
                gap => gap.Operation == operation && gap.Text.Contains(name, StringComparison.Ordinal), $"{operation} of {name}");
        }

        Scan.Outcome.StandardOutput.ShouldContain("not everything could be assessed");
        File.ReadAllText(Scan.PathOf("auditor.html")).ShouldContain("Incomplete");
    }

    [MotoFact]
    public void Calls_grow_with_apis_and_never_with_methods()
    {
        var calls = Scan.Read("inventory.json")
            .GetProperty("scopes")[0]
            .GetProperty("calls")
            .EnumerateObject()
            .ToDictionary(call => call.Name, call => call.Value.GetInt32());
        var estate = moto.Estate;
        var v2 = estate.HttpApis.Count + estate.WebSocketApis.Count;
        calls["apigateway:GetRestApis"].ShouldBe(1);
        calls["apigateway:GetApis"].ShouldBe(1);
        calls["apigateway:GetStages"].ShouldBe(estate.RestApis.Count + v2);
        calls["apigateway:GetRoutes"].ShouldBe(v2);
        calls["apigateway:GetIntegrations"].ShouldBe(v2);

        // One REST API has no stage: nothing more is asked about it.
        calls["apigateway:GetResources"].ShouldBe(estate.RestApis.Count - 1);
        calls.Keys.ShouldNotContain("apigateway:GetMethod");
        calls.Keys.ShouldNotContain("apigateway:GetIntegration");
        calls.Keys.ShouldNotContain("apigateway:GetRestApi");
    }

    [SarifValidatorFact]
    public async Task The_sarif_is_what_consumers_accept()
    {
        var outcome = await SarifValidator.ValidateAsync(Scan.PathOf("auditor.sarif"));
        outcome.ExitCode.ShouldBe(0, outcome.ToString());
        outcome.StandardOutput.ShouldContain(" 0 errors, 0 warnings");
    }

    [BrowserFact]
    public async Task The_page_opens_without_an_error_or_a_request_and_runs_nobodys_script()
    {
        var page = await chromium.Browser.NewPageAsync();
        var trouble = new List<string>();
        page.Console += (_, message) => trouble.Add($"console: {message.Text}");
        page.PageError += (_, error) => trouble.Add($"error: {error}");
        page.Dialog += (_, dialog) => trouble.Add($"dialog: {dialog.Message}");
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith("file://", StringComparison.Ordinal))
            {
                trouble.Add($"request: {request.Url}");
            }
        };

        await page.GotoAsync(new Uri(Scan.PathOf("auditor.html")).AbsoluteUri);

        trouble.ShouldBeEmpty();
        (await page.Locator("h1").First.InnerTextAsync()).ShouldNotBeNullOrWhiteSpace();
        (await page.Locator("body").InnerTextAsync()).ShouldContain("<script>alert(1)</script>");
        await page.CloseAsync();
    }

    [MotoFact]
    public async Task A_check_of_the_inventory_says_the_same_as_the_scan_without_network_or_credentials()
    {
        using var auditor = new AuditorProcess();
        var outcome = await auditor.RunAsync("check", "--inventory", Scan.PathOf("inventory.json"), "--quiet");
        outcome.ExitCode.ShouldBe(Scan.Outcome.ExitCode, outcome.ToString());
        outcome.StandardOutput.ShouldBeEmpty();
        Fingerprints(await File.ReadAllBytesAsync(Path.Combine(auditor.Folder, "auditor-report", "findings.json")))
            .ShouldBe(Fingerprints(await File.ReadAllBytesAsync(Scan.PathOf("findings.json"))));
        (await File.ReadAllBytesAsync(Path.Combine(auditor.Folder, "auditor-report", "inventory.json")))
            .ShouldBe(await File.ReadAllBytesAsync(Scan.PathOf("inventory.json")));
    }

    [MotoFact]
    public async Task An_api_nobody_calls_is_reported_once_it_is_older_than_the_window()
    {
        // moto dates every API now; what was made long ago is the same inventory with one change.
        var inventory = JsonNode.Parse(await File.ReadAllBytesAsync(Scan.PathOf("inventory.json"))).ShouldNotBeNull();
        var long_ago = "2020-01-01T00:00:00+00:00";
        foreach (var list in new[] { "restApis", "httpAndWebSocketApis" })
        {
            foreach (var api in inventory["scopes"]?[0]?[list]?.AsArray() ?? [])
            {
                api.ShouldNotBeNull()["createdAt"] = long_ago;
                foreach (var stage in api["stages"] as JsonArray ?? [])
                {
                    stage.ShouldNotBeNull()["createdAt"] = long_ago;
                }
            }
        }

        using var auditor = new AuditorProcess();
        var file = Path.Combine(auditor.Folder, "old.json");
        await File.WriteAllTextAsync(file, inventory.ToJsonString());
        await auditor.RunAsync("check", "--inventory", file, "--rule", "unused-api", "--quiet");
        using var findings = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(
            auditor.Folder, "auditor-report", "findings.json")));
        using var expected = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(
            Repository.Root, "tests", "moto", "expected.json")));
        findings.RootElement.GetProperty("findings").EnumerateArray()
            .Where(finding => finding.GetProperty("outcome").GetString() == "flagged")
            .Select(finding => finding.GetProperty("apiName").GetString())
            .ShouldBe(
                expected.RootElement.GetProperty("rules")
                    .GetProperty("AGW7001")
                    .GetProperty("flaggedWhenOlderThanTheWindow")
                    .EnumerateArray()
                    .Select(thing => thing.GetProperty("api").GetString()),
                ignoreOrder: true);
    }

    [MotoFact]
    public async Task An_endpoint_that_does_not_answer_is_one_sentence_and_no_report()
    {
        using var auditor = new AuditorProcess();
        auditor.Environment["AWS_ACCESS_KEY_ID"] = "test";
        auditor.Environment["AWS_SECRET_ACCESS_KEY"] = "test";
        var outcome = await auditor.RunAsync("scan", "--region", "eu-west-1", "--endpoint-url", "http://127.0.0.1:9");
        outcome.ExitCode.ShouldBe(2, outcome.ToString());
        outcome.StandardError.ShouldContain("Nothing answers");
        outcome.StandardError.ShouldNotContain("   at ");
        Directory.EnumerateFiles(auditor.Folder, "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    private static IEnumerable<string?> Fingerprints(byte[] findings)
    {
        using var document = JsonDocument.Parse(findings);
        return [.. document.RootElement.GetProperty("findings").EnumerateArray().Select(finding => string.Create(CultureInfo.InvariantCulture, $"{finding.GetProperty("fingerprint")} {finding.GetProperty("message")}"))];
    }
}
