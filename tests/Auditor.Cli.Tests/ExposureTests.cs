using System.Collections.Immutable;
using System.Text.Json;
using Auditor.Cli.Tests.Support;
using Auditor.Core.Inventory;

namespace Auditor.Cli.Tests;

public sealed class ExposureTests : CliTests
{
    private static readonly Api Office = new()
    {
        Id = "a1b2c3d4e5",
        Name = "office",
        Kind = ApiKind.Rest,
        EndpointType = EndpointType.Regional,
        ResourcePolicy = """{"Version":"2012-10-17","Statement":[{"Sid":"Office","Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}}]}""",
        Stages = ImmutableArray.Create(new Stage { Name = "prod", DeploymentId = "d1" }),
        Routes = ImmutableArray<Route>.Empty,
        Deployments = [new()
        {
            Id = "d1",
            Methods = ImmutableArray.Create(
                new DeployedMethod { Key = "POST /orders", Authorization = AuthorizationKind.None },
                new DeployedMethod { Key = "GET /admin", Authorization = AuthorizationKind.AwsIam }),
        }],
    };

    private static Scope Scope => Estates.ScopeWith(Estates.OpenApi("orders")) with { RestApis = ImmutableArray.Create(Office) };

    [Fact]
    public async Task Lists_every_route_and_who_can_call_it()
    {
        var run = await Run("exposure", "--inventory", WriteInventory(Estates.Of(Scope)));

        run.ExitCode.ShouldBe(ExitCode.Clean, run.Error);
        Row(run, "GET /orders").ShouldContain("anyone on the internet");
        Row(run, "POST /orders").ShouldContain("other accounts or networks");
        Row(run, "GET /admin").ShouldContain("an AWS signature");
        run.LastLine.ShouldBe("3 routes, counted on each stage. Anyone on the internet can call 1 without credentials.");
    }

    [Theory]
    [InlineData("internet", "GET /orders:yes POST /orders:yes GET /admin:no")]
    [InlineData("ip:198.51.100.0/24", "GET /orders:yes POST /orders:no GET /admin:no")]
    [InlineData("ip:203.0.113.7", "GET /orders:yes POST /orders:yes GET /admin:no")]
    [InlineData("any-account", "GET /orders:yes POST /orders:yes GET /admin:yes")]
    [InlineData("org:o-a1b2c3d4e5", "GET /orders:yes POST /orders:yes GET /admin:yes")]
    [InlineData("vpc:vpce-0a1b2c3d", "GET /orders:no POST /orders:no GET /admin:no")]
    [InlineData("vpc:vpc-0a1b2c3d", "GET /orders:no POST /orders:no GET /admin:no")]
    public async Task Answers_for_the_callers_that_it_is_asked_about(string from, string expected)
    {
        var run = await Run("exposure", "--inventory", WriteInventory(Estates.Of(Scope)), "--from", from, "--format", "json");

        run.ExitCode.ShouldBe(ExitCode.Clean, run.Error);
        using var json = JsonDocument.Parse(run.Output);
        var verdicts = json.RootElement.EnumerateArray()
            .ToDictionary(row => row.GetProperty("route").GetString() ?? "", row => row.GetProperty("verdict").GetString());
        foreach (var pair in expected.Split(' ').Chunk(2).Select(words => string.Join(' ', words).Split(':')))
        {
            verdicts[pair[0]].ShouldBe(pair[1], pair[0]);
        }
    }

    [Fact]
    public async Task Json_carries_the_path_and_what_holds()
    {
        var run = await Run("exposure", "--inventory", WriteInventory(Estates.Of(Scope)), "--api", "a1b2c3d4e5", "--format", "json");

        using var json = JsonDocument.Parse(run.Output);
        var row = json.RootElement.EnumerateArray().Single(each => each.GetProperty("route").GetString() == "POST /orders");
        row.GetProperty("audience").GetString().ShouldBe("othersOrNetwork");
        row.GetProperty("narrowing").GetString().ShouldBe("addresses 203.0.113.0/24");
        row.GetProperty("holds").GetString().ShouldBe("resource");
        row.GetProperty("witness").GetString().ShouldNotBeNull().ShouldContain("203.0.113.");
        row.GetProperty("path")
            .EnumerateArray()
            .Select(step => step.GetProperty("what").GetString())
            .ShouldBe(["endpoint", "resource policy", "authorization", "network", "resource", "identity", "what holds"]);
        json.RootElement.EnumerateArray().Select(each => each.GetProperty("apiId").GetString()).Distinct().ShouldBe(["a1b2c3d4e5"]);
    }

