using System.Text.Json;
using Auditor.Cli.Tests.Support;
using Auditor.Core.Inventory;

namespace Auditor.Cli.Tests;

/// <summary>Suppressions and severities in auditor.yaml, on the real command line.</summary>
public sealed class SuppressionTests : CliTests
{
    private static readonly Estate Orders = Estates.Of(Estates.ScopeWith(Estates.OpenApi("orders"), Estates.ApiWithoutStage("old")));

    [Fact]
    public async Task A_suppressed_finding_does_not_fail_the_build_and_stays_visible()
    {
        var run = await Check(
            """
            suppressions:
              - rule: route-without-authorization
                route: GET /orders
                reason: Public on purpose, SEC-12.
            """);

        run.ExitCode.ShouldBe(ExitCode.Clean, run.Output);
        run.Output.ShouldContain("1 finding is suppressed and does not count.\n");
        run.LastLine.ShouldBe("Exit code 0: no finding at or above 'high', and everything was assessed.");
        var finding = Findings().Single(one => one.GetProperty("ruleId").GetString() == "AGW1001");
        finding.GetProperty("suppressed").GetProperty("reason").GetString().ShouldBe("Public on purpose, SEC-12.");
        finding.GetProperty("suppressed").GetProperty("source").GetString().ShouldBe("auditor.yaml:2");
        Read("auditor-report/auditor.sarif").ShouldNotContain("can call route");
    }

    [Theory]
    [InlineData("html", "auditor.html")]
    [InlineData("json", "findings.json")]
    [InlineData("sarif", "auditor.sarif")]
    [InlineData("asff", "auditor.asff.json")]
    public async Task Who_accepted_it_and_when_stands_in_the_report(string format, string file)
    {
        await Check(
            """
            suppressions:
              - rule: route-without-authorization
                reason: Public on purpose, SEC-12.
                acceptedBy: a.hunter
                acceptedOn: 2026-11-03
            """,
            "--format", format, "--sarif-profile", "full");

        var report = Read($"auditor-report/{file}");
        report.ShouldContain("a.hunter");
        report.ShouldContain("2026-11-03");
        report.ShouldContain("SEC-12");
    }

    [Theory]
    [InlineData("except: { api: orders }", false)]
    [InlineData("except: { api: 'ord*' }", false)]
    [InlineData("except: [{ api: other }, { stage: $default }]", false)]
    [InlineData("except: { api: other }", true)]
    [InlineData("except: [{ api: orders, stage: prod }, { region: us-east-1 }]", true)]
    public async Task What_is_excepted_is_not_accepted(string exception, bool isAccepted) =>
        (await Check($"suppressions:\n  - rule: AGW1001\n    reason: It is public.\n    {exception}")).ExitCode.ShouldBe(isAccepted
            ? ExitCode.Clean
            : ExitCode.Findings);

    [Theory]
    [InlineData("rule: AGW1001")]
    [InlineData("rule: agw1001\n    account: 111122223333")]
    [InlineData("region: [us-east-1, eu-west-1]\n    api: orders\n    stage: $default")]
    [InlineData("api: o1p2e3n4a5")]
    [InlineData("api: 'ord*'\n    until: 2026-11-21")]
    public async Task One_of_several_ways_to_say_which(string conditions) =>
        (await Check($"suppressions:\n  - {conditions}\n    reason: It is public.")).ExitCode.ShouldBe(ExitCode.Clean);

    [Fact]
    public async Task An_expired_one_counts_again_and_is_told()
    {
        var run = await Check("suppressions:\n  - rule: AGW1001\n    reason: Until autumn.\n    until: 2026-11-20");

        run.ExitCode.ShouldBe(ExitCode.Findings);
        run.Output.ShouldContain(
            "warning  auditor.yaml:2: This suppression expired on 2026-11-20 and suppresses nothing any more; 1 finding counts again.");
        Read("auditor-report/auditor.sarif").ShouldContain("auditor.yaml:2: This suppression expired on 2026-11-20");
    }

    [Fact]
    public async Task One_that_matches_nothing_is_told()
    {
        var run = await Check("suppressions:\n  - rule: AGW1001\n    api: gone\n    reason: It was public.");

        run.ExitCode.ShouldBe(ExitCode.Findings);
        run.Output.ShouldContain("warning  auditor.yaml:2: This suppression matches no finding");
    }

