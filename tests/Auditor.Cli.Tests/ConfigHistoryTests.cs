using System.Text.Json;
using Auditor.Cli.Tests.Support;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Faults;

namespace Auditor.Cli.Tests;

/// <summary>AWS Config as evidence, from AWS to the report.</summary>
public sealed class ConfigHistoryTests : CliTests
{
    private const string Operation = "GetResourceConfigHistory";

    private static readonly FakeRestApi Api = new("orders") { Id = "orders1234", Methods = [new("GET", "/orders")], Stages = [new("prod"), new("test")] };

    private static FakeRegion Region => new("eu-west-1")
    {
        RestApis = [Api],
        ConfigurationRecorders = [new()],
        DeliveryChannels = [new()],
        ConfigurationItems =
        [
            Item("prod", new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero), """{ "tracingEnabled": true }""") with { Status = "ResourceDiscovered" },
            Item(
                "prod",
                new(2026, 11, 2, 10, 11, 12, TimeSpan.Zero),
                """{ "tracingEnabled": false, "variables": { "PASSWORD": "correct-horse" } }"""),
        ],
    };

    [Fact]
    public async Task A_finding_says_since_when_and_a_check_of_the_inventory_says_the_same()
    {
        await using var aws = await FakeAwsServer.StartAsync(Region);

        var scan = await Scan(aws, "--output", "scan");
        var check = await Run(
            "check",
            "--inventory",
            "scan/inventory.json",
            "--rule",
            "tracing-off",
            "--rule",
            "config-not-recording",
            "--output",
            "check",
            "--format",
            "json");

        scan.ExitCode.ShouldBe(ExitCode.Clean, scan.Error + scan.Output);
        Evidence("scan").ShouldBe(["aws config (prod): tracingEnabled was set to false on 2026-11-02T10:11:12Z"]);
        Evidence("check").ShouldBe(Evidence("scan"));
        check.ExitCode.ShouldBe(scan.ExitCode);
        aws.Calls.Count(call => call.Operation == Operation).ShouldBe(2, "one for each flagged stage");
        aws.Violations.ShouldBeEmpty();
        aws.UnexpectedCalls.ShouldBeEmpty();
        (Read("scan/inventory.json") + Read("scan/findings.json")).ShouldNotContain("correct-horse");
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData("0", 0)]
    public async Task It_costs_no_more_calls_than_allowed(string most, int calls)
    {
        await using var aws = await FakeAwsServer.StartAsync(Region);

        var scan = await Scan(aws, "--config-history", most);

        aws.Calls.Count(call => call.Operation == Operation).ShouldBe(calls);
        scan.ExitCode.ShouldBe(ExitCode.Clean, scan.Error);
        scan.Error.Contains("AWS Config is asked about the worst 1 of 2 flagged things in 123456789012 eu-west-1", StringComparison.Ordinal)
            .ShouldBe(calls == 1);
    }

    [Fact]
    public async Task Denied_it_is_a_gap_and_the_findings_stay()
    {
        await using var aws = await FakeAwsServer.StartAsync(Region);
        aws.Inject(FakeFault.Error(Operation, 400, "AccessDeniedException", "You may not.").Always);

        var scan = await Scan(aws);

        scan.ExitCode.ShouldBe(ExitCode.Incomplete, scan.Error);
        scan.Output.ShouldContain("config:GetResourceConfigHistory");
        scan.Output.ShouldContain("AGW6005");
        Evidence("auditor-report").ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_asked_where_nothing_is_recorded()
    {
        await using var aws = await FakeAwsServer.StartAsync(Region with { ConfigurationRecorders = [new() { Recording = false }] });

        await Scan(aws);

        aws.Calls.ShouldNotContain(call => call.Operation == Operation);
    }

    [Fact]
    public async Task A_number_is_expected() =>
        (await Run("scan", "--config-history", "many")).ShouldRefuse("--config-history: 'many' is no number of calls from 0 to 10000.");

    private IEnumerable<string> Evidence(string folder)
    {
        using var json = JsonDocument.Parse(Read($"{folder}/findings.json"));
        return
        [
            .. json.RootElement.GetProperty("findings").EnumerateArray()
                .SelectMany(finding => finding.GetProperty("evidence").EnumerateArray())
                .Where(evidence => evidence.GetProperty("what").ToString().StartsWith("aws config", StringComparison.Ordinal))
                .Select(evidence => $"{evidence.GetProperty("what")}: {evidence.GetProperty("value")}"),
        ];
    }

    private Task<CliRun> Scan(FakeAwsServer aws, params string[] more) =>
        Run(
        [
            "scan", "--endpoint-url", aws.Url.AbsoluteUri, "--max-rate", "1000000", "--region", "eu-west-1", "--rule", "tracing-off",
            "--rule", "config-not-recording", "--format", "json", .. more,
        ]);

    private static FakeConfigurationItem Item(string stage, DateTimeOffset at, string configuration) =>
        new("AWS::ApiGateway::Stage", $"arn:aws:apigateway:eu-west-1::/restapis/{Api.Id}/stages/{stage}", at, configuration);
}
