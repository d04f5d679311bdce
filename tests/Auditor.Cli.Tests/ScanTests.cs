using System.Text.Json;
using Auditor.Cli.Tests.Support;
using Auditor.Core.Inventory;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Faults;

namespace Auditor.Cli.Tests;

public sealed class ScanTests : CliTests
{
    private const string Region = "eu-west-1";

    private static readonly FakeRegion Orders = new(Region)
    {
        RestApis = [new("orders") { Methods = [new("GET", "/orders") { Integration = new() { Type = "HTTP_PROXY", Uri = "https://orders.internal.example/" } }], Stages = [new("prod")] }],
        Apis = [new("shop") { Routes = [new("GET /")], Stages = [new() { AutoDeploy = true }] }],
    };

    // 127.0.0.2 is this machine; a name is not, whatever it resolves to.
    [Theory]
    [InlineData("http://10.0.0.1:5000", true)]
    [InlineData("http://user:pw@aws.example", true)]
    [InlineData("http://[2001:db8::1]:5000/", true)]
    [InlineData("http://localhost.aws.example", true)]
    [InlineData("http://127.0.0.2:1", false)]
    [InlineData("http://[::1]:1", false)]
    [InlineData("http://localhost:1", false)]
    [InlineData("https://127.0.0.1:1", false)]
    public async Task Plain_http_to_another_machine_is_refused(string url, bool isRefused)
    {
        var run = await Run("scan", "--region", "eu-west-1", "--endpoint-url", url, "--shard", "1/2");

        run.ShouldRefuse(isRefused ? "is plain http on another machine" : "--shard splits accounts");
        run.Error.ShouldNotContain("user:pw");
    }

    [Fact]
    public async Task Whoever_asks_for_plain_http_gets_it() =>
        (await Run("scan", "--region", "eu-west-1", "--endpoint-url", "http://10.0.0.1:5000", "--allow-http", "--shard", "1/2"))
            .ShouldRefuse("--shard splits accounts");

    [Fact]
    public async Task Reads_judges_and_reports()
    {
        await using var aws = await FakeAwsServer.StartAsync(Orders);

        var run = await Scan(aws, "--region", Region, "--rule", "AGW1001");

        run.ExitCode.ShouldBe(ExitCode.Findings, run.Error);
        run.Output.ShouldContain("2 APIs in 1 account and 1 Region");
        run.Output.ShouldMatch("orders \\(.*\\), 123456789012 eu-west-1\n +high +[0-9]+ +AGW1001 +.*'GET /orders'.*'orders'");
        run.LastLine.ShouldBe("Exit code 1: 2 findings at or above 'high'.");
        run.Error.ShouldMatch("^Reading 123456789012 eu-west-1\\.\nRead 123456789012 eu-west-1: 2 APIs, [0-9]+ calls\\.\n$");
        aws.Violations.ShouldBeEmpty();
        aws.UnexpectedCalls.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_policy_that_permissions_prints_is_all_that_a_scan_needs()
    {
        using var policy = JsonDocument.Parse((await Run("permissions")).Output);
        var allowed =
            from statement in policy.RootElement.GetProperty("Statement").EnumerateArray()
            from action in statement.GetProperty("Action").EnumerateArray()
            from resource in statement.GetProperty("Resource").EnumerateArray()
            select new FakeStatement(true, action.GetString() ?? "", resource.GetString() ?? "");
        await using var aws = await FakeAwsServer.StartAsync(new FakeEstate
        {
            Accounts = [new() { Permissions = FakePermissions.Nothing with { Statements = [.. allowed] }, Regions = [Orders] }],
        });

        var run = await Scan(aws, "--region", Region);

        run.ExitCode.ShouldBe(ExitCode.Findings, run.Error);
        aws.Calls.ShouldAllBe(call => call.Status == 200 || call.Status == 404);
        using var findings = JsonDocument.Parse(Read("auditor-report/findings.json"));
        findings.RootElement.GetProperty("scan").GetProperty("scopes")[0].GetProperty("status").GetString().ShouldBe("complete");
    }

    [Fact]
    public async Task A_check_of_what_a_scan_read_says_the_same()
    {
        await using var aws = await FakeAwsServer.StartAsync(Orders);

        var scan = await Scan(aws, "--region", Region, "--output", "scan/report");
        var check = await Run("check", "--inventory", "scan/report/inventory.json", "--output", "check/report");

        check.ExitCode.ShouldBe(scan.ExitCode, check.Error);
        check.LastLine.ShouldBe(scan.LastLine);
        foreach (var name in new[] { "inventory.json", "findings.json", "auditor.sarif" })
        {
            Read($"check/report/{name}").ShouldBe(Read($"scan/report/{name}"), name);
        }
    }

    [Fact]
    public async Task Collects_the_inventory_and_nothing_else()
    {
        await using var aws = await FakeAwsServer.StartAsync(Orders);

        var run = await Aws(aws, "collect", "--region", Region);

        run.ExitCode.ShouldBe(ExitCode.Clean, $"{run.Error}{run.Output}");
        new DirectoryInfo(PathOf("auditor-report")).EnumerateFiles().Select(file => file.Name).ShouldBe(["inventory.json"]);
        run.Output.ShouldContain(PathOf("auditor-report/inventory.json"));
        run.LastLine.ShouldBe("Exit code 0: everything was read.");
        InventoryFile.Read(await File.ReadAllBytesAsync(PathOf(
            "auditor-report/inventory.json"))).Scopes.ShouldHaveSingleItem().KnownApis.Count()
            .ShouldBe(2);
    }

    [Fact]
    public async Task Moves_on_a_terminal_and_clears_it_afterwards()
    {
        await using var aws = await FakeAwsServer.StartAsync(Orders);
        IsTerminal = true;

        var run = await Scan(aws, "--region", Region, "--rule", "AGW1001");

        run.ExitCode.ShouldBe(ExitCode.Findings, run.Error);
        run.Error.ShouldContain("Reading APIs");
        run.Error.ShouldContain('\u001b');
        run.Error.ShouldNotContain("Read 123456789012");
    }

    [Fact]
    public async Task Says_nothing_when_quiet()
    {
        await using var aws = await FakeAwsServer.StartAsync(Orders);
        IsTerminal = true;

        var run = await Scan(aws, "--region", Region, "--quiet");

        run.Output.ShouldBeEmpty();
        run.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_denied_call_is_a_gap_and_no_clean_result()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeRegion(Region));
        aws.Inject(FakeFault.Error("GetRestApis", 403, "AccessDeniedException", "You may not.").Always);

        var run = await Scan(aws, "--region", Region, "--rule", "AGW7003");

        run.ExitCode.ShouldBe(ExitCode.Incomplete, run.Error);
        run.Output.ShouldContain("apigateway:GetRestApis  AccessDeniedException");
        run.LastLine.ShouldStartWith("Exit code 3: no finding at or above 'high', but ");
    }

