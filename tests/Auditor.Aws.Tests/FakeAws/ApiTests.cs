using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;

namespace Auditor.Aws.Tests.FakeAws;

public sealed class ApiTests
{
    private static readonly FakeApi Http = new("http")
    {
        Routes = [.. Enumerable.Range(0, 30).Select(i => new FakeRoute($"GET /{i}") { IntegrationId = "i1" })],
        Authorizers = [new("jwt") { Issuer = "https://issuer.example.com/", Audience = ["orders"] }],
        Integrations = [new("i1") { Uri = "arn:aws:lambda:eu-west-1:123456789012:function:f" }],
        Deployments = [new("d1") { Status = "FAILED", StatusMessage = "broken" }],
        Stages = [new() { AutoDeploy = true, RouteSettings = ImmutableDictionary<string, FakeRouteSettings>.Empty.Add("GET /1", new() { ThrottlingRateLimit = 5 }) }],
    };

    private static readonly FakeRegion Region = new("eu-west-1")
    {
        Apis = [Http, new("socket", "WEBSOCKET")],
        RestApis = [new("rest") { Id = "restapi001" }],
        Domains =
        [
            new("api.example.com") { Mappings = [new("restapi001", "prod"), new("restapi001", "prod", "a/b"), new(Http.Id, "$default", "http")] },
            new("inside.example.com") { EndpointType = "PRIVATE", DomainNameId = "x1", Policy = """{"Version":"2012-10-17"}""" },
        ],
    };

    [Fact]
    public async Task Lists_are_paged_by_nextToken()
    {
        await using var aws = await FakeAwsServer.StartAsync(Region);
        using var client = new SignedClient(aws);
        var first = await client.JsonAsync($"/v2/apis/{Http.Id}/routes");
        var token = Text(first, "nextToken");
        var second = await client.JsonAsync($"/v2/apis/{Http.Id}/routes?nextToken={Uri.EscapeDataString(token)}");
        second.ContainsKey("nextToken").ShouldBeFalse();
        Items(first).Concat(Items(second)).Select(route => Text(route, "routeKey")).Distinct().Count().ShouldBe(30);
        Text(Items(first)[0], "target").ShouldBe("integrations/i1");
    }

    [Fact]
    public async Task Members_are_lower_camel_case_and_dates_are_text_without_any_Accept_header()
    {
        await using var aws = await FakeAwsServer.StartAsync(Region);
        using var client = new SignedClient(aws) { Accept = null };
        var apis = Items(await client.JsonAsync("/v2/apis"));
        Text(apis[0], "protocolType").ShouldBe("HTTP");
        Text(apis[0], "createdDate").ShouldBe("2025-03-02T10:00:00Z");
        Text(apis[1], "apiEndpoint").ShouldStartWith("wss://");
        // aws-facts.md A.4: v2 APIs have neither.
        apis.ShouldAllBe(api => !api.ContainsKey("policy") && !api.ContainsKey("securityPolicy"));
    }

    [Fact]
    public async Task A_stage_has_no_web_ACL_and_a_deployment_may_have_failed()
    {
        await using var aws = await FakeAwsServer.StartAsync(Region);
        using var client = new SignedClient(aws);
        var stage = Items(await client.JsonAsync($"/v2/apis/{Http.Id}/stages")).Single();
        Text(stage, "stageName").ShouldBe("$default");
        stage.ContainsKey("webAclArn").ShouldBeFalse();
        stage["routeSettings"]?["GET /1"]?["throttlingRateLimit"]?.GetValue<double>().ShouldBe(5);
        Text(Items(await client.JsonAsync($"/v2/apis/{Http.Id}/deployments")).Single(), "deploymentStatus").ShouldBe("FAILED");
    }

    [Fact]
    public async Task Authorizers_have_a_list_of_identity_sources()
    {
        await using var aws = await FakeAwsServer.StartAsync(Region);
        using var client = new SignedClient(aws);
        var authorizer = Items(await client.JsonAsync($"/v2/apis/{Http.Id}/authorizers")).Single();
        authorizer["identitySource"].ShouldBeOfType<JsonArray>();
        authorizer["jwtConfiguration"]?["issuer"]?.GetValue<string>().ShouldBe("https://issuer.example.com/");
    }

    [Fact]
    public async Task Mappings_with_several_levels_and_of_HTTP_APIs_are_in_v2_only()
    {
        await using var aws = await FakeAwsServer.StartAsync(Region);
        using var client = new SignedClient(aws);
        Items(await client.JsonAsync("/v2/domainnames/api.example.com/apimappings"))
            .Select(mapping => Text(mapping, "apiMappingKey"))
            .ShouldBe(["", "a/b", "http"]);
        (await client.JsonAsync("/domainnames/api.example.com/basepathmappings"))["item"]
            ?.AsArray()
            .Select(mapping => mapping?["basePath"]?.GetValue<string>())
            .ShouldBe(["(none)"]);
    }

    [Fact]
    public async Task Private_domains_and_their_policies_are_in_v1_only()
    {
        await using var aws = await FakeAwsServer.StartAsync(Region);
        using var client = new SignedClient(aws);
        Items(await client.JsonAsync("/v2/domainnames")).Length.ShouldBe(1);
        var inside = (await client.JsonAsync("/domainnames"))["item"]?[1].ShouldBeOfType<JsonObject>() ?? [];
        Text(inside, "domainNameArn").ShouldBe("arn:aws:apigateway:eu-west-1:123456789012:/domainnames/inside.example.com+x1");
        Text(inside, "policy").ShouldStartWith("""{\"Version\":""");
    }

