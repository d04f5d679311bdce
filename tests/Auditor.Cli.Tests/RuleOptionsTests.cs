using System.Collections.Immutable;
using System.Text.Json;
using Auditor.Cli.Configuration;
using Auditor.Cli.Selection;
using Auditor.Cli.Tests.Support;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;

namespace Auditor.Cli.Tests;

public sealed class RuleOptionsTests : CliTests
{
    private static readonly RuleOption<int> Days = RuleOption.WholeNumber("windowDays", "How many days.", 30, 1, 455);
    private static readonly RuleOption<bool> Strict = RuleOption.Choice("strict", "Whether it is strict.", unlessSet: false);

    private static readonly RuleOption<ImmutableArray<string>> Accounts = RuleOption.Texts(
        "trustedAccounts", "Accounts that are trusted.", ["111122223333"], text => text.Length == 12 && text.All(char.IsAsciiDigit) ? null : "is no id of an account");

    private sealed class Probe(string id, bool onByDefault = true, params ImmutableArray<RuleOption> options) : Rule<ApiSubject>(new()
    {
        Id = id,
        Name = $"probe-{id}",
        Title = "A probe",
        Category = Category.Other,
        Severity = Severity.Low,
        Needs = Needs.Usage,
        OnByDefault = onByDefault,
        Options = options,
    })
    {
        protected override IEnumerable<Finding> Check(ApiSubject subject, RuleContext context) => [];
    }

    private static readonly Probe One = new("P1", true, Days, Strict, Accounts);
    private static readonly Probe Two = new("P2", true, Days);
    private static readonly Probe Off = new("P3", onByDefault: false);
    private static readonly ImmutableArray<Rule> All = [One, Two, Off];

    [Fact]
    public void Each_kind_of_value_is_read()
    {
        var settings = Settings(
            "rules: { options: { probe-P1: { windowDays: 90, strict: true, trustedAccounts: ['444455556666', \"777788889999\"] } } }");

        settings.Of(One.Info, Days).ShouldBe(90);
        settings.Of(One.Info, Strict).ShouldBeTrue();
        settings.Of(One.Info, Accounts).ShouldBe(["444455556666", "777788889999"]);
        settings.Of(Two.Info, Days).ShouldBe(30, "what one rule is set to says nothing about another");
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("True", true)]
    [InlineData("FALSE", false)]
    public void Yes_and_no_are_written_as_in_YAML(string text, bool yes) =>
        Settings($"rules: {{ options: {{ P1: {{ strict: {text} }} }} }}").Of(One.Info, Strict).ShouldBe(yes);

    [Fact]
    public void A_list_can_be_one_text_or_empty()
    {
        Settings("rules: { options: { P1: { trustedAccounts: '444455556666' } } }").Of(One.Info, Accounts).ShouldBe(["444455556666"]);
        Settings("rules: { options: { probe-P1: { trustedAccounts: [] } } }").Of(One.Info, Accounts).ShouldBeEmpty();
        Settings("failOn: low").Of(One.Info, Accounts).ShouldBe(["111122223333"]);
    }

    [Theory]
    [InlineData("rules:\n  options:\n    probe-P9: { windowDays: 1 }", "auditor.yaml:3: 'probe-P9' is no rule; did you mean 'probe-P1'?")]
    [InlineData(
        "rules:\n  options:\n    P1:\n      windowDay: 1",
        "auditor.yaml:4: 'windowDay' is no option of rule 'probe-P1'; did you mean 'windowDays'?")]
    [InlineData(
        "rules:\n  options:\n    P1:\n      completely: 1",
        "auditor.yaml:4: 'completely' is no option of rule 'probe-P1'; it has 'windowDays', 'strict' and 'trustedAccounts'.")]
    [InlineData("rules:\n  options:\n    P3: { windowDays: 1 }", "auditor.yaml:3: Rule 'probe-P3' has no options.")]
    [InlineData(
        "rules:\n  options:\n    P1:\n      windowDays: 0",
        "auditor.yaml:4: 'windowDays' of 'probe-P1' takes a whole number from 1 to 455, not '0'.")]
    [InlineData("rules:\n  options:\n    P1:\n      windowDays: 1.5", "takes a whole number from 1 to 455, not '1.5'.")]
    [InlineData(
        "rules:\n  options:\n    P1:\n      windowDays: [30, 60]",
        "auditor.yaml:4: 'windowDays' of 'probe-P1' takes a whole number from 1 to 455, not a list.")]
    [InlineData("rules:\n  options:\n    P1:\n      windowDays: []", "takes a whole number from 1 to 455, not a list.")]
    [InlineData("rules:\n  options:\n    P1:\n      windowDays:", "auditor.yaml:4: A value is missing here.")]
    [InlineData("rules:\n  options:\n    P1:\n      windowDays: { a: 1 }", "auditor.yaml:4: A value is missing here.")]
    [InlineData("rules:\n  options:\n    P1:\n      strict: yes", "auditor.yaml:4: 'strict' of 'probe-P1' takes true or false, not 'yes'.")]
    [InlineData(
        "rules:\n  options:\n    P1:\n      trustedAccounts:\n        - '111122223333'\n        - 'x\u202ey'",
        "auditor.yaml:6: 'trustedAccounts' of 'probe-P1' holds 'x\\u202Ey', which is no id of an account.")]
    [InlineData(
        "rules:\n  options:\n    P1: { windowDays: 1 }\n    probe-P1: { windowDays: 2 }",
        "auditor.yaml:4: 'windowDays' of 'probe-P1' is set already, under another of the rule's names.")]
    [InlineData("rules:\n  options: [P1]", "auditor.yaml:2: 'options' holds rules, each with its options")]
    [InlineData("rules:\n  options:\n    P1: 90", "auditor.yaml:3: The options of a rule are expected here")]
    public void A_mistake_is_told_with_file_and_line(string yaml, string message) =>
        Should.Throw<UsageException>(() => Settings(yaml)).Message.ShouldContain(message, Case.Sensitive);