    [Fact]
    public async Task No_api_at_all_is_said_and_clean()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeRegion(Region));

        var run = await Scan(aws, "--region", Region, "--rule", "AGW7003");

        run.ExitCode.ShouldBe(ExitCode.Clean, run.Error);
        run.Output.ShouldContain("There is no API in 1 account and 1 Region");
    }

    [Fact]
    public async Task Reads_every_enabled_Region_when_asked_for_all()
    {
        await using var aws = await FakeAwsServer.StartAsync(
            new FakeEstate { Accounts = [new() { Regions = [new(Region), new("us-east-1") { RestApis = [new("far")] }], DisabledRegions = ["af-south-1"] }] });

        var run = await Scan(aws, "--region", "all", "--region", Region, "--rule", "AGW7003", "--fail-on", "low");

        run.ExitCode.ShouldBe(ExitCode.Findings, run.Error);
        run.Error.ShouldContain("Read 123456789012 us-east-1: 1 API, ");
        run.Error.ShouldNotContain("af-south-1");
    }

    [Fact]
    public async Task The_command_line_names_Regions_and_the_file_does_otherwise()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeRegion(Region), new FakeRegion("us-east-1"));
        Write("auditor.yaml", "regions: [us-east-1]\nrules: { only: AGW7003 }\nmaxRate: 100000");

        (await Scan(aws, "--config", "auditor.yaml")).Error.ShouldContain("Read 123456789012 us-east-1");
        (await Scan(aws, "--config", "auditor.yaml", "--region", Region)).Error.ShouldNotContain("us-east-1");
    }

    [Fact]
    public async Task Names_from_AWS_do_not_reach_the_terminal_as_they_are()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeRestApi("\u001b[31m<script>alert(1)</script>\u202e"));

        var run = await Scan(aws, "--region", Region, "--rule", "AGW7003");

        run.Output.ShouldContain("'\\u001B[31m<script>alert(1)</script>\\u202E'");
        run.Output.ShouldNotContain('\u001b');
        run.Output.ShouldNotContain('\u202e');
    }

    [Fact]
    public async Task No_Region_is_an_error_and_no_guess() =>
        (await Run("scan", "--endpoint-url", "http://127.0.0.1:1")).ShouldRefuse("No Region is configured: name one with --region");

    [Fact]
    public async Task All_Regions_without_one_to_begin_with() =>
        (await Run("scan", "--region", "all", "--endpoint-url", "http://127.0.0.1:1"))
            .ShouldRefuse("'--region all' has to ask some Region");

    [Theory]
    [InlineData("--region", "eu-wset", "--region: 'eu-wset' is no name of a Region")]
    [InlineData("--endpoint-url", "localhost:5000", "--endpoint-url: 'localhost:5000' is no URL of http or https.")]
    [InlineData("--max-rate", "fast", "--max-rate: 'fast' is no number of requests per second above 0.")]
    [InlineData("--max-rate", "0", "--max-rate: '0' is no number")]
    [InlineData("--max-rate", "NaN", "--max-rate: 'NaN' is no number")]
    [InlineData("--external-id", "secret", "--external-id only means something together with --role-arn or --organization.")]
    [InlineData("--role-arn", "auditor", "'auditor' is not the ARN of a role")]
    [InlineData("--profile", "nobody", "The profile 'nobody' does not exist")]
    public async Task An_option_that_is_no_good(string option, string value, string message)
    {
        string[] region = option == "--region" ? [] : ["--region", Region];

        (await Run(["scan", .. region, option, value])).ShouldRefuse(message);
    }

    [Fact]
    public async Task Nothing_that_answers() =>
        (await Run("scan", "--region", Region, "--endpoint-url", "http://127.0.0.1:1"))
            .ShouldRefuse("Nothing answers sts:GetCallerIdentity in eu-west-1");

    [Fact]
    public async Task Expired_credentials()
    {
        await using var aws = await FakeAwsServer.StartAsync(Orders);
        aws.Inject(FakeFault.Error(
            "GetCallerIdentity", 403, "ExpiredToken", "The security token included in the request is expired").Always);

        (await Scan(aws, "--region", Region)).ShouldRefuse("The AWS credentials have expired: sign in again");
    }

    [Fact]
    public async Task Credentials_that_AWS_does_not_know()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeEstate { Accounts = [new("999988887777") { Regions = [Orders] }] });

        (await Scan(aws, "--region", Region)).ShouldRefuse("AWS does not accept the credentials");
    }

    [Fact]
    public async Task No_credentials()
    {
        var start = OtherProcess.Auditor(Folder, "scan", "--region", Region);
        start.Environment["AWS_EC2_METADATA_DISABLED"] = "true";
        start.Environment["HOME"] = Folder;

        var (exitCode, output, error) = await OtherProcess.RunAsync(start);

        exitCode.ShouldBe(2, error);
        output.ShouldBeEmpty();
        error.ShouldBe("error: No AWS credentials were found: sign in (aws sso login, aws configure), or name a profile.\n");
    }

    [Fact]
    public async Task A_role_in_another_account_is_assumed()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeEstate
        {
            Accounts =
            [
                new() { Regions = [Orders] },
                new("444455556666") { Regions = [new(Region) { RestApis = [new("theirs")] }], Roles = [new("auditor")] },
            ],
        });

        var run = await Scan(aws, "--region", Region, "--role-arn", "arn:aws:iam::444455556666:role/auditor", "--rule", "AGW7003");

        run.ExitCode.ShouldBe(ExitCode.Clean, run.Error);
        run.Output.ShouldContain("444455556666 eu-west-1");
        run.Output.ShouldContain("'theirs'");
        run.Output.ShouldNotContain("'orders'");
    }

    [Fact]
    public async Task Cancelled_in_the_middle_there_is_no_report()
    {
        await using var aws = await FakeAwsServer.StartAsync(Orders);
        aws.Inject(FakeFault.Stall("GetStages").Always);
        using var cancellation = new CancellationTokenSource();
        Cancellation = cancellation.Token;

        var running = Scan(aws, "--region", Region);
        while (!aws.Calls.Any(call => call.Operation == "GetStages"))
        {
            running.IsCompleted.ShouldBeFalse();
            await Task.Delay(10);
        }

        await cancellation.CancelAsync();
        var run = await running;

        run.ExitCode.ShouldBe(ExitCode.Cancelled);
        Directory.Exists(PathOf("auditor-report")).ShouldBeFalse();
    }

    [Fact]
    public async Task No_secret_is_printed_or_written()
    {
        await using var aws = await FakeAwsServer.StartAsync(Orders);

        var run = await Scan(aws, "--region", Region, "--verbose");

        var everything = run.Output
            + run.Error
            + string.Concat(Directory.EnumerateFiles(PathOf("auditor-report")).Select(File.ReadAllText));
        everything.ShouldNotContain(aws.Credentials.SecretAccessKey);
        everything.ShouldNotContain(aws.Credentials.AccessKeyId);
    }

    private Task<CliRun> Scan(FakeAwsServer aws, params string[] more) => Aws(aws, "scan", more);

    private Task<CliRun> Aws(FakeAwsServer aws, string command, params string[] more) =>
        Run(
        [
            command,
            "--endpoint-url",
            aws.Url.AbsoluteUri,
            .. more.Contains("--config") ? [] : new[] { "--max-rate", "1000000" },
            .. more,
        ]);
}