    [Fact]
    public async Task Routing_rules_have_an_envelope_and_an_action_of_their_own()
    {
        var domain = new FakeDomain("api.example.com")
        {
            RoutingRules =
            [
                new(20, "restapi001", "prod"),
                new(10, "restapi001", "beta") { BasePaths = ["v2"], Headers = [new("x-beta", "*")] },
            ],
        };
        var region = new FakeRegion("eu-west-1") { Domains = [domain] };
        await using var aws = await FakeAwsServer.StartAsync(region);
        using var client = new SignedClient(aws);
        var body = await client.JsonAsync("/v2/domainnames/api.example.com/routingrules?maxResults=100");
        var rules = body["routingRules"].ShouldBeOfType<JsonArray>();
        rules.Select(rule => rule?["priority"]?.GetValue<int>()).ShouldBe([10, 20]);
        rules[0]?["conditions"]?.AsArray().Count.ShouldBe(2);
        rules[0]?["actions"]?[0]?["invokeApi"]?["stage"]?.GetValue<string>().ShouldBe("beta");

        await using var denied = await FakeAwsServer.StartAsync(
            new FakeEstate { Accounts = [new() { Regions = [region], Permissions = FakePermissions.Nothing.Allowing("apigateway:GET") }] });
        using var reader = new SignedClient(denied);
        (await reader.ErrorAsync("/v2/domainnames/api.example.com/routingrules")).Status.ShouldBe(403);
    }

    [Fact]
    public async Task Access_associations_of_other_accounts_are_a_list_of_their_own()
    {
        var region = new FakeRegion("eu-west-1") { AccessAssociations = [new("in.example.com", "vpce-1"), new("in.example.com", "vpce-2") { IsOfAnotherAccount = true }] };
        await using var aws = await FakeAwsServer.StartAsync(region);
        using var client = new SignedClient(aws);
        (await client.JsonAsync("/domainnameaccessassociations"))["item"]
            ?.AsArray()
            .Select(item => item?["accessAssociationSource"]?.GetValue<string>())
            .ShouldBe(["vpce-1"]);
        (await client.JsonAsync("/domainnameaccessassociations?resourceOwner=OTHER_ACCOUNTS"))["item"]
            ?.AsArray()
            .Select(item => item?["accessAssociationSource"]?.GetValue<string>())
            .ShouldBe(["vpce-2"]);
    }

    [Fact]
    public async Task China_has_its_own_partition_and_names()
    {
        var estate = FakeEstate.Of(
            new FakeRegion("cn-north-1") { Apis = [new("http")], Domains = [new("api.example.cn")] }) with
        { Partition = "aws-cn" };
        await using var aws = await FakeAwsServer.StartAsync(estate);
        using var client = new SignedClient(aws, region: "cn-north-1");
        Text(Items(await client.JsonAsync("/v2/apis")).Single(), "apiEndpoint").ShouldEndWith(".execute-api.cn-north-1.amazonaws.com.cn");
        (await client.JsonAsync("/domainnames"))["item"]?[0]?["domainNameArn"]
            ?.GetValue<string>()
            .ShouldBe("arn:aws-cn:apigateway:cn-north-1::/domainnames/api.example.cn");
    }

    [Fact]
    public async Task An_API_of_another_Region_is_not_found()
    {
        await using var aws = await FakeAwsServer.StartAsync(Region);
        using var client = new SignedClient(aws, region: "us-east-1");
        (await client.ErrorAsync($"/v2/apis/{Http.Id}/stages")).Code.ShouldBe("NotFoundException");
        Items(await client.JsonAsync("/v2/apis")).ShouldBeEmpty();
    }

    [Fact]
    public void An_estate_survives_being_written_to_a_file_and_read_back()
    {
        var estate = new FakeEstateGenerator(7).Estate(new(RestApis: 3, MethodsPerRestApi: 4));
        var json = estate.ToJson();
        FakeEstate.Parse(json).ToJson().ShouldBe(json);
        Should.Throw<JsonException>(() => FakeEstate.Parse("""{"acounts":[]}"""));
    }

    [Fact]
    public async Task A_generated_estate_follows_from_its_seed_and_is_served_whole()
    {
        var size = new FakeEstateSize(RestApis: 30, MethodsPerRestApi: 80, HttpApis: 3, WebSocketApis: 2);
        var estate = new FakeEstateGenerator(42).Estate(size);
        new FakeEstateGenerator(42).Estate(size).ToJson().ShouldBe(estate.ToJson());
        new FakeEstateGenerator(43).Estate(size).ToJson().ShouldNotBe(estate.ToJson());

        await using var aws = await FakeAwsServer.StartAsync(estate);
        using var client = new SignedClient(aws);
        var ids = (await client.JsonAsync("/restapis?limit=500"))["item"]
            .ShouldBeOfType<JsonArray>()
            .Select(api => api?["id"]?.GetValue<string>())
            .ToImmutableArray();
        ids.Distinct().Count().ShouldBe(30);
        var methods = (await client.JsonAsync($"/restapis/{ids[0]}/resources?embed=methods&limit=500"))["item"].ShouldBeOfType<JsonArray>()
            .Sum(resource => (resource?["resourceMethods"] as JsonObject)?.Count ?? 0);
        methods.ShouldBe(80);
        Items(await client.JsonAsync("/v2/apis")).Length.ShouldBe(5);
    }

    private static ImmutableArray<JsonObject> Items(JsonObject body) => [.. body["items"].ShouldBeOfType<JsonArray>().OfType<JsonObject>()];

    private static string Text(JsonObject item, string name) => item[name].ShouldNotBeNull().GetValue<string>();
}
