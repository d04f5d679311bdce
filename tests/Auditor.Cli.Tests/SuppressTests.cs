using System.Runtime.Versioning;
using System.Text;
using System.Text.Json;
using Auditor.Cli.Suppressing;
using Auditor.Cli.Tests.Support;

namespace Auditor.Cli.Tests;

/// <summary><c>auditor suppress</c> changes a file that somebody else wrote.</summary>
public sealed class SuppressTests : CliTests
{
    private const string Reason = "Public \"by design\": SEC-12 # not a comment";

    public static TheoryData<string, string> Files => new()
    {
        { "empty", "" },
        { "comments only", "# ours\n" },
        { "other settings", "# ours\nfailOn: high   # as agreed\nrules:\n  skip: [tracing-off]\n" },
        { "no line feed at the end", "failOn: high" },
        { "an empty section in the middle", "suppressions:\n# next\nfailOn: high\n" },
        { "entries at the end", "suppressions:\n  - rule: AGW7003\n    reason: Old.   # really\n" },
        {
            "entries in the middle", "suppressions:\n  # first\n  - rule: AGW7003\n    reason: Old.\n\n# what fails a build\nfailOn: high\n"
        },
        { "entries without indentation", "suppressions:\n- rule: AGW7003\n  reason: Old.\nfailOn: high\n" },
        { "entries far in", "suppressions:\n      -   rule: AGW7003\n          reason: Old.\nfailOn: high\n" },
        { "a dash on a line of its own", "suppressions:\n  -\n    rule: AGW7003\n    reason: Old.\n" },
        { "a list last", "suppressions:\n  - reason: Old.\n    rule:\n      - AGW7003\n      - AGW2001\nfailOn: high\n" },
        { "a block of text last", "suppressions:\n  - rule: AGW7003\n    reason: |\n      Old - and\n      long.\n\n\nfailOn: high\n" },
        { "a folded text last", "suppressions:\n  - rule: AGW7003\n    reason: >-\n      Old and\n      long.\n" },
        { "a text over two lines last", "suppressions:\n  - rule: AGW7003\n    reason: Old\n      and long.\nfailOn: high\n" },
        { "a quoted text with a dash", "suppressions:\n  - rule: AGW7003\n    reason: \"a - b\"\nfailOn: high\n" },
        { "an entry in braces", "suppressions:\n  - { rule: AGW7003, reason: Old. }\nfailOn: high\n" },
        { "Windows line ends", "suppressions:\r\n  - rule: AGW7003\r\n    reason: Old.\r\nfailOn: high\r\n" },
        { "a document mark", "---\nfailOn: high\n" },
        { "emoji before it", "# \U0001F600\U0001F600\nsuppressions:\n  - rule: AGW7003\n    reason: \U0001F600 Old.\nfailOn: high\n" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Adds_lines_and_changes_none(string what, string yaml)
    {
        await Findings();
        Write("auditor.yaml", yaml);

        var run = await Run("suppress", Fingerprint(), "--reason", Reason, "--until", "2099-03-31");

        run.ExitCode.ShouldBe(ExitCode.Clean, run.Error);
        var written = Read("auditor.yaml");
        WithoutNewLines(written, yaml).ShouldBe(yaml.Length > 0 && !yaml.EndsWith('\n') ? $"{yaml}\n" : yaml, what);
        written.Count(letter => letter == '\r')
            .ShouldBe(yaml.Contains('\r', StringComparison.Ordinal) ? written.Count(letter => letter == '\n') : 0);
        (await Check("--config", "auditor.yaml")).ExitCode.ShouldBe(ExitCode.Clean, written);
        JsonDocument.Parse(Read("auditor-report/findings.json")).RootElement.GetProperty("findings").EnumerateArray()
            .Single(finding => finding.GetProperty("ruleId").GetString() == "AGW1001")
                .GetProperty("suppressed")
                .GetProperty("reason")
                .GetString()
                .ShouldBe(Reason);
    }

    [Fact]
    public async Task Makes_a_file_where_there_is_none()
    {
        Time = new SetTime(new(2026, 11, 29, 10, 0, 0, TimeSpan.Zero));
        Variables["USER"] = "alice";
        await Findings();
        var fingerprint = Fingerprint();

        var run = await Run("suppress", fingerprint[..8], "--reason", "Public.", "--config", "ours.yaml", "--findings", "auditor-report");

        run.ExitCode.ShouldBe(ExitCode.Clean, run.Error);
        Read("ours.yaml").ShouldBe(
            $$"""
            suppressions:
              # GET /orders of API 'orders' (o1p2e3n4a5), stage '$default'
              - rule: route-without-authorization
                account: "111122223333"
                region: eu-west-1
                fingerprint: "{{fingerprint}}"
                reason: "Public."
                acceptedBy: "alice"
                acceptedOn: 2026-11-29
                acceptedFor: { severity: high, audience: internet, stages: ["$default"] }

            """);
        run.Error.ShouldStartWith("ours.yaml now suppresses AGW1001 on arn:aws:apigateway:eu-west-1::/apis/o1p2e3n4a5 GET /orders: ");
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Keeps_a_byte_order_mark_and_the_file_mode()
    {
        await Findings();
        await File.WriteAllTextAsync(PathOf("auditor.yaml"), "failOn: high\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        File.SetUnixFileMode(PathOf("auditor.yaml"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        await Run("suppress", Fingerprint(), "--reason", Reason);

        File.ReadAllBytes(PathOf("auditor.yaml"))[..4].ShouldBe([0xEF, 0xBB, 0xBF, (byte)'f']);
        File.GetUnixFileMode(PathOf("auditor.yaml")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
    }

    [Fact]
    public async Task A_link_stays_a_link()
    {
        await Findings();
        Write("shared.yaml", "failOn: high\n");
        File.CreateSymbolicLink(PathOf("auditor.yaml"), "shared.yaml");

        (await Run("suppress", Fingerprint(), "--reason", Reason)).ExitCode.ShouldBe(ExitCode.Clean);

        new FileInfo(PathOf("auditor.yaml")).LinkTarget.ShouldBe("shared.yaml");
        Read("shared.yaml").ShouldContain("suppressions:");
    }

    [Theory]
    [InlineData("{ failOn: high }\n")]
    [InlineData("failOn: high\n...\n")]
    [InlineData("suppressions: [{ rule: AGW7003, reason: Old. }]\n")]
    public async Task What_cannot_be_added_to_is_left_alone(string yaml)
    {
        await Findings();
        Write("auditor.yaml", yaml);

        (await Run("suppress", Fingerprint(), "--reason", Reason))
            .ShouldRefuse("auditor.yaml is written in a way that a suppression cannot be added to", Fingerprint());

        Read("auditor.yaml").ShouldBe(yaml);
        Directory.GetFiles(Folder, "*.tmp").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_with_a_mistake_is_left_alone()
    {
        await Findings();
        Write("auditor.yaml", "failOn: hihg\n");

        (await Run("suppress", Fingerprint(), "--reason", Reason)).ShouldRefuse("auditor.yaml:1: 'hihg' is no severity");

        Read("auditor.yaml").ShouldBe("failOn: hihg\n");
    }

    [Fact]
    public async Task Refuses_a_fingerprint_that_nobody_reported()
    {
        await Findings();

        (await Run("suppress", new string('0', 32), "--reason", Reason))
            .ShouldRefuse("'auditor-report/findings.json' has no finding with the fingerprint '00000000000000000000000000000000'.");
        (await Run("suppress", Fingerprint()[..7], "--reason", Reason)).ShouldRefuse("at least 8 digits are needed");
        File.Exists(PathOf("auditor.yaml")).ShouldBeFalse();
    }

    [Fact]
    public async Task Refuses_what_is_suppressed_already()
    {
        await Findings();
        var fingerprint = Fingerprint();
        await Run("suppress", fingerprint, "--reason", "First.");
        var written = Read("auditor.yaml");

        (await Run("suppress", fingerprint, "--reason", "Second.")).ShouldRefuse("auditor.yaml:3 suppresses this finding already: First.");
        Read("auditor.yaml").ShouldBe(written);

        await Check("--config", "auditor.yaml");
        (await Run("suppress", fingerprint, "--reason", "Second.", "--config", "other.yaml"))
            .ShouldRefuse("was suppressed already when 'auditor-report/findings.json' was written");
    }

    [Fact]
    public async Task What_has_expired_can_be_suppressed_again()
    {
        await Findings();
        Write("auditor.yaml", $"suppressions:\n  - fingerprint: {Fingerprint()}\n    reason: Old.\n    until: 2020-01-01\n");

        (await Run("suppress", Fingerprint(), "--reason", Reason)).ExitCode.ShouldBe(ExitCode.Clean);
    }

    [Theory]
    [InlineData("--reason", " ")]
    [InlineData("--reason", "x", "--until", "tomorrow")]
    [InlineData("--reason", "x", "--until", "2020-01-01")]
    [InlineData("--reason", "x", "--findings", "missing.json")]
    [InlineData("--reason", "x", "--findings", "inventory.json")]
    [InlineData("--reason", "x", "--config", "auditor-report")]
    public async Task Refuses(params string[] more)
    {
        await Findings();

        (await Run(["suppress", Fingerprint(), .. more])).ShouldRefuse(more[^2] is "--reason" ? "--reason: " : more[^1]);
    }

    [Fact]
    public async Task What_is_accepted_is_the_finding_as_it_is()
    {
        await Check(WriteInventory(Estates.WithRestApi(isForAddresses: true)));
        (await Run(
            "suppress",
            Fingerprint(),
            "--reason",
            "Only the office reaches it.",
            "--accepted-by",
            "bob")).ExitCode.ShouldBe(ExitCode.Clean);
        Read("auditor.yaml").ShouldContain("acceptedBy: \"bob\"");
        (await Check("--config", "auditor.yaml", "--fail-on", "low")).ExitCode.ShouldBe(ExitCode.Clean);

        Width = 600;
        WriteInventory(Estates.WithRestApi(isForAddresses: false));
        var run = await Check("--config", "auditor.yaml", "--fail-on", "high");

        run.ExitCode.ShouldBe(ExitCode.Findings, run.Output);
        run.Output.ShouldContain(
            "it was made for severity low, reached by other accounts or from given networks, stage 'prod', and the finding is worse than "
                + "that: severity high instead of low");
    }

    // The holders, routes or accounts that somebody saw when they accepted it.
    [Fact]
    public async Task What_the_finding_named_is_what_is_accepted()
    {
        await Throttling(WriteInventory(Estates.WithRestApi(isForAddresses: true)));
        var fingerprint = JsonDocument.Parse(Read("auditor-report/findings.json")).RootElement.GetProperty("findings").EnumerateArray()
            .Single(finding => finding.GetProperty("ruleId").GetString() == "AGW3001")
                .GetProperty("fingerprint")
                .GetString()
                .ShouldNotBeNull();
        (await Run("suppress", fingerprint, "--reason", "A test.")).ExitCode.ShouldBe(ExitCode.Clean);
        var written = Read("auditor.yaml");
        written.ShouldContain("named: [{ kind: \"route\", stages: [\"prod\"], names: [\"");

        (await Throttling("inventory.json", "--config", "auditor.yaml", "--fail-on", "low")).ExitCode.ShouldBe(ExitCode.Clean);

        Width = 600;
        Write("auditor.yaml", System.Text.RegularExpressions.Regex.Replace(written, "names: \\[\"[^\"]*\"", "names: [\"GET /another\""));
        var run = await Throttling("inventory.json", "--config", "auditor.yaml", "--fail-on", "low");
        run.ExitCode.ShouldBe(ExitCode.Findings, run.Output);
        run.Output.ShouldContain("and the finding is worse than that: also route '");
    }

    [Fact]
    public async Task A_name_that_would_break_out_of_the_comment_does_not()
    {
        await Check(WriteInventory(Estates.Of(Estates.ScopeWith(Estates.OpenApi("x'\nfailOn: none\n\u001b[2J\u2028- a")))));

        (await Run("suppress", Fingerprint(), "--reason", "x\nfailOn: none\u0000\u202E")).ExitCode.ShouldBe(ExitCode.Clean);

        Read("auditor.yaml").Split('\n').Length.ShouldBe(10);
        Read("auditor.yaml").ShouldNotContain('\u001b');
        (await Check("--config", "auditor.yaml")).ExitCode.ShouldBe(ExitCode.Clean);
    }

    [Theory]
    [InlineData("eu-west-1", "eu-west-1")]
    [InlineData("null", "\"null\"")]
    [InlineData("a: b", "\"a: b\"")]
    [InlineData("-x", "\"-x\"")]
    [InlineData("a\"\\\n", "\"a\\\"\\\\\\U0000000A\"")]
    public void Values_are_read_as_what_they_are(string value, string text) => YamlText.Of(value).ShouldBe(text);

    private async Task Findings() => await Check(WriteInventory(Estates.WithOpenRoute));

    private Task<CliRun> Check(params string[] more) =>
        Run(["check", "--inventory", "inventory.json", "--rule", "AGW1001", .. more.Where(word => word != "inventory.json")]);

    private Task<CliRun> Throttling(string inventory, params string[] more) =>
        Run(["check", "--inventory", inventory, "--rule", "AGW3001", .. more]);

    private string Fingerprint() =>
        JsonDocument.Parse(Read("auditor-report/findings.json")).RootElement.GetProperty("findings").EnumerateArray()
        .Single(finding => finding.GetProperty("ruleId").GetString() == "AGW1001").GetProperty("fingerprint").GetString()!;

    // What is left when the lines that were not there before are taken out.
    private static string WithoutNewLines(string written, string yaml)
    {
        var before = yaml.Split('\n')
            .GroupBy(line => line, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        var kept = new List<string>();
        foreach (var line in written.Split('\n').Reverse())
        {
            if (before.GetValueOrDefault(line) > 0)
            {
                before[line]--;
                kept.Insert(0, line);
            }
        }

        return string.Join('\n', yaml.Length > 0 && !yaml.EndsWith('\n') ? [.. kept, ""] : kept);
    }
}
