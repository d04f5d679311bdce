using System.Text.Json;
using Auditor.Cli.Tests.Support;
using Auditor.Core.Inventory;

namespace Auditor.Cli.Tests;

public sealed class CheckTests : CliTests
{
    [Fact]
    public async Task Fails_the_build_for_a_high_finding_and_says_why_in_the_last_line()
    {
        var run = await Run("check", "--inventory", WriteInventory(Estates.WithOpenRoute));

        run.ExitCode.ShouldBe(ExitCode.Findings, run.Error);
        run.LastLine.ShouldStartWith("Exit code 1: ");
        run.LastLine.ShouldContain("at or above 'high'");
        run.Output.ShouldContain("AGW1001");
        run.Output.ShouldContain("GET /orders");
        run.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Passes_an_estate_without_apis_when_everything_was_read()
    {
        var run = await Run("check", "--inventory", WriteInventory(Estates.Empty), "--rule", "AGW7003");

        run.ExitCode.ShouldBe(ExitCode.Clean, run.Error);
        run.LastLine.ShouldBe("Exit code 0: no finding at or above 'high', and everything was assessed.");
        run.Output.ShouldContain("There is no API");
    }

    [Theory]
    [InlineData("low", ExitCode.Findings)]
    [InlineData("LOW", ExitCode.Findings)]
    [InlineData("medium", ExitCode.Clean)]
    [InlineData("high", ExitCode.Clean)]
    [InlineData("critical", ExitCode.Clean)]
    [InlineData("none", ExitCode.Clean)]
    public async Task A_low_finding_fails_only_a_build_that_asks_for_low(string failOn, object expected)
    {
        var run = await Run(
            "check",
            "--inventory",
            WriteInventory(Estates.Of(Estates.ScopeWith(Estates.ApiWithoutStage("old")))),
            "--rule",
            "AGW7003",
            "--fail-on",
            failOn);

        run.ExitCode.ShouldBe((ExitCode)expected, run.Output);
    }

    [Fact]
    public async Task What_could_not_be_read_is_no_clean_result()
    {
        var run = await Run(
            "check",
            "--inventory",
            WriteInventory(Estates.Of(Estates.EmptyScope with { RestApis = new Unknown("GetRestApis was denied.") })),
            "--rule",
            "AGW7003");

        run.ExitCode.ShouldBe(ExitCode.Incomplete, run.Error);
        run.LastLine.ShouldBe("Exit code 3: no finding at or above 'high', but 1 question could not be answered.");
    }

    [Fact]
    public async Task A_gap_is_no_clean_result_and_is_shown()
    {
        var gap = new Gap
        {
            Operation = "apigateway:GetUsagePlans",
            Code = "AccessDeniedException",
            Message = "It was denied.",
            Target = "eu-west-1",
            Lost = "Usage plans were not assessed.",
        };
        var inventory = WriteInventory(Estates.Of(Estates.EmptyScope with { Gaps = [gap] }));

        (await Run("check", "--inventory", inventory, "--rule", "AGW7003")).ExitCode.ShouldBe(ExitCode.Clean, "It needs no usage plans");

        var run = await Run("check", "--inventory", inventory, "--rule", "AGW3002");
        run.ExitCode.ShouldBe(ExitCode.Incomplete, run.Error);
        run.Output.ShouldContain("111122223333 eu-west-1  apigateway:GetUsagePlans  AccessDeniedException  Usage plans were not assessed.");
        run.LastLine.ShouldBe("Exit code 3: no finding at or above 'high', but 1 thing could not be read.");
    }

    [Fact]
    public async Task Findings_weigh_more_than_gaps()
    {
        var scope = Estates.ScopeWith(Estates.OpenApi("orders")) with { RestApis = new Unknown("GetRestApis was denied.") };
        var run = await Run("check", "--inventory", WriteInventory(Estates.Of(scope)), "--rule", "AGW1001");

        run.ExitCode.ShouldBe(ExitCode.Findings, run.Error);
        run.LastLine.ShouldContain("not everything could be assessed");
    }

    [Fact]
    public async Task Writes_the_inventory_again_in_its_canonical_form()
    {
        var estate = Estates.WithOpenRoute;
        var compact = InventoryFile.Write(estate).Where(letter => letter is not (byte)'\n').ToArray();
        await File.WriteAllBytesAsync(PathOf("compact.json"), compact);

        await Run("check", "--inventory", "compact.json");

        File.ReadAllBytes(PathOf("auditor-report/inventory.json")).ShouldBe(InventoryFile.Write(estate));
    }

    [Fact]
    public async Task Writes_the_default_reports_and_prints_their_paths()
    {
        var run = await Run("check", "--inventory", WriteInventory(Estates.WithOpenRoute));

        Names("auditor-report").ShouldBe(["auditor.html", "auditor.sarif", "findings.json", "inventory.json"]);
        foreach (var name in Names("auditor-report"))
        {
            run.Output.ShouldContain(PathOf($"auditor-report/{name}"));
        }
    }

    [Fact]
    public async Task Writes_only_the_formats_asked_for()
    {
        await Run(
            "check",
            "--inventory",
            WriteInventory(Estates.WithOpenRoute),
            "--output",
            "out/of the way",
            "--format",
            "SARIF, json",
            "--format",
            "json");

        Names("out/of the way").ShouldBe(["auditor.sarif", "findings.json", "inventory.json"]);
    }

    [Fact]
    public async Task Writes_a_template_of_ones_own_besides()
    {
        await File.WriteAllTextAsync(PathOf("mine.md.sbn"), "{{ summary.flagged }} findings. {{ gate }}");

        var run = await Run("check", "--inventory", WriteInventory(Estates.WithOpenRoute), "--format", "json", "--template", "mine.md.sbn");

        run.ExitCode.ShouldBe(ExitCode.Findings, run.Error);
        (await File.ReadAllTextAsync(PathOf("auditor-report/auditor.custom.md"))).ShouldMatch("^[1-9][0-9]* findings[.] Exit code 1: ");
    }

    [Fact]
    public async Task Refuses_a_template_with_a_typo_before_anything_is_written()
    {
        await File.WriteAllTextAsync(PathOf("mine.md.sbn"), "{{ sumary.flagged }}");

        (await Run("check", "--inventory", WriteInventory(Estates.WithOpenRoute), "--template", "mine.md.sbn"))
            .ShouldRefuse("--template: ", "does not work: ", "sumary");

        Directory.Exists(PathOf("auditor-report")).ShouldBeFalse();
    }

    [Fact]
    public async Task Reads_an_inventory_from_standard_input()
    {
        Input = InventoryFile.Write(Estates.WithOpenRoute);

        var run = await Run("check", "--inventory", "-");

        run.ExitCode.ShouldBe(ExitCode.Findings, run.Error);
    }

    [Fact]
    public async Task Runs_only_the_rules_asked_for()
    {
        await Run(
            "check",
            "--inventory",
            WriteInventory(Estates.WithOpenRoute),
            "--rule",
            "agw7003",
            "--rule",
            "route-without-authorization",
            "--rule",
            "AGW2001",
            "--skip-rule",
            "AGW1001");

        RulesInSarif().ShouldBe(["AGW2001", "AGW7003"]);
    }

    [Fact]
    public async Task Skips_a_rule_by_name()
    {
        var inventory = WriteInventory(Estates.WithOpenRoute);
        await Run("check", "--inventory", inventory);
        var all = RulesInSarif();
        await Run("check", "--inventory", inventory, "--skip-rule", "route-without-authorization");

        all.ShouldContain("AGW1001");
        RulesInSarif().ShouldBe(all.Where(rule => rule != "AGW1001"));
    }

    [Fact]
    public async Task Says_nothing_when_quiet()
    {
        var run = await Run("check", "--inventory", WriteInventory(Estates.WithOpenRoute), "--quiet");

        run.ExitCode.ShouldBe(ExitCode.Findings);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldBeEmpty();
        Names("auditor-report").ShouldContain("auditor.html");
    }

    [Fact]
    public async Task Errors_are_told_even_when_quiet() =>
        (await Run("check", "--inventory", "missing.json", "--quiet")).ShouldRefuse("'missing.json'", "does not exist");

    [Fact]
    public async Task Shows_every_finding_only_when_verbose()
    {
        var apis = Enumerable.Range(0, 12)
            .Select(number => Estates.ApiWithoutStage($"old-{number:D2}") with { Id = $"api{number:D2}" })
            .ToArray();
        var inventory = WriteInventory(Estates.Of(Estates.ScopeWith(apis)));

        var brief = await Run("check", "--inventory", inventory, "--rule", "AGW7003");
        var verbose = await Run("check", "--inventory", inventory, "--rule", "AGW7003", "--verbose");

        brief.Output.ShouldContain("The worst 3 of 12 findings, at most 3 of a rule");
        brief.Output.ShouldNotContain("old-11");
        verbose.Output.ShouldContain("old-11");
    }

    // What somebody has to act on is told whole, of as many APIs as there are, and how to mend it.
    [Fact]
    public async Task The_worst_of_each_API_is_told_whole_before_the_list()
    {
        var inventory = WriteInventory(Estates.Of(Estates.ScopeWith(
            [.. new[] { "archive", "invoices", "orders", "stock", "supplies", "tickets" }.Select(name => Estates.OpenApi(name) with { Id = name })])));

        var run = await Run("check", "--inventory", inventory, "--rule", "AGW1001");

        var first = run.Output.Split("Look at these first")[1].Split("The worst")[0].Split("Other findings")[0];
        foreach (var name in new[] { "archive", "invoices", "orders", "stock", "supplies" })
        {
            first.ShouldContain($"of API '{name}' on stage");
        }

        first.ShouldContain("without any credentials");
        first.ShouldContain("It answers at https://invoices.execute-api.eu-west-1.amazonaws.com");
        run.Output.ShouldContain("auditor rules explain AGW1001");
        first.ShouldMatch("Priority [0-9]+ of 100: .*anyone on the internet, without credentials");
        first.ShouldNotContain("'tickets'");
        run.Output.ShouldContain("'tickets'");
    }

    [Fact]
    public async Task Nothing_is_told_first_where_nothing_is_high()
    {
        var run = await Run(
            "check", "--inventory", WriteInventory(Estates.Of(Estates.ScopeWith(Estates.ApiWithoutStage("old")))), "--rule", "AGW7003");

        run.Output.ShouldContain("'old'");
        run.Output.ShouldNotContain("Look at these first");
    }

    [Fact]
    public async Task Stops_when_cancelled_and_leaves_no_report()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        Cancellation = cancelled.Token;

        var run = await Run("check", "--inventory", WriteInventory(Estates.WithOpenRoute));

        run.ExitCode.ShouldBe(ExitCode.Cancelled);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldBe("error: Cancelled: no report was written.\n");
        Directory.Exists(PathOf("auditor-report")).ShouldBeFalse();
    }