    [Fact]
    public async Task A_run_of_other_rules_says_nothing_of_it()
    {
        var run = await Check("suppressions:\n  - rule: AGW1001\n    api: gone\n    reason: It was public.", "--rule", "AGW7003");

        run.Output.ShouldNotContain("warning");
    }

    [Theory]
    [InlineData("suppressions:\n  - rule: AGW1001", "auditor.yaml:2: This suppression has no 'reason'")]
    [InlineData("suppressions:\n  - reason: All of it.", "auditor.yaml:2: This suppression would accept every finding")]
    [InlineData(
        "suppressions:\n  - reason: All of it.\n    until: 2027-01-01", "auditor.yaml:2: This suppression would accept every finding")]
    [InlineData("suppressions:\n  - rule: AGW100l\n    reason: x", "auditor.yaml:2: 'AGW100l' is no rule; did you mean 'AGW1001'?")]
    [InlineData("suppressions:\n  - rule: AGW1001\n    reasn: x", "auditor.yaml:3: 'reasn' is no setting; did you mean 'reason'?")]
    [InlineData("suppressions:\n  - rule: AGW1001\n    reason: ''", "auditor.yaml:3: A value is missing here.")]
    [InlineData(
        "suppressions:\n  - rule: AGW1001\n    reason: x\n    until: 31.3.2027",
        "auditor.yaml:4: '31.3.2027' is no day; write it as 2027-03-31")]
    [InlineData("suppressions:\n  - rule: AGW1001\n    reason: x\n    until: 2027-02-30", "auditor.yaml:4: '2027-02-30' is no day")]
    [InlineData("suppressions:\n  - account: 1234\n    reason: x", "auditor.yaml:2: '1234' is no id of an account")]
    [InlineData("suppressions:\n  - region: eu-wset\n    reason: x", "auditor.yaml:2: 'eu-wset' is no name of a Region")]
    [InlineData("suppressions:\n  - region: all\n    reason: x", "auditor.yaml:2: 'all' is no Region; leave the setting out")]
    [InlineData("suppressions:\n  - fingerprint: abc\n    reason: x", "auditor.yaml:2: 'abc' is no fingerprint")]
    [InlineData("suppressions:\n  - api: []\n    reason: x", "auditor.yaml:2: The list is empty")]
    [InlineData("suppressions:\n  - AGW1001", "auditor.yaml:2: A suppression is expected here")]
    [InlineData("suppressions:\n  rule: AGW1001", "auditor.yaml:2: 'suppressions' holds a list")]
    [InlineData("severity:\n  AGW100l: low", "auditor.yaml:2: 'AGW100l' is no rule; did you mean 'AGW1001'?")]
    [InlineData("severity:\n  AGW1001: hihg", "auditor.yaml:2: 'hihg' is no severity; did you mean 'high'?")]
    [InlineData("severity:\n  AGW1001: none", "auditor.yaml:2: 'none' is no severity")]
    [InlineData("severity: low", "auditor.yaml:1: 'severity' holds rules")]
    [InlineData(
        "severity:\n  AGW1001: low\n  route-without-authorization: high",
        "auditor.yaml:3: 'route-without-authorization' has a severity already")]
    public async Task A_mistake_is_told_with_file_and_line(string yaml, string message) => (await Check(yaml)).ShouldRefuse(message);

    [Fact]
    public async Task An_empty_list_suppresses_nothing() => (await Check("suppressions:\n")).ExitCode.ShouldBe(ExitCode.Findings);

    [Fact]
    public async Task A_severity_of_ones_own_decides_over_the_build()
    {
        (await Check("severity:\n  route-without-authorization: low")).ExitCode.ShouldBe(ExitCode.Clean);
        Findings().Single(one => one.GetProperty("ruleId").GetString() == "AGW1001").GetProperty("severity").GetString().ShouldBe("low");

        (await Check("severity: { AGW7003: critical }", "--rule", "AGW7003")).ExitCode.ShouldBe(ExitCode.Findings);
    }

    private Task<CliRun> Check(string yaml, params string[] more)
    {
        Write("auditor.yaml", yaml);
        string[] rules = more.Contains("--rule") ? [] : ["--rule", "AGW1001", "--rule", "AGW7003"];
        return Run(["check", "--inventory", WriteInventory(Orders), "--config", "auditor.yaml", .. rules, .. more]);
    }

    private JsonElement.ArrayEnumerator Findings() =>
        JsonDocument.Parse(Read("auditor-report/findings.json")).RootElement.GetProperty("findings").EnumerateArray();
}
