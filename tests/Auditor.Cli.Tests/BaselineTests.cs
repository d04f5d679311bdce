using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Auditor.Cli.Tests.Support;
using Auditor.Core.Inventory;

namespace Auditor.Cli.Tests;

/// <summary>Measuring against an earlier run, on the real command line.</summary>
public sealed class BaselineTests : CliTests
{
    private static readonly Estate Yesterday = Estates.Of(Estates.ScopeWith(Estates.OpenApi("orders")));
    private static readonly Estate Fixed = Estates.Of(Estates.EmptyScope);
    private static readonly Estate Denied = Estates.Of(
        Estates.EmptyScope with { HttpAndWebSocketApis = new Unknown("GetApis was denied.") });

    private static readonly Estate Worse = Estates.Of(Estates.ScopeWith(
        Estates.OpenApi("orders"),
        Estates.OpenApi("carts") with { Id = "c1a2r3t4s5" }));

    public static TheoryData<string, string[]> Formats => new()
    {
        { "findings.json", [] },
        { "auditor.sarif", [] },
        { "auditor.sarif", ["--sarif-profile", "full"] },
    };

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Only_what_is_new_fails_the_build(string file, string[] options)
    {
        await Check(Yesterday, ["--output", "yesterday", .. options]);

        var same = await Check(Yesterday, "--baseline", $"yesterday/{file}", "--fail-on-new", "low");
        same.ExitCode.ShouldBe(ExitCode.Clean, same.Output);
        same.Output.ShouldContain($"Compared with 'yesterday/{file}': 0 new, 1 unchanged, 0 gone.");
        same.LastLine.ShouldBe("Exit code 0: no new or worse finding at or above 'low', and everything was assessed.");

        var worse = await Check(Worse, "--baseline", $"yesterday/{file}", "--fail-on-new", "low");
        worse.ExitCode.ShouldBe(ExitCode.Findings);
        worse.LastLine.ShouldBe("Exit code 1: 1 new finding at or above 'low'.");
        worse.Output.ShouldMatch("high +[0-9]+  new  AGW1001");

        var better = await Check(Fixed, "--baseline", $"yesterday/{file}");
        better.Output.ShouldContain("0 new, 0 unchanged, 1 gone.");
        Comparison().GetProperty("absent").GetArrayLength().ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task What_could_not_be_read_again_is_not_fixed_and_is_known_when_it_can_be(string file, string[] options)
    {
        await Check(Yesterday, ["--output", "monday", .. options]);

        var tuesday = await Check(Denied, ["--output", "tuesday", "--baseline", $"monday/{file}", .. options]);
        tuesday.ExitCode.ShouldBe(ExitCode.Incomplete);
        tuesday.Output.ShouldContain("0 new, 0 unchanged, 0 gone, 1 not looked at again.");

        if (file is "auditor.sarif" && options is [])
        {
            // This profile has room for what is wrong today and for nothing else.
            return;
        }

        var wednesday = await Check(Yesterday, "--baseline", $"tuesday/{file}", "--fail-on-new", "low");
        wednesday.ExitCode.ShouldBe(ExitCode.Clean, wednesday.Output);
        wednesday.Error.ShouldContain(
            $"The run of 'tuesday/{file}' could not assess everything: what it could not see "
                + $"{(file is "findings.json" ? "does not count as new." : "is new now (its findings.json would tell).")}");
        wednesday.Output.ShouldContain("0 new, 1 unchanged, 0 gone.");
    }

    [Fact]
    public async Task A_folder_of_reports_is_taken_for_its_findings()
    {
        await Check(Yesterday, "--output", "yesterday");

        (await Check(Yesterday, "--baseline", "yesterday", "--fail-on-new", "low")).ExitCode.ShouldBe(ExitCode.Clean);
    }

    [Fact]
    public async Task The_folder_that_is_written_to_can_be_the_baseline()
    {
        await Check(Yesterday);

        (await Check(Worse, "--baseline", "auditor-report/findings.json")).Output.ShouldContain("1 new, 1 unchanged, 0 gone.");
    }

    [Fact]
    public async Task Both_thresholds_hold()
    {
        await Check(Yesterday, "--output", "yesterday");

        var run = await Check(Worse, "--baseline", "yesterday", "--fail-on-new", "low", "--fail-on", "high");

        run.LastLine.ShouldBe("Exit code 1: 2 findings at or above 'high' and 1 new finding at or above 'low'.");
    }

    [Fact]
    public async Task A_new_finding_that_is_suppressed_fails_nothing()
    {
        await Check(Yesterday, "--output", "yesterday");
        Write("auditor.yaml", "suppressions:\n  - api: carts\n    reason: Public.");

        var run = await Check(Worse, "--baseline", "yesterday", "--fail-on-new", "low", "--config", "auditor.yaml");

        run.ExitCode.ShouldBe(ExitCode.Clean, run.Output);
        run.Output.ShouldContain("1 new, 1 unchanged, 0 gone.");
    }

    [Fact]
    public async Task What_was_suppressed_yesterday_is_not_new_today()
    {
        Write("auditor.yaml", "suppressions:\n  - api: orders\n    reason: Public.");
        await Check(Yesterday, "--output", "yesterday", "--config", "auditor.yaml", "--sarif-profile", "full");

        (await Check(Yesterday, "--baseline", "yesterday/findings.json", "--fail-on-new", "low")).ExitCode.ShouldBe(ExitCode.Clean);
        (await Check(Yesterday, "--baseline", "yesterday/auditor.sarif", "--fail-on-new", "low")).ExitCode.ShouldBe(ExitCode.Clean);
    }

    [Fact]
    public async Task A_place_that_was_not_scanned_this_time_is_not_fixed()
    {
        await Check(Yesterday, "--output", "yesterday");

        (await Check(
            Estates.Of(Estates.EmptyScope with { Region = "us-east-1" }),
            "--baseline",
            "yesterday")).Output.ShouldContain("0 gone, 1 not looked at again.");
    }

    public static TheoryData<string, string, string> Wrong => new()
    {
        { "not there", "", "'bad.json' cannot be read: it does not exist." },
        { "empty", " ", "'bad.json' cannot be used: it is no JSON" },
        { "cut off", "{\"schemaVersion\": 1,\n\"findings\": [", "it is no JSON (line 2)" },
        { "HTML", "<!doctype html>", "it is no JSON" },
        { "a list", "[]", "it is neither a findings.json nor SARIF." },
        { "something else", "{\"name\": 1}", "it is neither a findings.json nor SARIF." },
        { "an inventory", "{\"schemaVersion\": 1, \"scopes\": []}", "it is an inventory; give the findings.json" },
        {
            "a newer one", "{\"schemaVersion\": 2, \"findings\": []}",
            "it has schema version 2; this version of Auditor reads 1. A newer Auditor wrote it"
        },
        { "no version", "{\"findings\": []}", "it has schema version 0" },
        { "no scan", "{\"schemaVersion\": 1, \"findings\": []}", "it has no 'scan'." },
        { "findings that are none", "{\"schemaVersion\": 1, \"findings\": {}}", "'$.findings' is not of the kind that belongs there." },
        { "a finding that is none", "{\"schemaVersion\": 1, \"findings\": [1]}", "'$.findings[0]' is not of the kind that belongs there." },
        {
            "no fingerprint", "{\"schemaVersion\": 1, \"scan\": {}, \"findings\": [{\"outcome\": \"flagged\", \"ruleId\": \"AGW1001\"}]}",
            "'$.findings[0]' has no 'fingerprint'."
        },
        {
            "a wrong fingerprint",
            "{\"schemaVersion\": 1, \"scan\": {}, \"findings\": [{\"outcome\": \"flagged\", \"ruleId\": \"AGW1001\", \"fingerprint\": "
                + "\"\\u001b[2J\"}]}",
            "has a fingerprint that is none: '\\u001B[2J'."
        },
        {
            "a wrong severity",
            $"{{\"schemaVersion\": 1, \"scan\": {{}}, \"findings\": [{{\"outcome\": \"flagged\", \"ruleId\": \"AGW1001\", \"severity\": "
                + $"\"3\", \"fingerprint\": \"{new string('0', 32)}\"}}]}}",
            "'$.findings[0].severity' is no severity: '3'."
        },
        {
            "a wrong time", "{\"schemaVersion\": 1, \"scan\": {\"startedAt\": \"then\"}, \"findings\": []}",
            "'$.scan.startedAt' is no point in time: 'then'."
        },
        { "SARIF of another version", "{\"version\": \"2.0.0\", \"runs\": []}", "it is SARIF of version '2.0.0', not of 2.1.0." },
        {
            "SARIF of another tool",
            "{\"version\": \"2.1.0\", \"runs\": [{\"tool\": {\"driver\": {\"name\": \"zizmor\"}}, \"results\": []}]}",
            "'$.runs[0]' was made by 'zizmor', not by auditor."
        },
        {
            "SARIF without fingerprints",
            "{\"version\": \"2.1.0\", \"runs\": [{\"tool\": {\"driver\": {\"name\": \"auditor\"}}, \"results\": [{}]}]}",
            "'$.runs[0].results[0]' has no 'partialFingerprints'."
        },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_wrong_file_is_told_before_anything_is_done(string what, string text, string message)
    {
        if (text.Length > 0)
        {
            Write("bad.json", text);
        }

        (await Check(Yesterday, "--baseline", "bad.json")).ShouldRefuse("--baseline: ", message);
        (await Check(Yesterday, "--trend", "bad.json")).ShouldRefuse("--trend: ", message);
        Directory.Exists(PathOf("auditor-report")).ShouldBeFalse(what);
    }

    [Fact]
    [Trait("Category", "Exhaustive")]
    public async Task A_file_that_was_damaged_anywhere_is_refused_or_read_but_never_a_defect()
    {
        await Check(Yesterday, "--output", "yesterday");
        var text = Read("yesterday/findings.json");
        for (var at = 0; at < text.Length; at += 97)
        {
            Write("bad.json", text[..at] + text[(at + 1)..]);

            (await Check(
                Fixed,
                "--baseline",
                "bad.json",
                "--quiet",
                "--format",
                "json")).ExitCode.ShouldBeOneOf(ExitCode.Usage, ExitCode.Clean, ExitCode.Incomplete);
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task What_got_worse_fails_the_build_and_is_named(string file, string[] options)
    {
        await Check(Estates.WithRestApi(isForAddresses: true), ["--output", "yesterday", .. options]);

        var run = await Check(Estates.WithRestApi(isForAddresses: false), "--baseline", $"yesterday/{file}", "--fail-on-new");

        run.ExitCode.ShouldBe(ExitCode.Findings, run.Output);
        run.LastLine.ShouldBe("Exit code 1: 1 finding at or above 'high' that got worse.");
        run.Output.ShouldContain("New or worse, and why this run fails");
        run.Output.ShouldMatch("high +[0-9]+  worse  AGW1001");
        run.Output.ShouldContain("severity high instead of low");
        run.Output.ShouldContain("0 new, 1 worse, 0 unchanged, 0 gone.");
    }

    // A further route behind an authorizer that is flagged already: the identity stays, and it is not what anybody knew.
    [Theory]
    [MemberData(nameof(Formats))]
    public async Task One_more_of_what_a_finding_names_fails_the_build(string file, string[] options)
    {
        await CheckAudience(AnyAudience("GET /a"), ["--output", "yesterday", .. options]);
        Width = 600;

        var run = await CheckAudience(
            AnyAudience("GET /a", "GET /b"), ["--baseline", $"yesterday/{file}", "--fail-on-new", "--output", "today", .. options]);
        run.ExitCode.ShouldBe(ExitCode.Findings, run.Output);
        run.LastLine.ShouldBe("Exit code 1: 1 finding at or above 'high' that got worse.");
        run.Output.ShouldContain("also route 'GET /b' on stage '$default'");

        (await CheckAudience(AnyAudience("GET /a"), "--baseline", $"today/{file}", "--fail-on-new")).ExitCode.ShouldBe(ExitCode.Clean);
    }

    // What an older version wrote does not tell what its findings named.
    [Fact]
    public async Task A_report_that_does_not_tell_what_findings_name_is_read_all_the_same()
    {
        await CheckAudience(AnyAudience("GET /a"), "--output", "yesterday");
        var findings = JsonNode.Parse(Read("yesterday/findings.json")).ShouldNotBeNull();
        findings["findings"].ShouldNotBeNull().AsArray().ShouldContain(finding => finding.ShouldNotBeNull().AsObject().Remove("named"));
        Write("older.json", findings.ToJsonString());

        (await CheckAudience(
            AnyAudience("GET /a", "GET /b"), "--baseline", "older.json", "--fail-on-new")).ExitCode.ShouldBe(ExitCode.Clean);
    }

    private static Estate AnyAudience(params string[] keys) => Estates.Of(Estates.ScopeWith(Estates.OpenApi("orders") with
    {
        Routes = keys.Select(
            key => new Route { Key = key, Authorization = AuthorizationKind.Jwt, AuthorizerId = "z9", AuthorizationScopes = ["orders/read"] })
            .ToImmutableArray(),
        Authorizers = ImmutableArray.Create(
            new Authorizer { Id = "z9", Name = "tokens", Type = AuthorizerType.Jwt, JwtIssuer = "https://issuer.example.com", IdentitySources = ["$request.header.Authorization"] }),
    }));

    [Fact]
    public async Task What_the_earlier_run_had_and_this_one_lacks_is_not_complete()
    {
        await Check(Yesterday, "--output", "yesterday");
        var elsewhere = Estates.Of(Estates.EmptyScope with { Region = "us-east-1" });

        var run = await Check(elsewhere, "--baseline", "yesterday", "--fail-on-new", "high");
        run.ExitCode.ShouldBe(ExitCode.Incomplete, run.Output);
        run.LastLine.ShouldContain("1 finding of the earlier run could not be looked at again");

        (await Check(
            elsewhere, "--baseline", "yesterday", "--fail-on-new", "high", "--allow-incomplete")).ExitCode.ShouldBe(ExitCode.Clean);
    }

    [Fact]
    public async Task What_the_earlier_run_could_not_look_at_does_not_fail_the_build_as_new()
    {
        await Check(Denied, "--output", "yesterday");
        Width = 400;

        var run = await Check(Yesterday, "--baseline", "yesterday", "--fail-on-new", "high");

        run.ExitCode.ShouldBe(ExitCode.Clean, run.Output);
        run.LastLine.ShouldContain("(1 where the earlier run could not look does not count as new)");
        run.Output.ShouldContain("0 new, 1 not looked at before, 0 unchanged, 0 gone.");
    }

    [Fact]
    public async Task What_is_new_is_named_before_what_is_known()
    {
        var many = Enumerable.Range(0, 20).Select(number => Estates.OpenApi($"api{number}") with { Id = $"a{number:D9}" }).ToArray();
        await Check(Estates.Of(Estates.ScopeWith(many)), "--output", "yesterday");

        var run = await Check(
            Estates.Of(Estates.ScopeWith([.. many, Estates.OpenApi("zz-new") with { Id = "z000000000" }])),
            "--baseline",
            "yesterday",
            "--fail-on-new",
            "high",
            "--format",
            "markdown,github");

        run.Output.ShouldContain("'zz-new'");
        Read("auditor-report/auditor.github.txt").Split('\n')[0].ShouldContain("'zz-new'");
        Read("auditor-report/auditor.md").ShouldContain("| What fails the build first |");
    }

    [Fact]
    public async Task Sarif_is_the_same_in_whatever_folder()
    {
        await Check(Yesterday, "--output", "2026-11-28", "--format", "sarif");
        await Check(Yesterday, "--output", "somewhere/else", "--format", "sarif");

        Read("2026-11-28/auditor.sarif").ShouldBe(Read("somewhere/else/auditor.sarif"));
    }

    [Fact]
    public async Task The_analysis_has_the_same_name_whatever_was_read()
    {
        await Check(Yesterday, "--format", "sarif");
        AnalysisId().ShouldBe("auditor/");

        await Check(
            Estates.Of(Estates.EmptyScope, Estates.EmptyScope with { Region = "us-east-1" }),
            "--format",
            "sarif",
            "--sarif-category",
            "production eu");
        AnalysisId().ShouldBe("auditor/production%20eu/");

        string? AnalysisId() =>
            JsonDocument.Parse(Read("auditor-report/auditor.sarif")).RootElement.GetProperty("runs")[0]
                .GetProperty("automationDetails")
                .GetProperty("id")
                .GetString();
    }

    [Fact]
    public async Task A_run_that_is_named_twice_is_one_of_the_trend()
    {
        await Check(Fixed with { CollectedAt = Yesterday.CollectedAt.AddDays(-2) }, "--output", "a");

        await Check(Yesterday, "--trend", "a/findings.json", "--format", "html", "--output", "once");
        await Check(
            Yesterday,
            "--trend",
            "a/findings.json",
            "--trend",
            "a/findings.json",
            "--trend",
            "a",
            "--format",
            "html",
            "--output",
            "thrice");

        Rows("thrice").ShouldBe(Rows("once"));

        int Rows(string folder) => Read($"{folder}/auditor.html").Split("2026-11-19").Length;
    }

    [Fact]
    public async Task New_needs_something_to_be_new_against() =>
        (await Check(Yesterday, "--fail-on-new", "high")).ShouldRefuse("--fail-on-new needs a --baseline");

    [Fact]
    public async Task What_could_not_be_assessed_may_pass_when_somebody_says_so()
    {
        var partly = Estates.Of(Estates.EmptyScope with { RestApis = new Unknown("GetRestApis was denied.") });

        var run = await Check(partly, "--allow-incomplete");

        run.ExitCode.ShouldBe(ExitCode.Clean, run.Output);
        run.LastLine.ShouldBe(
            "Exit code 0: no finding at or above 'high'; 1 question could not be answered, which '--allow-incomplete' lets pass.");
        JsonDocument.Parse(Read("auditor-report/findings.json")).RootElement.GetProperty("scan")
            .GetProperty("incomplete")
            .GetBoolean()
            .ShouldBeTrue();
    }

    [Fact]
    public async Task A_scan_that_saw_no_api_at_all_never_passes()
    {
        var nothing = Estates.Of(
            Estates.EmptyScope with { RestApis = new Unknown("Denied."), HttpAndWebSocketApis = new Unknown("Denied.") });

        Width = 300;
        var run = await Check(nothing, "--allow-incomplete");

        run.ExitCode.ShouldBe(ExitCode.Incomplete);
        run.LastLine.ShouldContain("no API at all could be listed, and '--allow-incomplete' does not let that pass.");
    }

    [Fact]
    public async Task Earlier_runs_are_handed_to_the_report_oldest_first()
    {
        await Check(Yesterday with { CollectedAt = Yesterday.CollectedAt.AddDays(-1) }, "--output", "b");
        await Check(Fixed with { CollectedAt = Yesterday.CollectedAt.AddDays(-2) }, "--output", "a");

        var run = await Check(Yesterday, "--trend", "b/findings.json", "--trend", "a/findings.json");

        run.ExitCode.ShouldBe(ExitCode.Findings, run.Error);
    }

    [Fact]
    public async Task Sarif_options_are_checked()
    {
        (await Check(Yesterday, "--sarif-profile", "ful"))
            .ShouldRefuse("--sarif-profile: 'ful' is no profile; did you mean 'full'?");
        (await Check(Yesterday, "--sarif-split", "region")).ShouldRefuse("--sarif-split: 'region' is no way to split");
    }

    [Fact]
    public async Task Sarif_is_split_by_account()
    {
        await Check(
            Estates.Of(Estates.ScopeWith(Estates.OpenApi("orders")), Estates.EmptyScope with { Account = "444455556666" }),
            "--sarif-split",
            "account",
            "--format",
            "sarif");

        new DirectoryInfo(PathOf("auditor-report")).EnumerateFiles().Select(file => file.Name).Order(StringComparer.Ordinal)
            .ShouldBe(["auditor.111122223333.sarif", "auditor.444455556666.sarif", "inventory.json"]);
    }

    private Task<CliRun> Check(Estate estate, params string[] more) =>
        Run(["check", "--inventory", WriteInventory(estate), "--rule", "AGW1001", .. more]);

    private Task<CliRun> CheckAudience(Estate estate, params string[] more) =>
        Run(["check", "--inventory", WriteInventory(estate), "--rule", "AGW1010", .. more]);

    private JsonElement Comparison() => JsonDocument.Parse(Read("auditor-report/findings.json")).RootElement.GetProperty("comparison");
}