    // Without a resource policy it is identity policies alone that let somebody in.
    private static Estate WithAccount =>
        Estates.Of(Scope with { RestApis = ImmutableArray.Create(Office with { ResourcePolicy = null }) }) with { Accounts = [Account] };

    private static Account Account => new()
    {
        Id = Scope.Account,
        IdentityPolicies = ImmutableArray.Create(new IdentityPolicy
        {
            Arn = "p",
            Name = "p",
            Kind = IdentityPolicyKind.CustomerManaged,
            AttachedTo = [$"arn:aws:iam::{Scope.Account}:role/caller"],
            Document = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["execute-api:Invoke","apigateway:PATCH"],"Resource":"*"}]}""",
        }),
        Principals = ImmutableArray.Create(
            new Principal { Arn = $"arn:aws:iam::{Scope.Account}:role/caller", Type = PrincipalType.Role },
            new Principal { Arn = $"arn:aws:iam::{Scope.Account}:role/other", Type = PrincipalType.Role }),
    };

    [Fact]
    public async Task Principals_are_counted_and_named_on_request()
    {
        Width = 400;
        var inventory = WriteInventory(WithAccount);

        var counted = await Run("exposure", "--inventory", inventory);
        Row(counted, "GET /admin").ShouldContain("of the own account 1 user or role");
        counted.Output.ShouldNotContain("role/caller");

        var named = await Run("exposure", "--inventory", inventory, "--api", "a1b2c3d4e5", "--principals");
        named.ExitCode.ShouldBe(ExitCode.Clean, named.Error);
        named.Output.ShouldContain("GET /admin on prod can be called by:");
        named.Output.ShouldContain("It can be changed by:");
        named.Output.ShouldContain($"arn:aws:iam::{Scope.Account}:role/caller");
        named.Output.ShouldNotContain("role/other");
    }

    [Fact]
    public async Task Principals_that_are_judged_without_service_control_policies_are_said_to_be_once()
    {
        Width = 400;
        var without = await Run("exposure", "--inventory", WriteInventory(WithAccount), "--principals");
        var with = await Run(
            "exposure",
            "--inventory",
            WriteInventory(WithAccount with { Accounts = [.. WithAccount.Accounts.Select(account => account with { Organization = new OrganizationMembership { OrganizationId = "o-a1b2c3d4e5" } })] }),
            "--principals");

        without.Output.Split("Service control policies").Length.ShouldBe(2);
        without.Output.ShouldContain($"Service control policies of '{Scope.Account}' were not read");
        with.Output.ShouldNotContain("Service control policies");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Json_counts_principals_and_names_them_on_request(bool isNamed)
    {
        string[] more = isNamed ? ["--principals"] : [];
        var run = await Run(["exposure", "--inventory", WriteInventory(WithAccount), "--api", "a1b2c3d4e5", "--format", "json", .. more]);

        using var json = JsonDocument.Parse(run.Output);
        var rows = json.RootElement.EnumerateArray().ToDictionary(row => row.GetProperty("route").GetString() ?? "");
        rows["POST /orders"].TryGetProperty("principals", out _).ShouldBeFalse("nobody is asked for a signature");
        rows["POST /orders"].GetProperty("changers").GetProperty("count").GetInt32().ShouldBe(1);
        var principals = rows["GET /admin"].GetProperty("principals");
        principals.GetProperty("count").GetInt32().ShouldBe(1);
        principals.GetProperty("possibly").GetInt32().ShouldBe(0);
        principals.TryGetProperty("arns", out var arns).ShouldBe(isNamed);
        if (isNamed)
        {
            arns.EnumerateArray().Single().GetString().ShouldBe($"arn:aws:iam::{Scope.Account}:role/caller");
        }
    }

    [Fact]
    public async Task Principals_are_unknown_where_they_were_not_read()
    {
        var inventory = WriteInventory(Estates.Of(Scope));
        (await Run("exposure", "--inventory", inventory, "--principals")).Output.ShouldContain(
            "could not tell: It is not in the inventory, which was made without it or by an earlier version: collect it again.");
        using var json = JsonDocument.Parse((await Run(
            "exposure", "--inventory", inventory, "--api", "a1b2c3d4e5", "--format", "json")).Output);
        json.RootElement[0]
            .GetProperty("changers")
            .GetProperty("unknown")
            .GetString()
            .ShouldBe("It is not in the inventory, which was made without it or by an earlier version: collect it again.");
    }

    // README: what was not read never counts as clean. The policy that is saved may not be the one that is deployed.
    [Fact]
    public async Task A_policy_that_stands_in_for_the_deployed_one_closes_nothing()
    {
        var denied = Office with { Deployments = [.. Office.Deployments.Select(deployment => deployment with { Definition = new Unknown("GetExport was denied.") { Code = "AccessDeniedException" } })] };
        var inventory = WriteInventory(Estates.Of(Estates.ScopeWith(denied)));

        var run = await Run("exposure", "--inventory", inventory);
        run.ExitCode.ShouldBe(ExitCode.Incomplete, run.Error);
        Row(run, "POST /orders").ShouldContain("could not tell");

        run = await Run("exposure", "--inventory", inventory, "--from", "ip:198.51.100.0/24");
        Row(run, "POST /orders").ShouldContain("could not tell");
    }

    [Fact]
    public async Task What_nobody_can_read_is_said_beside_the_answer()
    {
        var refused = Office with { Deployments = [.. Office.Deployments.Select(deployment => deployment with { Definition = new Unknown("API Gateway does not export it.") { Code = "BadRequestException" } })] };

        var run = await Run("exposure", "--inventory", WriteInventory(Estates.Of(Estates.ScopeWith(refused))));

        run.ExitCode.ShouldBe(ExitCode.Clean, run.Error);
        run.Output.ShouldContain("as configured, which may");
    }

    [Fact]
    public async Task What_cannot_be_told_is_a_row_and_an_exit_code()
    {
        var broken = Office with { ResourcePolicy = "no JSON" };
        var run = await Run(
            "exposure",
            "--inventory",
            WriteInventory(Estates.Of(Scope with { RestApis = ImmutableArray.Create(broken), HttpAndWebSocketApis = new Unknown("GetApis was denied.") })));

        run.ExitCode.ShouldBe(ExitCode.Incomplete);
        Row(run, "POST /orders").ShouldContain("could not tell");
        run.Output.ShouldContain("GetApis was denied.");
        run.LastLine.ShouldBe(
            "2 routes, counted on each stage. Anyone on the internet can call none of them. 3 answers could not be told.");
    }

    [Fact]
    public async Task Names_are_shown_and_never_obeyed()
    {
        Width = 400;
        var run = await Run(
            "exposure", "--inventory", WriteInventory(Estates.Of(Estates.ScopeWith(Estates.OpenApi("[red]\u001b[31m\u202eevil")))));

        run.ExitCode.ShouldBe(ExitCode.Clean, run.Error);
        run.Output.ShouldContain("[red]\\u001B[31m\\u202Eevil");
        run.Output.ShouldNotContain("\u001b[31m\u202e");
    }

    [Theory]
    [InlineData("interwebs", "'interwebs'")]
    [InlineData("org", "org:o-")]
    [InlineData("vpc:x", "vpc:vpce-")]
    [InlineData("ip:10.0.0.0/8", "no address in it is public")]
    [InlineData("ip:nowhere", "'nowhere'")]
    public async Task Refuses_callers_that_it_does_not_know(string from, string part) =>
        (await Run("exposure", "--inventory", WriteInventory(Estates.Of(Scope)), "--from", from)).ShouldRefuse("--from", part);

    [Fact]
    public async Task Refuses_what_is_not_there()
    {
        var inventory = WriteInventory(Estates.Of(Scope));
        (await Run("exposure", "--inventory", inventory, "--api", "a1b2c3d4e6")).ShouldRefuse("--api", "did you mean 'a1b2c3d4e5'?");
        (await Run("exposure", "--inventory", inventory, "--format", "yaml")).ShouldRefuse("--format", "'yaml'");
        (await Run("exposure", "--inventory", "nowhere.json")).ShouldRefuse("'nowhere.json'");
    }

    private static string Row(CliRun run, string route) =>
        run.Output.Split('\n').Single(line => line.Contains($"\t{route}\t", StringComparison.Ordinal));
}
