using System.Text.Json;
using Auditor.Cli.Tests.Support;
using Auditor.Core.Inventory;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Faults;

namespace Auditor.Cli.Tests;

/// <summary>A Region that is closed on purpose is named once, and is neither clean nor missing: nobody asked.</summary>
public sealed class ClosedRegionTests : CliTests
{
    private const string Open = "eu-west-1";
    private const string Closed = "us-east-1";
    private const string Settings = "closedRegions: [us-east-1]\n";

    private static readonly Scope Elsewhere = Estates.ScopeWith(Estates.OpenApi("orders")) with { Region = Closed };
    private static readonly Estate BothOpen = Estates.Of(Estates.EmptyScope, Elsewhere);

    // As a scan writes it.
    private static readonly Estate OneClosed = Estates.Of(Estates.EmptyScope, new Scope
    {
        Account = Elsewhere.Account,
        Region = Closed,
        RestApis = new Unknown("It is closed."),
        HttpAndWebSocketApis = new Unknown("It is closed."),
        ClosedBy = "A service control policy of the organization denies every call in this Region.",
    });

    [Fact]
    public async Task Settings_close_it_and_no_call_is_made_there()
    {
        await using var aws = await FakeAwsServer.StartAsync(
            new FakeEstate { Accounts = [new() { Regions = [new(Open), new(Closed) { RestApis = [new("orders") { Stages = [new("prod")] }] }] }] });
        Write("auditor.yaml", Settings);

        var run = await Scan(aws, Open, Closed);

        run.ExitCode.ShouldBe(ExitCode.Clean, run.Error + run.Output);
        aws.Calls.ShouldNotContain(call => call.Region == Closed);
        StatusOf(Closed).ShouldBe("closed");
        run.Output.Split('\n').Count(line => line.Contains(Closed, StringComparison.Ordinal)).ShouldBe(1, run.Output);
    }

    // Every call, and not some: one that is allowed shows that the Region is open.
    [Theory]
    [InlineData(true, 0, "closed")]
    [InlineData(false, 3, "unreadable")]
    public async Task A_service_control_policy_that_denies_every_call_closes_it(bool isByOrganization, int exitCode, string status)
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeEstate { Accounts = [new() { Regions = [new(Closed)] }] });
        var end = isByOrganization
            ? "with an explicit deny in a service control policy"
            : "because no identity-based policy allows the action";
        foreach (var operation in new[] { "GetRestApis", "GetApis" })
        {
            aws.Inject(FakeFault.Error(
                operation,
                403,
                "AccessDeniedException",
                $"User: x is not authorized to perform: apigateway:GET on resource: y {end}").Always);
        }

        var run = await Scan(aws, Closed);

        ((int)run.ExitCode).ShouldBe(exitCode, run.Error + run.Output);
        StatusOf(Closed).ShouldBe(status);
    }

    [Fact]
    public async Task What_an_earlier_run_found_there_is_neither_gone_nor_missed()
    {
        await Check(BothOpen, "--output", "yesterday");
        Width = 400;

        var run = await Check(OneClosed, "--baseline", "yesterday", "--fail-on-new", "high");

        run.ExitCode.ShouldBe(ExitCode.Clean, run.Output);
        run.Output.ShouldContain("0 gone");
        using var json = JsonDocument.Parse(Read("auditor-report/findings.json"));
        json.RootElement.GetProperty("comparison").GetProperty("notReread").GetArrayLength().ShouldBe(1);
    }

    // Once it is open again, what was there all along is no news.
    [Fact]
    public async Task What_is_found_when_it_is_open_again_is_not_new()
    {
        await Check(OneClosed, "--output", "yesterday");
        Width = 400;

        var run = await Check(BothOpen, "--baseline", "yesterday", "--fail-on-new", "high");

        run.ExitCode.ShouldBe(ExitCode.Clean, run.Output);
        run.Output.ShouldContain("1 not looked at before");
    }

    [Fact]
    public async Task What_is_accepted_there_is_not_called_fixed()
    {
        Write("auditor.yaml", "suppressions:\n  - rule: route-without-authorization\n    region: us-east-1\n    reason: public\n");

        var run = await Check(OneClosed, "--config", "auditor.yaml");

        (run.Output + run.Error).ShouldNotContain("matches no finding");
    }

    [Fact]
    public async Task Programs_are_not_told_every_night_that_something_is_missing()
    {
        await Check(OneClosed, "--format", "junit,ocsf,asff,sarif");

        Read("auditor-report/auditor.junit.xml").ShouldNotContain("<error");
        Directory.GetFiles(PathOf("auditor-report"), "*ocsf*")
            .Select(File.ReadAllText)
            .ShouldHaveSingleItem()
            .ShouldNotContain("could not read or assess everything");
        Read("auditor-report/auditor.sarif").ShouldNotContain("toolExecutionNotifications");
    }

    // A reading of the same Region that a job had is better than none.
    [Theory]
    [InlineData("read", "closed")]
    [InlineData("closed", "read")]
    public async Task A_job_that_could_read_it_wins(string first, string second)
    {
        Directory.CreateDirectory(PathOf("read"));
        Directory.CreateDirectory(PathOf("closed"));
        WriteInventory(BothOpen, "read/inventory.json");
        WriteInventory(OneClosed with { CollectedAt = OneClosed.CollectedAt.AddHours(1) }, "closed/inventory.json");

        await Run("merge", first, second, "--rule", "AGW1001", "--output", "all", "--format", "json");

        Read("all/findings.json").ShouldContain("\"AGW1001\"");
        Read("all/findings.json").ShouldContain("'orders'");
    }

    private Task<CliRun> Check(Estate estate, params string[] more) =>
        Run(["check", "--inventory", WriteInventory(estate), "--rule", "AGW1001", .. more]);

    private Task<CliRun> Scan(FakeAwsServer aws, params string[] regions) => Run(
        ["scan", "--endpoint-url", aws.Url.AbsoluteUri, "--max-rate", "1000000", "--rule", "AGW7003", .. regions.SelectMany(region => new[] { "--region", region }), .. File.Exists(PathOf("auditor.yaml")) ? ["--config", "auditor.yaml"] : Array.Empty<string>()]);

    private string? StatusOf(string region)
    {
        using var json = JsonDocument.Parse(Read("auditor-report/findings.json"));
        return json.RootElement.GetProperty("scan")
            .GetProperty("scopes")
            .EnumerateArray()
            .Single(scope => scope.GetProperty("region").GetString() == region)
            .GetProperty("status")
            .GetString();
    }
}