    // Of the rules that there are, each mistake with the line that it is in.
    [Theory]
    [InlineData(
        "domain-accepts-old-tls:\n      requiredTlsPolicies:\n        - TLS_1_2\n        - TLS_1.0",
        "auditor.yaml:6: 'requiredTlsPolicies' of 'domain-accepts-old-tls' holds 'TLS_1.0', which is not a security policy of API "
            + "Gateway; did you mean 'TLS_1_0'?")]
    [InlineData(
        "endpoint-accepts-old-tls:\n      requiredTlsPolicies: SecurityPolicy_TLS13_1_3_2025_9",
        "auditor.yaml:4: 'requiredTlsPolicies' of 'endpoint-accepts-old-tls' holds 'SecurityPolicy_TLS13_1_3_2025_9', which is not a "
            + "security policy of API Gateway; did you mean 'SecurityPolicy_TLS13_1_3_2025_09'?")]
    [InlineData(
        "AGW2004:\n      requiredTlsPolicies: [modern]",
        "auditor.yaml:4: 'requiredTlsPolicies' of 'domain-accepts-old-tls' holds 'modern', which is not a security policy of API "
            + "Gateway; there are 'TLS_1_0', 'TLS_1_2',")]
    [InlineData(
        "AGW2004:\n      requiredTlsPolicy: [TLS_1_2]",
        "auditor.yaml:4: 'requiredTlsPolicy' is no option of rule 'domain-accepts-old-tls'; did you mean 'requiredTlsPolicies'?")]
    [InlineData("AGW2004:\n      requiredTlsPolicies: { TLS_1_2: true }", "auditor.yaml:4: A value is missing here.")]
    [InlineData(
        "data-trace-on:\n      productionStages:\n        - prod\n        - 'prod/*'",
        "auditor.yaml:6: 'productionStages' of 'data-trace-on' holds 'prod/*', which matches no name of a stage: those have letters, "
            + "digits, - and _ only.")]
    [InlineData(
        "data-trace-on:\n      productionStages: *prod",
        "auditor.yaml:4: This is not valid YAML: The anchor 'prod' does not exists. Write what begins with '*' in quotes.")]
    [InlineData("data-trace-on:\n      productionStages:\n        - live\n        - *prod", "auditor.yaml:6: This is not valid YAML")]
    [InlineData("data-trace-on:\n      productionStages: ['*live', *prod]", "auditor.yaml:4: This is not valid YAML")]
    [InlineData(
        "tracing-off:\n      productionStage: prod",
        "auditor.yaml:4: 'productionStage' is no option of rule 'tracing-off'; did you mean 'productionStages'?")]
    public async Task A_mistake_in_an_option_of_a_rule_stops_every_command_that_reads_it(string options, string message)
    {
        Write("auditor.yaml", $"rules:\n  options:\n    {options}");
        var inventory = WriteInventory(Estates.Of(Estates.ScopeWith(Estates.OpenApi("orders"))));

        foreach (var run in new[] { await Run("check", "--inventory", inventory, "--config", "auditor.yaml"), await Run("permissions", "--config", "auditor.yaml"), await Run("permissions", "--config", "auditor.yaml", "--rule", "AGW1001") })
        {
            run.ExitCode.ShouldBe(ExitCode.Usage);
            run.Error.ShouldContain(message, Case.Sensitive);
            run.Output.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task What_a_list_can_hold_is_told_to_people_and_programs()
    {
        (await Run("rules", "explain", "domain-accepts-old-tls")).Output.ShouldContain("SecurityPolicy_TLS12_2018_EDGE");
        using var rules = JsonDocument.Parse((await Run("rules", "list", "--format", "json")).Output);
        var option = rules.RootElement.EnumerateArray()
            .Single(rule => rule.GetProperty("id").GetString() is "AGW2004")
            .GetProperty("options")[0];
        option.GetProperty("known").EnumerateArray().Select(name => name.GetString()).ShouldContain("TLS_1_2");
    }

    [Theory]
    [InlineData("", "P1 P2")]
    [InlineData("rules: { enable: P3 }", "P1 P2 P3")]
    [InlineData("rules: { enable: P3, skip: P1 }", "P2 P3")]
    [InlineData("rules: { only: P1 }", "P1")]
    [InlineData("rules: { only: P3 }", "P3")]
    [InlineData("rules: { only: P1, enable: P3 }", "P1 P3")]
    public void A_rule_that_is_off_runs_when_somebody_names_it(string yaml, string runs)
    {
        var file = FileOf(yaml);

        new RuleSelection(All)
            .Choose(file.OnlyRules ?? [], file.EnabledRules ?? [], file.SkippedRules ?? [])
            .Select(rule => rule.Info.Id)
            .ShouldBe(runs.Split(' '));
    }

    [Fact]
    public void Requests_are_counted_for_the_longest_window_that_a_rule_that_runs_asks_for()
    {
        var settings = Settings("rules: { options: { P1: { windowDays: 7 }, P2: { windowDays: 90 } } }");

        UsageWindow.Of(All, settings).ShouldBe(90);
        UsageWindow.Of([One], settings).ShouldBe(7);
        UsageWindow.Of([Off], settings).ShouldBe(30);
    }

    [Fact]
    public async Task The_window_reaches_AWS_and_the_inventory()
    {
        await using var aws = await FakeAwsServer.StartAsync(
            new FakeRegion("eu-west-1") { Apis = [new("shop") { Routes = [new("GET /")], Stages = [new() { AutoDeploy = true }] }] });
        Write("auditor.yaml", "rules: { options: { unused-api: { windowDays: 90 } } }");

        var run = await Run(
            "collect",
            "--endpoint-url",
            aws.Url.AbsoluteUri,
            "--max-rate",
            "1000000",
            "--region",
            "eu-west-1",
            "--config",
            "auditor.yaml",
            "--rule",
            "unused-api");

        run.ExitCode.ShouldBe(ExitCode.Clean, run.Error);
        InventoryFile.Read(await File.ReadAllBytesAsync(PathOf(
            "auditor-report/inventory.json"))).Scopes[0].KnownApis.Single().Usage.Value.WindowDays.ShouldBe(90);
    }

    [Theory]
    [InlineData(90, "90", 1, "had no request in 90 days")]
    [InlineData(90, "30", 1, "had no request in 30 days")]
    [InlineData(
        30, "90", 3, "Requests were looked for in the last 30 days when the inventory was collected, which does not tell of the last 90")]
    public async Task A_check_judges_by_the_option(int counted, string asked, int expected, string words)
    {
        var api = Estates.OpenApi("old");
        var usage = new Usage { WindowDays = counted, AnyRequest = false };
        var stage = new Stage { Name = "$default", AutoDeploy = true, CreatedAt = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero), Usage = usage };
        Write("auditor.yaml", $"rules: {{ only: unused-api, options: {{ unused-api: {{ windowDays: {asked} }} }} }}");

        var run = await Run(
            "check",
            "--inventory",
            WriteInventory(Estates.Of(Estates.ScopeWith(api with { Usage = usage, Stages = ImmutableArray.Create(stage) }))),
            "--config",
            "auditor.yaml",
            "--fail-on",
            "low");

        ((int)run.ExitCode).ShouldBe(expected, run.Error + run.Output);
        Read("auditor-report/findings.json").ShouldContain(words);
    }

    [Fact]
    public async Task A_typo_shows_before_anything_is_read() =>
        (await Run(
            "scan",
            "--endpoint-url",
            "http://127.0.0.1:1",
            "--region",
            "eu-west-1",
            "--config",
            Write("auditor.yaml", "rules: { options: { unused-api: { windowdays: 90 } } }")))
            .ShouldRefuse("auditor.yaml:1: 'windowdays' is no option of rule 'unused-api'; did you mean 'windowDays'?");

    private RuleSettings Settings(string yaml) => OptionSelection.Read(FileOf(yaml).RuleOptions, new RuleSelection(All));

    private ConfigurationFile FileOf(string yaml)
    {
        Write("auditor.yaml", yaml);
        return ConfigurationReader.Read("auditor.yaml", new IOContext
        {
            Input = Stream.Null,
            Output = TextWriter.Null,
            Error = TextWriter.Null,
            Environment = Variables,
            Hosts = Hosts.ExistsAsync,
            OpenStorage = _ => throw new InvalidOperationException("Nobody writes to S3 here."),
            Width = Width,
            WorkingDirectory = Folder,
            Time = Time,
        });
    }
}
