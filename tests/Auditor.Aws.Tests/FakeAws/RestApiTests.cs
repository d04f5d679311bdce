using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;

namespace Auditor.Aws.Tests.FakeAws;

public sealed class RestApiTests
{
    private static readonly FakeRestApi Orders = new("orders")
    {
        Policy = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}]}""",
        Methods = [new("GET", "/orders"), new("POST", "/orders/{id}/lines") { AuthorizationType = "AWS_IAM", ApiKeyRequired = true }],
        Stages = [new("prod"), new("canary") { CanarySettings = new("next01") }],
        Deployments = [new("next01") { Methods = [new("DELETE", "/orders") { AuthorizationType = "CUSTOM" }] }],
    };

    [Fact]
    public async Task A_list_has_25_items_unless_more_are_asked_for_and_is_complete_when_paged()
    {
        await using var aws = await FakeAwsServer.StartAsync([.. Enumerable.Range(0, 60).Select(i => new FakeRestApi($"api {i}"))]);
        using var client = new SignedClient(aws);

        var first = await client.JsonAsync("/restapis");
        Items(first).Length.ShouldBe(25);

        var ids = new List<string>();
        for (var page = first; ;)
        {
            ids.AddRange(Items(page).Select(item => Text(item, "id")));
            if (page["position"] is null)
            {
                break;
            }

            page = await client.JsonAsync($"/restapis?position={Uri.EscapeDataString(Text(page, "position"))}");
        }

        ids.Distinct().Count().ShouldBe(60);
        Items(await client.JsonAsync("/restapis?limit=500")).Length.ShouldBe(60);
    }

    [Theory, InlineData("501"), InlineData("0"), InlineData("-1"), InlineData("many")]
    public async Task A_limit_that_AWS_does_not_allow_is_a_bad_request(string limit)
    {
        await using var aws = await FakeAwsServer.StartAsync(Orders);
        using var client = new SignedClient(aws);
        var (status, code, _) = await client.ErrorAsync($"/restapis?limit={limit}");
        (status, code).ShouldBe((400, "BadRequestException"));
    }

    [Fact]
    public async Task A_position_of_another_list_is_a_bad_request()
    {
        await using var aws = await FakeAwsServer.StartAsync([.. Enumerable.Range(0, 30).Select(i => new FakeRestApi($"api {i}"))]);
        using var client = new SignedClient(aws);
        var position = Text(await client.JsonAsync("/restapis"), "position");
        var (status, _, _) = await client.ErrorAsync($"/usageplans?position={Uri.EscapeDataString(position)}");
        status.ShouldBe(400);
    }

    [Fact]
    public async Task Without_the_Accept_header_the_answer_is_HAL()
    {
        await using var aws = await FakeAwsServer.StartAsync(Orders);
        using var client = new SignedClient(aws) { Accept = null };
        var body = await client.JsonAsync("/restapis");
        body["item"].ShouldBeNull();
        body["_links"].ShouldNotBeNull();
        body["_embedded"]?["item"]?.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_policy_is_escaped_twice_and_its_shorthand_expanded()
    {
        await using var aws = await FakeAwsServer.StartAsync(Orders);
        using var client = new SignedClient(aws);
        var policy = Text(Items(await client.JsonAsync("/restapis"))[0], "policy");
        policy.ShouldStartWith("""{\"Version\":""");
        var inner = JsonSerializer.Deserialize<string>($"\"{policy}\"").ShouldNotBeNull();
        JsonNode.Parse(inner)?["Statement"]?[0]?["Resource"]?.GetValue<string>()
            .ShouldBe($"arn:aws:execute-api:eu-west-1:123456789012:{Orders.Id}/*");
    }

    [Fact]
    public async Task What_is_not_set_is_absent_and_a_date_is_a_number()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeRestApi("plain"));
        using var client = new SignedClient(aws);
        var api = Items(await client.JsonAsync("/restapis"))[0];
        api.Select(member => member.Key).ShouldBe(
            ["id", "name", "createdDate", "apiKeySource", "endpointConfiguration", "disableExecuteApiEndpoint", "rootResourceId"], ignoreOrder: true);
        api["createdDate"]?.GetValueKind().ShouldBe(JsonValueKind.Number);
    }

    [Fact]
    public async Task Methods_are_empty_objects_unless_embedded()
    {
        await using var aws = await FakeAwsServer.StartAsync(Orders);
        using var client = new SignedClient(aws);

        var bare = Items(await client.JsonAsync($"/restapis/{Orders.Id}/resources"));
        bare.Select(resource => Text(resource, "path")).ShouldBe(["/", "/orders", "/orders/{id}", "/orders/{id}/lines"], ignoreOrder: true);
        Method(bare, "/orders/{id}/lines", "POST").Count.ShouldBe(0);

        var full = Items(await client.JsonAsync($"/restapis/{Orders.Id}/resources?embed=methods"));
        var method = Method(full, "/orders/{id}/lines", "POST");
        Text(method, "authorizationType").ShouldBe("AWS_IAM");
        method["apiKeyRequired"]?.GetValue<bool>().ShouldBeTrue();
        full.Single(resource => Text(resource, "path") == "/").ContainsKey("parentId").ShouldBeFalse();
        var parent = full.Single(resource => Text(resource, "path") == "/orders");
        Text(full.Single(resource => Text(resource, "path") == "/orders/{id}"), "parentId").ShouldBe(Text(parent, "id"));
    }

    [Fact]
    public async Task Stages_are_never_paged_and_name_their_deployments()
    {
        var api = new FakeRestApi("many") { Stages = [.. Enumerable.Range(0, 30).Select(i => new FakeStage(i.ToString("00", CultureInfo.InvariantCulture)))] };
        await using var aws = await FakeAwsServer.StartAsync(api);
        using var client = new SignedClient(aws);
        var stages = Items(await client.JsonAsync($"/restapis/{api.Id}/stages"));
        stages.Length.ShouldBe(30);
        stages.ShouldAllBe(stage => Text(stage, "deploymentId") == api.CurrentDeploymentId);
    }

    [Fact]
    public async Task A_deployment_is_a_snapshot_and_has_its_summary_only_when_asked()
    {
        await using var aws = await FakeAwsServer.StartAsync(Orders);
        using var client = new SignedClient(aws);
        (await client.JsonAsync($"/restapis/{Orders.Id}/deployments/next01")).ContainsKey("apiSummary").ShouldBeFalse();

        var canary = await client.JsonAsync($"/restapis/{Orders.Id}/deployments/next01?embed=apisummary");
        canary["apiSummary"]?.ToJsonString().ShouldBe("""{"/orders":{"DELETE":{"authorizationType":"CUSTOM","apiKeyRequired":false}}}""");

        var live = await client.JsonAsync($"/restapis/{Orders.Id}/deployments/{Orders.CurrentDeploymentId}?embed=apisummary");
        live["apiSummary"]?["/orders/{id}/lines"]?["POST"]?["apiKeyRequired"]?.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task A_deployment_can_leave_its_summary_out()
    {
        var api = Orders with { Deployments = [new("next01") { OmitsApiSummary = true }] };
        await using var aws = await FakeAwsServer.StartAsync(api);
        using var client = new SignedClient(aws);
        (await client.JsonAsync($"/restapis/{api.Id}/deployments/next01?embed=apisummary")).ContainsKey("apiSummary").ShouldBeFalse();
    }

    [Fact]
    public async Task An_export_is_what_the_stage_s_deployment_holds()
    {
        var authorizer = new FakeAuthorizer("tokens");
        var api = Orders with
        {
            Authorizers = [authorizer],
            Deployments = [new("next01") { Methods = [new("ANY", "/orders") { AuthorizationType = "CUSTOM", AuthorizerId = authorizer.Id, ApiKeyRequired = true }] }],
            Stages = [new("prod") { DeploymentId = "next01" }],
        };
        await using var aws = await FakeAwsServer.StartAsync(api);
        using var client = new SignedClient(aws);

        using var response = await client.GetAsync($"/restapis/{api.Id}/stages/prod/exports/oas30?extensions=apigateway,authorizers");
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/octet-stream");
        var export = JsonNode.Parse(await response.Content.ReadAsStringAsync());
        export?["paths"]?["/orders"]?["x-amazon-apigateway-any-method"]?["security"]
            ?.ToJsonString()
            .ShouldBe("""[{"tokens":[]},{"api_key":[]}]""");
        export?["x-amazon-apigateway-policy"]?["Statement"]?[0]?["Resource"]
            ?.GetValue<string>()
            .ShouldBe($"arn:aws:execute-api:eu-west-1:123456789012:{api.Id}/*");

        var bare = await client.JsonAsync($"/restapis/{api.Id}/stages/prod/exports/oas30");
        bare["paths"]?["/orders"]?["x-amazon-apigateway-any-method"]?["security"].ShouldBeNull();
    }

    [Fact]
    public async Task Gateway_responses_are_all_there_and_inherit_from_a_customised_default()
    {
        var api = Orders with { GatewayResponses = [new("DEFAULT_5XX") { StatusCode = "599" }] };
        await using var aws = await FakeAwsServer.StartAsync(api);
        using var client = new SignedClient(aws);
        var responses = Items(await client.JsonAsync($"/restapis/{api.Id}/gatewayresponses"))
            .ToDictionary(response => Text(response, "responseType"));
        responses.Count.ShouldBe(21);
        (Text(responses["INTEGRATION_TIMEOUT"], "statusCode"), responses["INTEGRATION_TIMEOUT"]["defaultResponse"]?.GetValue<bool>())
            .ShouldBe(("599", true));
        (Text(responses["WAF_FILTERED"], "statusCode"), responses["DEFAULT_5XX"]["defaultResponse"]?.GetValue<bool>())
            .ShouldBe(("403", false));
        responses["DEFAULT_4XX"].ContainsKey("statusCode").ShouldBeFalse();
    }

    [Fact]
    public async Task An_unknown_API_is_not_found_in_AWS_s_words()
    {
        await using var aws = await FakeAwsServer.StartAsync(Orders);
        using var client = new SignedClient(aws);
        var (status, code, body) = await client.ErrorAsync("/restapis/nosuchapi0/stages");
        (status, code).ShouldBe((404, "NotFoundException"));
        Text(body, "message").ShouldBe("Invalid API identifier specified 123456789012:nosuchapi0");
    }

    [Fact]
    public async Task Keys_of_a_usage_plan_carry_their_values_and_the_list_of_keys_does_not()
    {
        var key = new FakeApiKey("partner") { Value = "very-secret" };
        var plan = new FakeUsagePlan("gold") { KeyIds = [key.Id] };
        await using var aws = await FakeAwsServer.StartAsync(new FakeRegion("eu-west-1") { ApiKeys = [key], UsagePlans = [plan] });
        using var client = new SignedClient(aws);
        (await client.JsonAsync("/apikeys")).ToJsonString().ShouldNotContain("very-secret");
        (await client.JsonAsync($"/usageplans/{plan.Id}/keys")).ToJsonString().ShouldContain("very-secret");
    }

    private static ImmutableArray<JsonObject> Items(JsonObject body) => [.. body["item"].ShouldBeOfType<JsonArray>().OfType<JsonObject>()];

    private static string Text(JsonObject item, string name) => item[name].ShouldNotBeNull().GetValue<string>();

    private static JsonObject Method(IEnumerable<JsonObject> resources, string path, string verb) =>
        resources.Single(resource => Text(resource, "path") == path)["resourceMethods"]?[verb].ShouldBeOfType<JsonObject>() ?? [];
}