    [Fact]
    public async Task The_same_inventory_gives_the_same_sarif()
    {
        var inventory = WriteInventory(Estates.WithOpenRoute);
        await Run("check", "--inventory", inventory, "--output", "first/report");
        await Run("check", "--inventory", "first/report/inventory.json", "--output", "second/report");

        Read("second/report/auditor.sarif").ShouldBe(Read("first/report/auditor.sarif"));
    }

    // A dated folder, and an hour later: what was found is the same to the byte, whoever compares or keeps it.
    [Fact]
    public async Task Two_runs_into_two_folders_give_the_same_bytes_in_every_format()
    {
        const string Formats = "html,sarif,json,markdown,junit,csv,github,ocsf,asff,evidence";
        var inventory = WriteInventory(Estates.WithOpenRoute);
        Time = new SetTime(new(2026, 11, 29, 2, 0, 0, TimeSpan.Zero));
        await Run("check", "--inventory", inventory, "--output", "first", "--format", Formats);
        Time = new SetTime(new(2026, 11, 30, 3, 4, 5, TimeSpan.Zero));
        await Run("check", "--inventory", inventory, "--output", "2026-11-30/second", "--format", Formats);

        Names("2026-11-30/second").ShouldBe(Names("first"), ignoreOrder: true);
        foreach (var file in Names("first"))
        {
            Read($"2026-11-30/second/{file}").ShouldBe(Read($"first/{file}"), file);
        }
    }

