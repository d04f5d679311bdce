using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Auditor.Cli.Fixing;
using Auditor.Cli.Tests.Support;
using Auditor.Core.Fixes;
using Auditor.Core.Inventory;

namespace Auditor.Cli.Tests;

// Our promise: what makes findings go away is written down, to be read before it is run, and nothing is run.
public sealed class FixTests : CliTests
{
    private static readonly Estate Open = Estates.Of(Estates.ScopeWith(Estates.OpenApi("orders")));

    [Fact]
    public async Task Writes_a_script_that_a_shell_can_read()
    {
        WriteInventory(Open);

        var run = await Run("fix", "--inventory", "inventory.json", "--output", "fix.sh");

        run.ExitCode.ShouldBe(ExitCode.Clean, run.Error);
        run.Error.ShouldContain("Wrote fix.sh. Nothing was run.");
        var script = Read("fix.sh");
        script.ShouldStartWith("#!/usr/bin/env bash\n");
        script.ShouldContain("set -euo pipefail");
        script.ShouldContain("aws apigatewayv2 ");
        IsReadByBash(PathOf("fix.sh"));
    }

    // Deploy REST APIs in API Gateway: CreateDeployment makes a stage that is not there, without what protected the one that was.
    [Fact]
    public void What_is_deleted_whole_is_deleted_when_nothing_is_deployed_any_more()
    {
        static FixedFinding Finding(string id, params ImmutableArray<FixCommand> commands) => new()
        {
            Fingerprint = id,
            RuleId = id,
            RuleName = "rule",
            Severity = null,
            Priority = null,
            Account = "111122223333",
            Place = "API 'orders' (a1)",
            Message = "A sentence.",
            Evidence = [],
            Fix = new() { Summary = "", Suppress = "", Commands = commands },
        };
        const string Deploys = "aws apigateway create-deployment --rest-api-id a1 --stage-name old";
        string[] deletions =
        [
            "aws apigateway delete-stage --rest-api-id a1 --stage-name old",
            "aws apigateway delete-rest-api --rest-api-id a1",
            "aws apigatewayv2 delete-api --api-id b2",
            "aws apigatewayv2 delete-stage --api-id b2 --stage-name old",
        ];
        const string Part = "aws apigatewayv2 delete-route --api-id c3 --route-id r1";

        var script = FixScript.Of(
        [
            Finding("1", [.. deletions.Append(Part).Select(text => new FixCommand(text) { Kind = FixStepKind.Deletes })]),
            Finding("2", new FixCommand(Deploys) { Kind = FixStepKind.Deploys }),
        ]);

        var deployed = script.IndexOf(Deploys, StringComparison.Ordinal);
        deletions.ShouldAllBe(text => script.IndexOf(text, StringComparison.Ordinal) > deployed, script);
        // What is a part of what stays has to be gone before that is deployed.
        script.IndexOf(Part, StringComparison.Ordinal).ShouldBeInRange(0, deployed);
        deletions.Append(Part).ShouldAllBe(text => script.Contains($"; then\n{text}\nfi", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Fixes_the_finding_that_is_named_by_the_first_digits_of_its_fingerprint()
    {
        await CheckAsync();
        using var findings = JsonDocument.Parse(Read("out/findings.json"));
        var all = findings.RootElement.GetProperty("findings").EnumerateArray()
            .Where(finding => finding.GetProperty("outcome").GetString() is "flagged")
            .Select(finding => finding.GetProperty("fingerprint").GetString() ?? "")
            .ToList();

        var one = await Run("fix", all[0][..8], "--inventory", "inventory.json");
        var every = await Run("fix", "--inventory", "inventory.json");

        one.ExitCode.ShouldBe(ExitCode.Clean, one.Error);
        one.Output.ShouldContain(all[0]);
        all.Skip(1).ShouldAllBe(other => !one.Output.Contains(other, StringComparison.Ordinal));
        all.ShouldAllBe(each => every.Output.Contains(each, StringComparison.Ordinal));
    }

    // Our promise: what people have of a run on a build server is its findings.json, and the script made of it is the one that the
    // inventory makes.
    [Fact]
    public async Task Findings_make_the_same_script_as_the_inventory()
    {
        await CheckAsync();

        var ofInventory = await Run("fix", "--inventory", "inventory.json");
        var ofFindings = await Run("fix", "--inventory", "out/findings.json");
        Input = Encoding.UTF8.GetBytes(Read("out/findings.json"));
        var ofInput = await Run("fix", "--inventory", "-");
        var ofRule = await Run("fix", "--inventory", "out/findings.json", "--rule", "route-without-authorization");

        ofFindings.ExitCode.ShouldBe(ExitCode.Clean, ofFindings.Error);
        ofFindings.Output.ShouldContain("aws apigatewayv2 ");
        ofFindings.Output.ShouldBe(ofInventory.Output);
        ofInput.Output.ShouldBe(ofInventory.Output);
        ofRule.Output.ShouldContain("AGW1001");
        ofRule.Output.ShouldNotContain("AGW6001 ");
    }

    [Fact]
    public async Task What_was_suppressed_in_the_run_is_fixed_only_where_it_is_named()
    {
        await CheckAsync();
        var findings = JsonNode.Parse(Read("out/findings.json")).ShouldNotBeNull();
        var first = findings["findings"].ShouldNotBeNull().AsArray().First(each => $"{each!["outcome"]}" is "flagged").ShouldNotBeNull();
        first["suppressed"] = new JsonObject { ["reason"] = "Public by design", ["source"] = "auditor.yaml" };
        Write("findings.json", findings.ToJsonString());
        var fingerprint = $"{first["fingerprint"]}";

        (await Run("fix", "--inventory", "findings.json")).Output.ShouldNotContain(fingerprint);
        (await Run("fix", fingerprint[..8], "--inventory", "findings.json")).Output.ShouldContain(fingerprint);
    }

    [Theory]
    [InlineData("holds the findings of a run, which have commands and no snippets for templates", "terraform", "", "")]
    [InlineData("says of no finding how to fix it", "shell", "\"fix\"", "\"other\"")]
    [InlineData("has characters that nobody sees", "shell", "aws apigatewayv2", "aws \u202eapigatewayv2")]
    [InlineData("is nothing that a command of a fix does: 'pays'", "shell", "\"does\": \"changes\"", "\"does\": \"pays\"")]
    [InlineData("has schema version 9", "shell", "\"schemaVersion\": 1", "\"schemaVersion\": 9")]
    public async Task Says_why_findings_make_no_script(string message, string format, string old, string changed)
    {
        await CheckAsync();
        var findings = Read("out/findings.json");
        Write("findings.json", old.Length == 0 ? findings : findings.Replace(old, changed, StringComparison.Ordinal));

        (await Run("fix", "--inventory", "findings.json", "--format", format)).ShouldRefuse(message);
    }

    [Fact]
    public async Task Sarif_makes_no_script()
    {
        await CheckAsync("sarif");

        (await Run("fix", "--inventory", "out/auditor.sarif")).ShouldRefuse("is SARIF, which has no commands");
    }

    [Theory]
    [InlineData("terraform")]
    [InlineData("cloudformation")]
    public async Task Writes_snippets_for_templates(string format)
    {
        WriteInventory(Open);

        var run = await Run("fix", "--inventory", "inventory.json", "--format", format);

        run.ExitCode.ShouldBe(ExitCode.Clean, run.Error);
        run.Output.ShouldContain("AGW1001");
        run.Output.ShouldNotContain("set -euo pipefail");
    }

    [Theory]
    [InlineData("'missing.json' cannot be read: it does not exist.", "--inventory", "missing.json")]
    [InlineData("--format: 'yaml' is no format of fixes", "--format", "yaml", "--inventory", "inventory.json")]
    [InlineData("at least 8 digits are needed", "abc", "--inventory", "inventory.json")]
    [InlineData("has no finding with the fingerprint '0123456789'", "0123456789", "--inventory", "inventory.json")]
    [InlineData("'broken.json', line 1: It is not JSON.", "--inventory", "broken.json")]
    [InlineData("cannot be written", "--inventory", "inventory.json", "--output", "no/such/folder/fix.sh")]
    public async Task Says_what_is_wrong(string message, params string[] arguments)
    {
        WriteInventory(Open);
        Write("broken.json", "{ \"schemaVersion\": 1, ");

        (await Run(["fix", .. arguments])).ShouldRefuse(message);
    }

    // Names come from whoever may name an API: they are data in the script, never code.
    [Fact]
    public async Task Names_are_quoted()
    {
        const string Name = "a'; touch pwned #$(touch pwned)`touch pwned`";
        WriteInventory(Estates.Of(Estates.ScopeWith(Estates.OpenApi(Name) with { Description = Name })));

        await Run("fix", "--inventory", "inventory.json", "--output", "fix.sh");

        IsReadByBash(PathOf("fix.sh"));
        // What runs before any value is asked for touches nothing, whatever is called how.
        await BashAsync(PathOf("fix.sh"));
        Directory.GetFiles(Folder, "pwned").ShouldBeEmpty();
    }

    private Task<CliRun> CheckAsync(string format = "json")
    {
        WriteInventory(Open);
        return Run("check", "--inventory", "inventory.json", "--format", format, "--output", "out", "--fail-on", "none");
    }

    private static void IsReadByBash(string path) => BashAsync("-n", path).GetAwaiter().GetResult().ShouldBe(0);

    // Without a PATH there is no AWS CLI: the script stops at its first call.
    private static async Task<int> BashAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("/bin/bash", arguments)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetDirectoryName(arguments[^1]) ?? "",
            Environment = { ["PATH"] = "/nowhere" },
        }).ShouldNotBeNull();
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
