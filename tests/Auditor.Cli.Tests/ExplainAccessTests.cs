using System.Collections.Immutable;
using System.Text.Json;
using Auditor.Cli.Tests.Support;
using Auditor.Core.Inventory;

namespace Auditor.Cli.Tests;

public sealed class ExplainAccessTests : CliTests
{
    private const string Policy = """
        {"Version":"2012-10-17","Statement":[
          {"Sid":"Office","Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}},
          {"Sid":"Printer","Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"IpAddress":{"aws:SourceIp":"203.0.113.9/32"}}}]}
        """;

    private static readonly Api Office = new()
    {
        Id = "a1b2c3d4e5",
        Name = "office",
        Kind = ApiKind.Rest,
        EndpointType = EndpointType.Regional,
        ResourcePolicy = Policy,
        Stages = ImmutableArray.Create(new Stage { Name = "prod", DeploymentId = "d1" }),
        Routes = ImmutableArray<Route>.Empty,
        Deployments = [new()
        {
            Id = "d1",
            Methods = ImmutableArray.Create(
                new DeployedMethod { Key = "POST /orders", Authorization = AuthorizationKind.None },
                new DeployedMethod { Key = "GET /admin", Authorization = AuthorizationKind.AwsIam },
                new DeployedMethod { Key = "GET /keyed", Authorization = AuthorizationKind.None, ApiKeyRequired = true }),
        }],
    };

    private static readonly UsagePlan Plan = new()
    {
        Id = "p1",
        Name = "partners",
        Stages = [new() { ApiId = "a1b2c3d4e5", Stage = "prod" }],
        ApiKeyIds = ImmutableArray.Create("k1"),
    };

    private static Scope Keyed(bool isEnabled) => Estates.EmptyScope with
    {
        RestApis = ImmutableArray.Create(Office),
        UsagePlans = ImmutableArray.Create(Plan),
        ApiKeys = ImmutableArray.Create(new ApiKey { Id = "k1", Name = "partner", Enabled = isEnabled }),
    };

    private Task<CliRun> Explain(string request, params string[] more) => Run(
        ["explain-access", "--inventory", WriteInventory(Estates.Of(Keyed(isEnabled: true))), "--api", "a1b2c3d4e5", "--stage", "prod", request, .. more]);

    [Theory]
    [InlineData("POST /orders", "203.0.113.7", "anonymous", "Allowed: ")]
    [InlineData("post /orders?x=1", "203.0.113.7", "anonymous", "Allowed: ")]
    [InlineData("POST /orders", "203.0.113.9", "anonymous", "Denied: Statement 'Printer'")]
    [InlineData("POST /orders", "198.51.100.4", "anonymous", "Denied: No statement")]
    [InlineData("POST /nowhere", "203.0.113.7", "anonymous", "Denied: Route matching")]
    [InlineData("GET /admin", "203.0.113.7", "anonymous", "Denied: The request is not signed")]
    [InlineData(
        "GET /admin",
        "203.0.113.7",
        "arn:aws:iam::111122223333:role/shop",
        "Allowed: Statement 'Office' of the resource policy allows it, which is enough within the account, unless a policy of the "
            + "principal's own, which were not read, denies it")]
    [InlineData("GET /admin", "203.0.113.7", "arn:aws:iam::444455556666:role/shop", "Allowed if: An identity policy")]
    [InlineData(
        "GET /admin",
        "203.0.113.7",
        "arn:aws:sts::111122223333:assumed-role/shop/jane@acme.example",
        "Allowed: Statement 'Office' of the resource policy allows it")]
    [InlineData("GET /admin", "203.0.113.7", " arn:aws:iam::444455556666:role/shop", "Allowed if: An identity policy")]
    [InlineData("GET /admin", "203.0.113.7", "arn:aws-us-gov:sts::111122223333:federated-user/bob", "Allowed: Statement 'Office'")]
    [InlineData("GET /keyed", "203.0.113.7", "anonymous", "Allowed if: An API key")]
    public async Task Tells_the_decision_and_the_step_that_makes_it(string request, string address, string principal, string first)
    {
        var run = await Explain(request, "--from-ip", address, "--as", principal);

        run.ExitCode.ShouldBe(ExitCode.Clean, run.Error);
        run.Output.ShouldStartWith(first, Case.Sensitive);
    }