    // Beside HTML, which looks into APIs, all of the inventory is in memory; the others alone are made of what stays of each place.
    [Fact]
    public async Task Accounts_and_Regions_that_go_from_memory_leave_the_same_bytes_in_every_format()
    {
        const string Formats = "sarif,json,markdown,junit,csv,github,asff,evidence";
        var sample = InventoryFile.Read(File.ReadAllBytes(Path.Combine(Repository.Root, "samples", "acme.inventory.json")));
        var inventory = WriteInventory(sample with { Scopes = [.. sample.Scopes, sample.Scopes[0] with { Region = "eu-north-1" }] });
        File.WriteAllText(PathOf("auditor.yaml"), """
            suppressions:
              - { tags: ["team=*"], stages: ["prod"], reason: "Known." }
              - { routes: ["GET *"], stages: ["*"], until: 2026-01-01, reason: "Was known." }
              - { apis: ["orders*"], regions: [eu-north-1], reason: "Known there." }
            """);

        var whole = await Run("check", "--inventory", inventory, "--output", "whole", "--format", $"{Formats},html", "--verbose");
        var placed = await Run("check", "--inventory", inventory, "--output", "placed", "--format", Formats, "--verbose");
        Input = File.ReadAllBytes(PathOf(inventory));
        var compared = await Run(
            "check", "--inventory", "-", "--output", "piped", "--format", Formats, "--baseline", "whole/findings.json", "--verbose");
        var wholly = await Run(
            "check", "--inventory", inventory, "--output", "wholly", "--format", $"{Formats},html", "--baseline", "whole/findings.json");

        placed.ExitCode.ShouldBe(whole.ExitCode);
        Told(placed).ShouldBe(Told(whole));
        compared.ExitCode.ShouldBe(wholly.ExitCode);
        foreach (var file in Names("placed"))
        {
            Read($"placed/{file}").ShouldBe(Read($"whole/{file}"), file);
            Read($"piped/{file}").ShouldBe(Read($"wholly/{file}"), file);
        }
    }

    // Without the paths of what was written.
    private static string Told(CliRun run) => string.Join('\n', run.Output.Split('\n').Where(line =>
        !line.Contains("whole/", StringComparison.Ordinal) && !line.Contains("placed/", StringComparison.Ordinal)));

    private IEnumerable<string> Names(string folder) =>
        [.. new DirectoryInfo(PathOf(folder)).EnumerateFiles().Select(file => file.Name).Order(StringComparer.Ordinal)];

    private List<string> RulesInSarif()
    {
        using var sarif = JsonDocument.Parse(Read("auditor-report/auditor.sarif"));
        return [.. sarif.RootElement.GetProperty("runs")[0].GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("id").GetString()!)];
    }
}
