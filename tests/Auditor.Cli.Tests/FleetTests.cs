using Auditor.Cli.Tests.Support;
using Auditor.Core.Inventory;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Faults;

namespace Auditor.Cli.Tests;

/// <summary>Several accounts and Regions: the trouble of one is not that of the others.</summary>
public sealed class FleetTests : CliTests
{
    private const string Region = "eu-west-1";
    private const string Mine = "arn:aws:iam::444455556666:role/auditor";
    private const string Closed = "arn:aws:iam::777788889999:role/auditor";

    private static readonly FakeEstate TwoAccounts = new()
    {
        Accounts =
        [
            new(),
            new("444455556666") { Regions = [new(Region) { RestApis = [new("theirs")] }], Roles = [new("auditor")] },
            new("777788889999") { Roles = [new("auditor") { RefusesAssumption = true }] },
        ],
    };

    [Fact]
    public async Task One_role_of_several_that_cannot_be_assumed_is_the_gap_of_its_account()
    {
        await using var aws = await FakeAwsServer.StartAsync(TwoAccounts);

        var run = await Aws(aws, "collect", "--region", Region, "--role-arn", Closed, "--role-arn", Mine);

        run.ExitCode.ShouldBe(ExitCode.Incomplete, run.Error);
        run.Output.ShouldContain("777788889999 eu-west-1  sts:AssumeRole  AccessDenied");
        var estate = Inventory("auditor-report");
        estate.Accounts.Select(account => account.Id).ShouldBe(["444455556666", "777788889999"]);
        estate.Scopes.Single(scope => scope.Account == "444455556666").RestApis.Value.ShouldHaveSingleItem().Name.ShouldBe("theirs");
        estate.Scopes.Single(scope => scope.Account == "777788889999").RestApis.Unknown!.Because.ShouldContain(Closed);
    }

    [Fact]
    public async Task What_a_closed_account_has_is_never_counted_as_clean()
    {
        await using var aws = await FakeAwsServer.StartAsync(TwoAccounts);

        var run = await Aws(aws, "scan", "--region", Region, "--role-arn", Mine, "--role-arn", Closed, "--rule", "AGW7003");

        run.ExitCode.ShouldBe(ExitCode.Incomplete, run.Error);
        run.LastLine.ShouldContain("1 thing could not be read");
    }

    [Fact]
    public async Task Nothing_is_written_when_no_role_can_be_assumed()
    {
        await using var aws = await FakeAwsServer.StartAsync(TwoAccounts);

        (await Aws(
            aws,
            "scan",
            "--region",
            Region,
            "--role-arn",
            Closed,
            "--role-arn",
            "arn:aws:iam::777788889999:role/other",
            "--output",
            "deep/report"))
            .ShouldRefuse("cannot be assumed: its trust policy must allow it to the identity that scans");

        Directory.Exists(PathOf("deep")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("af-south-1", Region)]
    [InlineData(Region, "af-south-1")]
    public async Task One_Region_of_several_that_is_not_enabled_is_its_own_gap(string first, string second)
    {
        await using var aws = await FakeAwsServer.StartAsync(
            new FakeEstate { Accounts = [new() { Regions = [new(Region) { RestApis = [new("orders")] }], DisabledRegions = ["af-south-1"] }] });

        var run = await Aws(aws, "collect", "--region", first, "--region", second);

        run.ExitCode.ShouldBe(ExitCode.Incomplete, run.Error);
        var estate = Inventory("auditor-report");
        estate.Scopes.Single(scope => scope.Region == Region).Gaps.ShouldBeEmpty();
        estate.Scopes.Single(scope => scope.Region == Region).RestApis.Value.ShouldHaveSingleItem();
        estate.Scopes.Single(scope => scope.Region == "af-south-1").RestApis.IsKnown.ShouldBeFalse();
        estate.Scopes.Single(scope => scope.Region == "af-south-1").Gaps.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task When_the_Regions_are_not_told_those_that_are_known_are_read()
    {
        await using var aws = await FakeAwsServer.StartAsync(TwoAccounts);
        aws.Inject(FakeFault.Error("DescribeRegions", 403, "UnauthorizedOperation", "You may not.").Always);

        var run = await Aws(aws, "collect", "--region", "all", "--region", Region);

        run.ExitCode.ShouldBe(ExitCode.Incomplete, run.Error);
        run.Output.ShouldContain("ec2:DescribeRegions  UnauthorizedOperation  Every enabled Region but eu-west-1");
        Inventory("auditor-report").Scopes.ShouldHaveSingleItem().Gaps.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("collect")]
    [InlineData("scan")]
    public async Task What_the_reading_cost_is_shown_by_operation_to_who_asks(string command)
    {
        await using var aws = await FakeAwsServer.StartAsync(TwoAccounts);
        aws.Inject(FakeFault.Throttled("GetUsagePlans", times: 2));
        aws.Inject(FakeFault.Error("GetAccount", 403, "AccessDeniedException", "You may not.").Always);

        var brief = await Aws(aws, command, "--region", Region, "--output", "brief");
        aws.Inject(FakeFault.Throttled("GetUsagePlans", times: 2));
        aws.ForgetCalls();
        var run = await Aws(aws, command, "--region", Region, "--verbose");

        brief.Output.ShouldNotContain("Calls to AWS");
        run.Output.ShouldMatch("Calls to AWS +Calls +Retries +Throttled +Denied +Seconds");
        run.Output.ShouldMatch("apigateway:GetUsagePlans +3 +2 +2 +0 +[0-9.]+ *\n");
        run.Output.ShouldMatch("apigateway:GetAccount +1 +0 +0 +1 +[0-9.]+ *\n");
        run.Output.ShouldMatch($"\nall +{aws.Calls.Length} +2 +2 +1 +[0-9.]+ *\n");
    }

    private Estate Inventory(string folder) => InventoryFile.Read(File.ReadAllBytes(PathOf($"{folder}/inventory.json")));

    private Task<CliRun> Aws(FakeAwsServer aws, string command, params string[] more) =>
        Run([command, "--endpoint-url", aws.Url.AbsoluteUri, "--max-rate", "1000000", .. more]);
}
