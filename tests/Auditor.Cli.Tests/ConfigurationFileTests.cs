using Auditor.Cli.Tests.Support;

namespace Auditor.Cli.Tests;

public sealed class ConfigurationFileTests : CliTests
{
    [Fact]
    public async Task Settings_of_the_file_apply()
    {
        var run = await Check(
            """
            failOn: low
            formats: [sarif]
            output: from-file
            rules:
              only:
                - api-without-stage
                - AGW1001
              skip: AGW1001
            """);

        run.ExitCode.ShouldBe(ExitCode.Findings, run.Error);
        run.LastLine.ShouldBe("Exit code 1: 1 finding at or above 'low'.");
        new DirectoryInfo(PathOf("from-file"))
            .EnumerateFiles()
            .Select(file => file.Name)
            .Order(StringComparer.Ordinal)
            .ShouldBe(["auditor.sarif", "inventory.json"]);
        Read("from-file/auditor.sarif").ShouldNotContain("AGW1001");
    }

    [Fact]
    public async Task The_command_line_wins()
    {
        var run = await Check(
            """
            failOn: low
            formats: [html]
            output: from-file
            rules: { skip: [AGW7003] }
            """,
            "--fail-on", "high", "--format", "json", "--output", "from-line", "--rule", "AGW7003");

        run.ExitCode.ShouldBe(ExitCode.Clean, run.Error);
        run.Output.ShouldContain("AGW7003");
        Directory.Exists(PathOf("from-file")).ShouldBeFalse();
        File.Exists(PathOf("from-line/findings.json")).ShouldBeTrue();
        File.Exists(PathOf("from-line/auditor.html")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("---\n")]
    public async Task An_empty_file_sets_nothing(string yaml) => (await Check(yaml)).ExitCode.ShouldBe(ExitCode.Findings);

    [Theory]
    [InlineData("regions:\n  - eu-west-1\nfailon: low", "auditor.yaml:3: 'failon' is no setting; did you mean 'failOn'?")]
    [InlineData("rules:\n  skipp: [AGW1001]", "auditor.yaml:2: 'skipp' is no setting; did you mean 'skip'?")]
    [InlineData(
        "completely: different",
        "auditor.yaml:1: 'completely' is no setting; there are 'closedRegions', 'failOn', 'formats', 'maxRate', 'output', 'regions', "
            + "'rules', 'severity' and 'suppressions'.")]
    [InlineData("\nfailOn: hihg", "auditor.yaml:2: 'hihg' is no severity; did you mean 'high'?")]
    [InlineData("failOn: [high]", "auditor.yaml:1: A value is missing here.")]
    [InlineData("failOn:", "auditor.yaml:1: A value is missing here.")]
    [InlineData("formats:\n  - html\n  - sarfi", "auditor.yaml:3: 'sarfi' is no report format; did you mean 'sarif'?")]
    [InlineData("rules:\n  skip:\n    - AGW1001\n    - AGW100l", "auditor.yaml:4: 'AGW100l' is no rule; did you mean 'AGW1001'?")]
    [InlineData("rules: [AGW1001]", "auditor.yaml:1: 'rules' holds 'enable', 'only' and 'skip', each with a list of rules, and 'options'")]
    [InlineData("rules:\n  enable: []", "auditor.yaml:2: The list is empty")]
    [InlineData("maxRate: fast", "auditor.yaml:1: 'fast' is no number of requests per second above 0.")]
    [InlineData("maxRate: -1", "auditor.yaml:1: '-1' is no number")]
    [InlineData("regions: [eu-wset]", "auditor.yaml:1: 'eu-wset' is no name of a Region")]
    [InlineData("plugins: [evil.dll]", "auditor.yaml:1: 'plugins' cannot be set in a file")]
    [InlineData("failOn: low\nfailOn: high", "auditor.yaml:2: This is not valid YAML")]
    [InlineData("a: [1", "auditor.yaml:")]
    // YamlDotNet throws an exception that is none of its own.
    [InlineData("severity: { sta { stage-without-access-log: low }\nfailOn: high\n", "This is not valid YAML")]
    [InlineData("- a\n- b", "auditor.yaml:1: A list of settings is expected here")]
    [InlineData("just text", "auditor.yaml:1: A list of settings is expected here")]
    [InlineData("failOn: low\n---\nfailOn: high", "auditor.yaml:3: A second document starts here")]
    [InlineData("? [a, b]\n: c", "auditor.yaml:1: The name of a setting is expected here.")]
    public async Task A_mistake_is_told_with_file_and_line(string yaml, string message) => (await Check(yaml)).ShouldRefuse(message);

    [Fact]
    public async Task A_file_that_does_not_exist() =>
        (await Run("check", "--inventory", WriteInventory(Estates.Empty), "--config", "missing.yaml"))
            .ShouldRefuse("Configuration file 'missing.yaml' cannot be read: it does not exist.");

    [Fact]
    public async Task A_file_that_merely_lies_about_is_not_read()
    {
        Write("auditor.yaml", "rules: { only: [AGW1001] }");

        var run = await Run(
            "check", "--inventory", WriteInventory(Estates.Of(Estates.ScopeWith(Estates.ApiWithoutStage("old")))), "--fail-on", "low");

        run.Output.ShouldContain("AGW7003");
    }

    private Task<CliRun> Check(string yaml, params string[] more)
    {
        Write("auditor.yaml", yaml);
        return Run(
        [
            "check",
            "--inventory",
            WriteInventory(Estates.Of(Estates.ScopeWith(Estates.ApiWithoutStage("old"), Estates.OpenApi("orders")))),
            "--config",
            "auditor.yaml",
            .. more,
        ]);
    }
}
