using System.Collections.Immutable;
using System.Text.Json;
using Auditor.Cli.Diffing;
using Auditor.Cli.Tests.Support;
using Auditor.Core.Inventory;
using Auditor.Testing.Estates;

namespace Auditor.Cli.Tests;

/// <summary><c>auditor diff</c>.</summary>
public sealed class DiffTests : CliTests
{
    private static readonly Estate Before = (SmallEstate.Rest(Example.Route(
        "GET /orders", AuthorizationKind.AwsIam)) with
    { CollectedAt = Example.Now.AddDays(-1) })
        .AddAuthorizer(new() { Id = "au1", Name = "tokens", Type = AuthorizerType.Token })
        .AddDomain(Example.Domain());

    private static readonly Unknown Denied = Example.Denied;

    public static TheoryData<string, Estate, string[]> Changes => new()
    {
        { "an API", Before.AddApi(Example.HttpApi() with { Id = "n1", Name = "new" }), ["Added API 'new' (n1)"] },
        { "its name", Before.WithApi(api => api with { Name = "ordering" }), ["Changed API 'ordering' (a1b2c3) name: orders -> ordering"] },
        {
            "its policy", Before.WithApi(api => api with { ResourcePolicy = "{}" }),
            ["Changed API 'orders' (a1b2c3) resourcePolicy:  -> {}"]
        },
        {
            "its endpoint", Before.WithApi(api => api with { EndpointType = EndpointType.Edge }),
            ["Changed API 'orders' (a1b2c3) endpointType: regional -> edge"]
        },
        {
            "a tag", Before.WithApi(api => api with { Tags = ImmutableSortedDictionary<string, string>.Empty.Add("team", "shop") }),
            ["Changed API 'orders' (a1b2c3) tags[team]:  -> shop"]
        },
        { "a stage", Before.AddStage(Example.RestStage("test")), ["Added API 'orders' (a1b2c3) / stage 'test'"] },
        {
            "a setting of a stage", Before.WithStage(stage => stage with { TracingEnabled = true }),
            ["Changed API 'orders' (a1b2c3) / stage 'prod' tracingEnabled: false -> true"]
        },
        {
            "a setting deep in a stage", Before.WithStage(stage => stage with { AccessLog = new() { DestinationArn = "arn:a" } }),
            ["Changed API 'orders' (a1b2c3) / stage 'prod' accessLog:  -> {\"destinationArn\":\"arn:a\"}"]
        },
        {
            "a route that is not deployed", Before.WithWorkingCopy(route => route with { Authorization = AuthorizationKind.None }),
            ["Changed API 'orders' (a1b2c3) / route 'GET /orders' authorization: awsIam -> none"]
        },
        {
            "a route that is deployed", Before.WithRoute(route => route with { Authorization = AuthorizationKind.None }),
            [
                "Changed API 'orders' (a1b2c3) / route 'GET /orders' authorization: awsIam -> none",
                "Changed API 'orders' (a1b2c3) / stage 'prod' / deployed route 'GET /orders' authorization: awsIam -> none",
            ]
        },
        {
            "a deployment that changes nothing", Before.WithStage(stage => stage with { DeploymentId = "d2" })
                .WithApi(api => api with { Deployments = [api.Deployments[0] with { Id = "d2" }] }),
            ["Changed API 'orders' (a1b2c3) / stage 'prod' deploymentId: d1 -> d2"]
        },
        {
            "a deployment that adds a route",
            Before.WithStage(stage => stage with { DeploymentId = "d2" })
                .WithApi(api => api with { Deployments = [Example.Deployment("d2", [Example.Route("GET /orders", AuthorizationKind.AwsIam), Example.Route("GET /new")])] }),
            [
                "Changed API 'orders' (a1b2c3) / stage 'prod' deploymentId: d1 -> d2",
                "Added API 'orders' (a1b2c3) / stage 'prod' / deployed route 'GET /new'",
            ]
        },
        {
            "an authorizer", Before.WithAuthorizer(authorizer => authorizer with { CacheSeconds = 0 }),
            ["Changed API 'orders' (a1b2c3) / authorizer 'tokens' (au1) cacheSeconds:  -> 0"]
        },
        {
            "a domain name", Before.WithDomain(domain => domain with { SecurityPolicy = "TLS_1_0" }),
            ["Changed domain name 'api.example.com' securityPolicy: TLS_1_2 -> TLS_1_0"]
        },
        {
            "a mapping",
            Before.WithDomain(domain => domain with { Mappings = ImmutableArray.Create(new ApiMapping { Key = "v2", ApiId = Example.ApiId, Stage = "prod" }) }),
            ["Removed domain name 'api.example.com' / mappings ''", "Added domain name 'api.example.com' / mappings 'v2'"]
        },
        {
            "traffic and times",
            Before.WithApi(api => api with { Usage = Example.Unused }).WithStage(stage => stage with { LastUpdatedAt = Example.Now }), []
        },
        { "how it was read", Before.WithScope(scope => scope with { Calls = scope.Calls.SetItem("apigateway:GetStages", 9) }), [] },
        {
            "routes, which could not be read", Before.WithApi(api => api with { Routes = Denied }),
            ["NotComparable API 'orders' (a1b2c3) routes:  -> The call was denied."]
        },
        {
            "APIs, which could not be read", Before.WithScope(scope => scope with { RestApis = Denied }),
            ["NotComparable  restApis:  -> The call was denied."]
        },
        {
            "APIs, of which a page could not be read",
            Before.WithScope(scope => scope with { RestApis = ImmutableArray<Api>.Empty, MoreRestApis = Denied }),
            ["NotComparable API 'orders' (a1b2c3):  -> may not have been listed"]
        },
        { "the Region", Before with { Scopes = [] }, ["NotComparable the Region:  -> was not read"] },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Tells_what_changed_and_nothing_else(string what, Estate after, string[] changes) =>
        InventoryDiff.Of(Before, after)
            .Select(change => change is { Before: null, After: null }
                ? $"{change.Kind} {change.Thing}"
                : $"{change.Kind} {change.Thing}{(change.Property is null ? "" : $" {change.Property}")}: {change.Before} -> "
                    + $"{change.After}")
            .ShouldBe(changes, ignoreOrder: false, what);

    [Fact]
    public async Task Nothing_is_different_from_itself()
    {
        var run = await Diff(Before, Before);

        run.ExitCode.ShouldBe(ExitCode.Clean, run.Output);
        run.Output.ShouldBe("Findings from 'a.json' to 'b.json': 0 new, 0 gone.\nConfiguration: 0 changes.\n");
    }

    [Fact]
    public async Task Tells_posture_and_configuration()
    {
        var run = await Diff(Before, Before.WithRoute(route => route with { Authorization = AuthorizationKind.None }));

        run.ExitCode.ShouldBe(ExitCode.Findings);
        run.Output.ShouldContain("Findings from 'a.json' to 'b.json': 1 new, 0 gone.\n+ high      AGW1001  111122223333 eu-west-1  ");
        run.Output.ShouldContain(
            "Configuration: 2 changes.\n@@ 111122223333 eu-west-1 @@\n! API 'orders' (a1b2c3) / route 'GET /orders': authorization: "
                + "awsIam -> none\n");

        (await Diff(
            Before.WithRoute(route => route with { Authorization = AuthorizationKind.None }),
            Before)).Output.ShouldContain("0 new, 1 gone.\n- high ");
    }

    [Fact]
    public async Task What_could_not_be_compared_is_neither_the_same_nor_different()
    {
        var run = await Diff(
            Before.WithRoute(route => route with { Authorization = AuthorizationKind.None }),
            Before.WithScope(scope => scope with { RestApis = Denied }));

        run.ExitCode.ShouldBe(ExitCode.Incomplete, run.Output);
        run.Output.ShouldContain("0 new, 0 gone, 1 not looked at again.\n? high ");
        run.Output.ShouldContain("Configuration: 0 changes, 1 not comparable.");
    }

    [Fact]
    public async Task Findings_are_compared_without_their_inventories()
    {
        await Check("a", Before);
        await Check("b", Before.WithRoute(route => route with { Authorization = AuthorizationKind.None }));
        await Check("denied", Before.WithScope(scope => scope with { RestApis = Denied }));

        (await Run("diff", "a/findings.json", "b/findings.json")).ShouldSatisfyAllConditions(
            run => run.ExitCode.ShouldBe(ExitCode.Findings),
            run => run.Output.ShouldContain("1 new, 0 gone.\n+ high "),
            run => run.Output.ShouldContain("Configuration: not compared, because that takes two inventories."));
        (await Run("diff", "b/auditor.sarif", "a/findings.json")).Output.ShouldContain("0 new, 1 gone.");
        (await Run("diff", "b/findings.json", "denied/findings.json")).Output.ShouldContain("0 new, 0 gone, 1 not looked at again.");
        (await Run("diff", "a/findings.json", "a/inventory.json", "--rule", "AGW1001")).ExitCode.ShouldBe(ExitCode.Clean);
        (await Run("diff", "a/findings.json", "b/auditor.sarif"))
            .ShouldRefuse("'b/auditor.sarif' is SARIF, which does not say what was looked at");
    }

    [Fact]
    public async Task Folders_stand_for_their_inventories()
    {
        await Check("a", Before);

        (await Run("diff", "a", "a")).ExitCode.ShouldBe(ExitCode.Clean);
    }

    [Fact]
    public async Task Programs_get_json()
    {
        var run = await Diff(Before, Before.WithRoute(route => route with { Authorization = AuthorizationKind.None }), "--format", "json");

        var root = JsonDocument.Parse(run.Output).RootElement;
        root.GetProperty("different").GetBoolean().ShouldBeTrue();
        root.GetProperty("findings")
            .GetProperty("came")
            .EnumerateArray()
            .ShouldHaveSingleItem()
            .GetProperty("ruleId")
            .GetString()
            .ShouldBe("AGW1001");
        root.GetProperty("configuration")[0].EnumerateObject().Select(member => $"{member.Name}={member.Value}").ShouldBe(
            ["change=changed", "account=111122223333", "region=eu-west-1", "thing=API 'orders' (a1b2c3) / route 'GET /orders'", "property=authorization", "before=awsIam", "after=none"]);
    }

    [Fact]
    public async Task Markdown_is_a_block_that_nobody_breaks_out_of()
    {
        var run = await Diff(
            Before,
            Before.WithApi(api => api with { Name = "```\n# <script>alert(1)</script> ````" }),
            "--format",
            "markdown",
            "--output",
            "changes.md");

        run.Output.ShouldBeEmpty();
        var lines = Read("changes.md").Split('\n');
        lines[2].ShouldBe("`````diff");
        lines[^2].ShouldBe("`````");
        lines.Count(line => line.StartsWith('#')).ShouldBe(1);
    }

    [Fact]
    public async Task Names_move_no_cursor()
    {
        var run = await Diff(
            Before, Before.WithApi(api => api with { Name = "\u001b[2J\u202Eevil\r\n+ fake", Description = "\u001b]0;x\u0007" }));

        run.Output.ShouldNotContain('\u001b');
        run.Output.ShouldNotContain('\u202E');
        run.Output.Split('\n').ShouldNotContain(line => line.StartsWith("+ fake", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("diff", "a.json", "missing.json")]
    [InlineData("diff", "a.json", "a.json", "--format", "xml")]
    [InlineData("diff", "a.json", "a.json", "--output", ".")]
    [InlineData("diff", "a.json", "a.json", "--output", "no/such/folder.md")]
    public async Task Refuses(params string[] arguments)
    {
        WriteInventory(Before, "a.json");

        (await Run(arguments)).ShouldRefuse(arguments[^1] is "xml" ? "'xml' is no format" : $"'{arguments[^1]}'");
    }

    private Task<CliRun> Diff(Estate before, Estate after, params string[] more) =>
        Run(["diff", WriteInventory(before, "a.json"), WriteInventory(after, "b.json"), "--rule", "AGW1001", .. more]);

    private Task<CliRun> Check(string output, Estate estate) =>
        Run("check", "--inventory", WriteInventory(estate), "--rule", "AGW1001", "--output", output);
}
