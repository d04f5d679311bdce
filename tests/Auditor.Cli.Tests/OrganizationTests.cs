using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Auditor.Cli.Collecting;
using Auditor.Cli.Tests.Support;
using Auditor.Core.Inventory;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Faults;

namespace Auditor.Cli.Tests;

public sealed class OrganizationTests : CliTests
{
    private const string Region = "eu-west-1";
    private const string Mine = "123456789012";
    private static readonly string[] Members = ["444455556666", "555566667777", "666677778888"];

    private static readonly FakeEstate Estate = new()
    {
        Accounts =
        [
            new()
            {
                Organization =
                [
                    new("999900001111") { Name = "left\u001b[31m", Status = "SUSPENDED" },
                    new(Mine),
                    .. Members.Select(id => new FakeMemberAccount(id)),
                ],
                Regions = [new(Region) { RestApis = [new("mine")] }],
            },
            .. Members.Select(id => new FakeAccount(id) { Regions = [new(Region) { RestApis = [new($"api-{id}")] }], Roles = [new("auditor") { Path = "/audit/" }] }),
        ],
    };

    [Fact]
    public async Task Every_active_account_is_read_and_a_suspended_one_is_named()
    {
        await using var aws = await FakeAwsServer.StartAsync(Estate);

        var run = await Collect(aws);

        run.ExitCode.ShouldBe(ExitCode.Clean, run.Error + run.Output);
        run.Error.ShouldContain("Skipped 999900001111 'left\\u001B[31m': its state is SUSPENDED.");
        ApisByAccount("auditor-report").ShouldBe([$"{Mine} mine", .. Members.Select(id => $"{id} api-{id}")]);
        aws.CallCounts["AssumeRole"].ShouldBe(Members.Length);
        aws.Violations.ShouldBeEmpty();
        aws.UnexpectedCalls.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_account_without_the_role_is_a_gap()
    {
        await using var aws = await FakeAwsServer.StartAsync(
            Estate with { Accounts = [.. Estate.Accounts.Select(account => account.Id == Members[1] ? account with { Roles = [] } : account)] });

        var run = await Collect(aws);

        run.ExitCode.ShouldBe(ExitCode.Incomplete, run.Error);
        run.Output.ShouldContain($"{Members[1]} eu-west-1  sts:AssumeRole  AccessDenied");
        ApisByAccount("auditor-report").Count.ShouldBe(3);
    }

    [Fact]
    public async Task More_accounts_than_a_page_holds()
    {
        var ids = Enumerable.Range(0, 45).Select(number => $"7000000000{number:D2}").ToList();
        await using var aws = await FakeAwsServer.StartAsync(
            Estate with { Accounts = [Estate.Accounts[0] with { Organization = [.. ids.Select(id => new FakeMemberAccount(id) { Status = "PENDING_CLOSURE" }), new(Mine)] }] });

        var run = await Collect(aws);

        run.ExitCode.ShouldBe(ExitCode.Clean, run.Error);
        ids.ShouldAllBe(id => run.Error.Contains($"Skipped {id}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_organization_that_may_not_be_seen_is_an_error()
    {
        await using var aws = await FakeAwsServer.StartAsync(Estate);
        aws.Inject(FakeFault.Error(
            "ListAccounts", 400, "AccessDeniedException", "You don't have permissions to access this resource.").Always);

        (await Collect(aws)).ShouldRefuse("organizations:ListAccounts");
    }

    [Fact]
    public async Task Shards_have_every_account_once_and_join_to_the_whole()
    {
        await using var aws = await FakeAwsServer.StartAsync(Estate);

        await Collect(aws, "--output", "whole");
        foreach (var number in new[] { 1, 2, 3 })
        {
            var run = await Collect(aws, "--shard", $"{number}/3", "--output", $"shard-{number}");
            run.ExitCode.ShouldBe(ExitCode.Clean, run.Error);
            run.Error.ShouldMatch($"Shard {number}/3 has [0-4] of 4 accounts\\.");
        }

        await Run("merge", "shard-1", "shard-2", "shard-3", "--output", "merged");

        ApisByAccount("merged").ShouldBe(ApisByAccount("whole"));
    }

    [Fact]
    public void The_shard_of_an_account_does_not_depend_on_the_others_and_shards_are_even()
    {
        var shards = Enumerable.Range(1, 4).Select(number => new Shard(number, 4)).ToList();
        var accounts = Enumerable.Range(0, 4000).Select(number => $"{100000000000 + number}").ToList();

        var sizes = shards.Select(shard => accounts.Count(shard.Contains)).ToImmutableArray();

        sizes.Sum().ShouldBe(4000);
        sizes.ShouldAllBe(size => size > 850 && size < 1150);

        // Worked out by hand from SHA-256: it must never change, or the jobs of a matrix read an account twice or not at all.
        shards.FindIndex(shard => shard.Contains(Mine)).ShouldBe(2);
    }

    [Theory]
    [InlineData("0/3")]
    [InlineData("4/3")]
    [InlineData("1/0")]
    [InlineData("-1/3")]
    [InlineData("1/3/5")]
    [InlineData("1")]
    [InlineData("one/three")]
    [InlineData("1/99999999999")]
    [InlineData(" 1/3")]
    public async Task A_shard_that_is_none(string shard) =>
        (await Run("collect", "--region", Region, "--organization", "--organization-role", "auditor", $"--shard={shard}"))
            .ShouldRefuse("--shard: ", "is no shard: '2/5' is the second of five.");

    [Theory]
    [InlineData("--shard splits accounts", "--shard", "1/2")]
    [InlineData("--organization needs the name of the role", "--organization")]
    [InlineData("only means something together with --organization", "--organization-role", "auditor")]
    [InlineData(
        "exclude each other", "--organization", "--organization-role", "auditor", "--role-arn", "arn:aws:iam::444455556666:role/auditor")]
    [InlineData("is no name of a role", "--organization", "--organization-role", "arn:aws:iam::444455556666:role/auditor")]
    public async Task Options_that_do_not_go_together(string message, params string[] options) =>
        (await Run(["collect", "--region", Region, .. options])).ShouldRefuse(message);

    private const string Everything = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";
    private const string NoCalls = """{"Version":"2012-10-17","Statement":[{"Sid":"NoCalls","Effect":"Deny","Action":"execute-api:*","Resource":"*"}]}""";
    private const string Unit = "ou-ab12-34567890";

    private static readonly FakeEstate Limited = Estate with
    {
        Accounts =
        [
            Estate.Accounts[0] with
            {
                Organization = [new(Mine), .. Members.Select(id => new FakeMemberAccount(id) { Units = [Unit] })],
                OrganizationPolicies =
                [
                    new("p-FullAWSAccess", Everything, [FakeOrganizationPolicy.Root, Unit, Mine, .. Members]) { Name = "FullAWSAccess" },
                    new("p-nocalls1", NoCalls, [Members[0]]) { Name = "no-calls" },
                    new("p-unused01", NoCalls, []) { Name = "attached-to-nothing" },
                    new(
                        "p-rcp00001",
                        """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}]}""",
                        [FakeOrganizationPolicy.Root]) { Name = "perimeter", Type = FakeOrganizationPolicy.ResourceControl },
                ],
            },
            .. Estate.Accounts[1..],
        ],
    };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_policies_that_limit_an_account_are_read_with_its_place(bool listsPaths)
    {
        await using var aws = await FakeAwsServer.StartAsync(
            Limited with { Accounts = [Limited.Accounts[0] with { ListsPaths = listsPaths }, .. Limited.Accounts[1..]] });

        var run = await Collect(aws);

        run.ExitCode.ShouldBe(ExitCode.Clean, run.Error + run.Output);
        aws.Violations.ShouldBeEmpty();
        aws.UnexpectedCalls.ShouldBeEmpty();
        var calls = aws.CallCounts;
        (calls["ListRoots"], calls["ListPolicies"], calls["ListTargetsForPolicy"], calls["DescribePolicy"]).ShouldBe((1, 2, 4, 3));
        calls.GetValueOrDefault("ListParents")
            .ShouldBe(listsPaths ? 0 : Members.Length + 2, "each account, and each organizational unit once");
        var members = InventoryFile.Read(File.ReadAllBytes(PathOf("auditor-report/inventory.json"))).Accounts.ToDictionary(
            account => account.Id, account => account.Organization.Value);
        members[Mine].IsManagementAccount.ShouldBeTrue();
        members[Mine].Levels.Select(level => level.Id).ShouldBe([FakeOrganizationPolicy.Root, Mine]);
        var member = members[Members[0]];
        member.ShouldSatisfyAllConditions(
            limited => limited.IsManagementAccount.ShouldBeFalse(),
            limited => limited.OrganizationId.ShouldStartWith("o-"),
            limited => limited.UsesServiceControlPolicies.ShouldBeTrue(),
            limited => limited.UsesResourceControlPolicies.ShouldBeTrue(),
            limited => limited.Levels.Select(level => level.Id).ShouldBe([FakeOrganizationPolicy.Root, Unit, Members[0]]),
            limited => limited.Levels[0].ResourceControlPolicies.Select(policy => policy.Name).ShouldBe(["perimeter"]),
            limited => limited.Levels[2].ServiceControlPolicies.Select(policy => policy.Name).ShouldBe(["FullAWSAccess", "no-calls"]),
            limited => limited.Levels[2].ServiceControlPolicies[1].Document.Value.ShouldBe(NoCalls));
        members[Members[1]].Levels[2].ServiceControlPolicies.Select(policy => policy.Name).ShouldBe(["FullAWSAccess"]);
    }

    [Fact]
    public async Task Policies_that_may_not_be_read_are_one_gap_and_everything_else_is_read()
    {
        await using var aws = await FakeAwsServer.StartAsync(Limited);
        aws.Inject(FakeFault.Error(
            "ListPolicies", 400, "AccessDeniedException", "You don't have permissions to access this resource.").Always);

        var run = await Collect(aws);

        run.ExitCode.ShouldBe(ExitCode.Incomplete, run.Error);
        var accounts = InventoryFile.Read(File.ReadAllBytes(PathOf("auditor-report/inventory.json"))).Accounts;
        accounts.SelectMany(account => account.Gaps).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            gap => gap.Operation.ShouldBe("organizations:ListPolicies"),
            gap => gap.Lost.ShouldStartWith("What service control policies take back"));
        accounts.ShouldAllBe(account => account.Organization.Unknown != null
            && account.Organization.Unknown.Operation == "organizations:ListPolicies");
        ApisByAccount("auditor-report").Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_policy_of_which_the_document_may_not_be_read_is_named()
    {
        await using var aws = await FakeAwsServer.StartAsync(Limited);
        aws.Inject(FakeFault.Error(
            "DescribePolicy", 400, "AccessDeniedException", "You don't have permissions to access this resource.").Always);

        (await Collect(aws)).ExitCode.ShouldBe(ExitCode.Incomplete);

        var accounts = InventoryFile.Read(File.ReadAllBytes(PathOf("auditor-report/inventory.json"))).Accounts;
        accounts.SelectMany(account => account.Gaps)
            .Select(gap => gap.Target)
            .ShouldBe(["p-FullAWSAccess", "p-nocalls1", "p-rcp00001"], ignoreOrder: true);
        accounts[1].Organization.Value.Levels[0].ServiceControlPolicies.ShouldHaveSingleItem().Document.IsKnown.ShouldBeFalse();
    }

    [Fact]
    public async Task Nothing_is_asked_of_an_organization_that_no_rule_needs()
    {
        await using var aws = await FakeAwsServer.StartAsync(Limited);

        (await Collect(aws, "--rule", "route-without-authorization")).ExitCode.ShouldBe(ExitCode.Clean);

        aws.CallCounts.Keys.Where(
            call => call is "ListRoots" or "ListPolicies" or "ListTargetsForPolicy" or "DescribePolicy" or "ListParents")
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Exposure_reads_what_limits_identities_only_where_they_are_to_be_named(bool isNamed)
    {
        await using var aws = await FakeAwsServer.StartAsync(Limited);

        var run = await Run(
        [
            "exposure", "--endpoint-url", aws.Url.AbsoluteUri, "--max-rate", "1000000", "--region", Region, "--organization",
            "--organization-role", "audit/auditor", .. isNamed ? ["--principals"] : Array.Empty<string>(),
        ]);

        run.ExitCode.ShouldBe(ExitCode.Clean, run.Error);
        aws.CallCounts.ContainsKey("DescribePolicy").ShouldBe(isNamed);
        aws.CallCounts.ContainsKey("ListAccounts").ShouldBeTrue();
    }

    [Fact]
    public async Task What_permissions_prints_is_what_reading_the_organization_takes()
    {
        await using var aws = await FakeAwsServer.StartAsync(
            Limited with { Accounts = [Limited.Accounts[0] with { ListsPaths = false }, .. Limited.Accounts[1..]] });
        await Collect(aws);

        var printed = Regex.Matches((await Run("permissions", "--organization")).Output, "organizations:([A-Za-z]+)")
            .Select(match => match.Groups[1].Value);

        printed.ShouldBe(
            aws.CallCounts.Keys.Where(
                call => call is "ListAccounts" or "ListRoots" or "ListParents" or "ListPolicies" or "ListTargetsForPolicy" or "DescribePolicy"),
            ignoreOrder: true);
        (await Run(
            "permissions",
            "--organization",
            "--rule",
            "route-without-authorization")).Output.ShouldNotContain("organizations:ListPolicies");
    }

    [Fact]
    public async Task Permissions_name_what_the_organization_needs()
    {
        var run = await Run("permissions", "--organization");

        run.Output.ShouldContain("organizations:ListAccounts");
        run.Error.ShouldContain("sts:AssumeRole");
        (await Run("permissions")).Output.ShouldNotContain("organizations:");
    }

    private List<string> ApisByAccount(string folder) =>
        [.. InventoryFile.Read(File.ReadAllBytes(PathOf($"{folder}/inventory.json"))).Scopes.SelectMany(scope => scope.KnownApis.Select(api => $"{scope.Account} {api.Name}"))];

    private Task<CliRun> Collect(FakeAwsServer aws, params string[] more) =>
        Run(
        [
            "collect", "--endpoint-url", aws.Url.AbsoluteUri, "--max-rate", "1000000", "--region", Region, "--organization",
            "--organization-role", "audit/auditor", .. more,
        ]);
}