    [Fact]
    public async Task Without_an_enabled_key_nobody_gets_through()
    {
        var inventory = WriteInventory(Estates.Of(Keyed(isEnabled: false)));

        var run = await Run(
            "explain-access", "-i", inventory, "--api", "a1b2c3d4e5", "--stage", "prod", "GET /keyed", "--from-ip", "203.0.113.7");

        run.Output.ShouldStartWith("Denied: API key: one must be sent, and no enabled key is in a usage plan of stage 'prod'.");
    }

    [Fact]
    public async Task Shows_each_step()
    {
        var run = await Explain("POST /orders", "--from-ip", "203.0.113.7");

        run.Output.Split('\n').Where(line => line.StartsWith("  ", StringComparison.Ordinal)).ShouldBe(
        [
            "  endpoint        https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com/prod",
            "  route matching  POST /orders",
            "  resource policy statement 'Office' allows it",
            "  authorization   NONE: nothing is asked for",
        ]);
    }

    [Fact]
    public async Task Speaks_to_programs()
    {
        var run = await Explain("POST /orders", "--from-ip", "203.0.113.9", "--format", "json");

        using var json = JsonDocument.Parse(run.Output);
        json.RootElement.GetProperty("decision").GetString().ShouldBe("denied");
        json.RootElement.GetProperty("steps").EnumerateArray().Last().GetProperty("what").GetString().ShouldBe("authorization");
    }

    [Fact]
    public async Task What_cannot_be_told_is_an_exit_code()
    {
        var broken = Office with { ResourcePolicy = "no JSON" };
        var inventory = WriteInventory(Estates.Of(Estates.EmptyScope with { RestApis = ImmutableArray.Create(broken) }));
        var run = await Run(
            "explain-access", "-i", inventory, "--api", "a1b2c3d4e5", "--stage", "prod", "POST /orders", "--from-ip", "203.0.113.7");

        run.ExitCode.ShouldBe(ExitCode.Incomplete);
        run.Output.ShouldStartWith("Could not tell: The resource policy of API 'office' cannot be read");
    }

    [Fact]
    public async Task Refuses_what_is_no_request_or_not_there()
    {
        (await Explain("orders", "--from-ip", "203.0.113.7")).ShouldRefuse("'orders'", "POST /orders");
        (await Explain("POST /orders")).ShouldRefuse("--from-ip", "--vpce");
        (await Explain("POST /orders", "--from-ip", "10.0.0.7")).ShouldRefuse("--from-ip", "no public address");
        (await Explain("POST /orders", "--from-ip", "203.0.113.0/24")).ShouldRefuse("--from-ip", "'203.0.113.0/24'");
        (await Explain("POST /orders", "--from-ip", "203.0.113.7", "--as", "me")).ShouldRefuse("--as", "'me'");
        (await Explain("POST /orders", "--from-ip", "203.0.113.7", "--as", "arn:aws:sts::111122223333:assumed-role/shop"))
            .ShouldRefuse("--as");
        (await Explain("POST /orders", "--from-ip", "203.0.113.7", "--as", "arn:aws:sts::111122223333:assumed-role/apps/shop/jane"))
            .ShouldRefuse("--as");
        (await Explain("POST /orders", "--from-ip", "203.0.113.7", "--vpc", "vpc-1")).ShouldRefuse("--vpc", "--vpce");
        (await Explain("POST /orders", "--from-ip", "203.0.113.7", "--stage", "prd")).ShouldRefuse();
        var inventory = WriteInventory(Estates.Of(Estates.EmptyScope with { RestApis = ImmutableArray.Create(Office) }));
        (await Run("explain-access", "-i", inventory, "--api", "a1b2c3d4e5", "--stage", "prd", "POST /orders", "--from-ip", "203.0.113.7"))
            .ShouldRefuse("--stage", "did you mean 'prod'?");
        (await Run("explain-access", "-i", inventory, "--api", "other", "--stage", "prod", "POST /orders", "--from-ip", "203.0.113.7"))
            .ShouldRefuse("--api", "'other'");
    }
}
