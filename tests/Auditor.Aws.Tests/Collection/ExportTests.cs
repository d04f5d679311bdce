using System.Text.Json;
using Auditor.Aws.Collection;
using Auditor.Aws.Wire;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Faults;
using Api = Auditor.Core.Inventory.Api;

namespace Auditor.Aws.Tests.Collection;

/// <summary>Where the working copy is not what is deployed, an export says what is.</summary>
public sealed class ExportTests
{
    private const string Function = "arn:aws:lambda:eu-west-1:123456789012:function:orders";

    private static readonly FakeAuthorizer Token = new("token") { AuthorizerUri = FakeIntegration.Lambda(Function).Uri };

    private static readonly FakeAuthorizer Pool = new("pool") { Type = "COGNITO_USER_POOLS", AuthType = "cognito_user_pools", ProviderArns = ["arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_abcdefghi"] };

    private static readonly FakeRestApi Edited = new("orders")
    {
        Id = "orders0001",
        Authorizers = [Token with { AuthorizerUri = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:new/invocations" }],
        Policy = """{"Version":"2012-10-17","Statement":[]}""",
        Methods = [new("GET", "/orders")],
        Deployments =
        [
            new("dep001")
            {
                Authorizers = [Token, Pool],
                Policy = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}]}""",
                Methods =
                [
                    new("GET", "/orders") { AuthorizationType = "CUSTOM", AuthorizerId = Token.Id, Integration = FakeIntegration.Lambda(Function) },
                    new("POST", "/orders") { AuthorizationType = "COGNITO_USER_POOLS", AuthorizerId = Pool.Id, AuthorizationScopes = ["orders/write"], Integration = FakeIntegration.Http("https://app:hunter2@backend.example/x") },
                    new("ANY", "/files/{proxy+}") { AuthorizationType = "AWS_IAM", Integration = new() { Type = "HTTP_PROXY", Uri = "https://inside.example", ConnectionType = "VPC_LINK", ConnectionId = "vpcl01", InsecureSkipVerification = true } },
                    new("DELETE", "/orders") { ApiKeyRequired = true, Integration = new() { Type = "AWS", Uri = "arn:aws:apigateway:eu-west-1:s3:path/x", Credentials = "arn:aws:iam::123456789012:role/s3" } },
                ],
            },
        ],
        Stages = [new("prod") { DeploymentId = "dep001" }, new("test") { DeploymentId = "dep001" }],
    };

    [Fact]
    public async Task A_drifted_API_is_judged_by_what_its_export_says()
    {
        await using var aws = await FakeAwsServer.StartAsync(Edited);

        var scope = await Collected.ScopeAsync(aws, Needs.Routes | Needs.Authorizers);

        scope.Gaps.ShouldBeEmpty();
        Collected.CallsOf(aws).Where(call => call.StartsWith("GetExport", StringComparison.Ordinal)).ShouldBe(["GetExport /restapis/orders0001/stages/prod/exports/oas30?extensions=apigateway%2Cauthorizers"]);
        aws.UnexpectedCalls.ShouldBeEmpty();
        var api = scope.RestApis.Value.Single();
        var live = Live(scope, api);
        live.Keys.Order(StringComparer.Ordinal).ShouldBe(["ANY /files/{proxy+}", "DELETE /orders", "GET /orders", "POST /orders"]);
        live.Values.ShouldAllBe(route => route.IsExported && route.Basis == Basis.Deployment && route.Caveat == null);
        Summary(live["GET /orders"]).ShouldBe((AuthorizationKind.Custom, Token.Id, false, IntegrationType.AwsProxy, FakeIntegration.Lambda(Function).Uri));
        Summary(live["POST /orders"]).ShouldBe((AuthorizationKind.CognitoUserPools, "pool", false, IntegrationType.HttpProxy, "https://***@backend.example/x"));
        live["POST /orders"].Route.AuthorizationScopes.ShouldBe(["orders/write"]);
        Summary(live["ANY /files/{proxy+}"]).ShouldBe((AuthorizationKind.AwsIam, null, false, IntegrationType.HttpProxy, "https://inside.example"));
        live["ANY /files/{proxy+}"].Route.Integration.Value.ShouldNotBeNull().ShouldSatisfyAllConditions(
            integration => integration.ThroughVpcLink.ShouldBeTrue(),
            integration => integration.ConnectionId.ShouldBe("vpcl01"),
            integration => integration.InsecureSkipVerification.ShouldBeTrue());
        Summary(live["DELETE /orders"]).ShouldBe((AuthorizationKind.None, null, true, IntegrationType.Aws, "arn:aws:apigateway:eu-west-1:s3:path/x"));
        live["DELETE /orders"].Route.Integration.Value.ShouldNotBeNull().CredentialsArn.ShouldBe("arn:aws:iam::123456789012:role/s3");
        var authorizers = live["GET /orders"].Api.Authorizers.Value.ToDictionary(authorizer => authorizer.Name);
        authorizers["token"].Uri.ShouldBe(Token.AuthorizerUri);
        authorizers["token"].IdentitySources.ShouldBe(["method.request.header.Authorization"]);
        authorizers["pool"].ProviderArns.ShouldBe(Pool.ProviderArns);
        live["GET /orders"].Api.ResourcePolicy.ShouldNotBeNull().ShouldContain("arn:aws:execute-api:eu-west-1:123456789012:orders0001/");
    }

    public static TheoryData<string, FakeRestApi> Same => new()
    {
        { "the deployment is the working copy", Edited with { Methods = Edited.Deployments[0].Methods ?? [] } },
        { "there is no stage", Edited with { Stages = [] } },
        { "only the canary differs", Edited with { Methods = Edited.Deployments[0].Methods ?? [], Deployments = [Edited.Deployments[0], new("dep002") { Methods = [new("GET", "/")] }], Stages = [new("prod") { DeploymentId = "dep001", CanarySettings = new("dep002") }] } },
    };

    [Theory]
    [MemberData(nameof(Same))]
    public async Task Nothing_is_exported_where_it_would_say_nothing_new(string because, FakeRestApi api)
    {
        await using var aws = await FakeAwsServer.StartAsync(api);

        await Collected.ScopeAsync(aws, Needs.Routes);

        aws.CallCounts.ShouldNotContainKey("GetExport", because);
    }

    [Fact]
    public async Task A_denied_export_is_a_gap_and_the_summary_still_counts()
    {
        await using var aws = await FakeAwsServer.StartAsync(Edited);
        aws.Inject(FakeFault.Error("GetExport", 403, "AccessDeniedException").Always);

        var scope = await Collected.ScopeAsync(aws, Needs.Routes);

        scope.Gaps.ShouldHaveSingleItem().Target.ShouldBe("arn:aws:apigateway:eu-west-1::/restapis/orders0001/stages/prod");
        ShouldRestOnTheSummary(scope);
    }

    [Fact]
    public async Task An_API_that_cannot_be_exported_is_no_gap_because_nobody_can_mend_it()
    {
        await using var aws = await FakeAwsServer.StartAsync(Edited);
        aws.Inject(FakeFault.Error("GetExport", 400, "BadRequestException", "Models must be application/json").Always);

        var scope = await Collected.ScopeAsync(aws, Needs.Routes);

        scope.Gaps.ShouldBeEmpty();
        scope.RestApis.Value.Single().Deployments.Single().Definition.Unknown.ShouldNotBeNull().Because.ShouldContain("Models must be application/json");
        ShouldRestOnTheSummary(scope);
    }

    [Fact]
    public async Task An_export_of_another_deployment_is_not_taken_for_this_one()
    {
        await using var aws = await FakeAwsServer.StartAsync(Edited);
        aws.Inject(FakeFault.Rewritten("GetExport", "\"/orders\"", "\"/invoices\""));

        var scope = await Collected.ScopeAsync(aws, Needs.Routes);

        scope.RestApis.Value.Single().Deployments.Single().Definition.Unknown.ShouldNotBeNull().Code.ShouldBe("OtherDeployment");
        ShouldRestOnTheSummary(scope);
    }

    [Fact]
    public async Task An_export_without_a_policy_does_not_prove_that_there_is_none()
    {
        await using var aws = await FakeAwsServer.StartAsync(Edited with { Deployments = [Edited.Deployments[0] with { Policy = "" }] });

        var scope = await Collected.ScopeAsync(aws, Needs.Routes);

        var route = Live(scope, scope.RestApis.Value.Single())["GET /orders"];
        route.Api.ResourcePolicy.ShouldNotBeNull();
        route.Caveat.ShouldNotBeNull().ShouldContain("no resource policy");
    }

    [Theory]
    [InlineData("{}", "")]
    [InlineData("""{"paths":{"/a":{"parameters":[{"name":"x"}],"summary":"s","$ref":"x","servers":[],"get":{}}}}""", "GET /a None")]
    [InlineData("""{"paths":{"/a":{"get":"x","post":null},"/b":[],"/c":null}}""", "")]
    [InlineData("""{"paths":{"/a":{"get":{"security":[{"unknown":[]}]}}}}""", "GET /a None")]
    [InlineData("""{"paths":{"/a":{"get":{"security":[null,{"k":null}]}}},"components":{"securitySchemes":{"k":{"type":"apiKey","name":"X-API-Key","in":"header"}}}}""", "GET /a None key")]
    [InlineData("""{"paths":{"/a":{"get":{"security":[{"x":[]}]}}},"components":{"securitySchemes":{"x":{"type":"apiKey","name":"n","x-amazon-apigateway-authtype":"fresh"}}}}""", "GET /a ?")]
    [InlineData("""{"paths":{"/a":{"get":{"security":[{"x":[]}],"x-amazon-apigateway-integration":{"type":"fresh","uri":null}}}},"components":{"securitySchemes":{"x":{"x-amazon-apigateway-authorizer":{"type":"fresh"}},"y":null}},"x-amazon-apigateway-policy":"text"}""", "GET /a Custom")]
    public void Whatever_shape_an_export_has(string json, string expected)
    {
        var export = JsonSerializer.Deserialize(json, WireJson.Default.RestExport).ShouldNotBeNull();

        var definition = new ExportedDeployment(export, new Api { Id = "a", Name = "a", Kind = ApiKind.Rest }).Definition();

        string.Join(", ", definition.Routes.Select(route => $"{route.Key} {(route.Authorization.IsKnown ? route.Authorization.Value : "?")}{(route.ApiKeyRequired ? " key" : "")}")).ShouldBe(expected);
    }

    private static Dictionary<string, DeployedRoute> Live(Scope scope, Api api) => DeployedRoutes.Of(scope, api, api.Stages.Value[0]).Value.ToDictionary(route => route.Route.Key);

    private static (AuthorizationKind, string?, bool, IntegrationType?, string?) Summary(DeployedRoute route) =>
        (route.Route.Authorization.Value, route.Route.AuthorizerId, route.Route.ApiKeyRequired, route.Route.Integration.Value?.Type, route.Route.Integration.Value?.Uri);

    private static void ShouldRestOnTheSummary(Scope scope)
    {
        var live = Live(scope, scope.RestApis.Value.Single());
        live["GET /orders"].Route.Authorization.Value.ShouldBe(AuthorizationKind.Custom);
        live["GET /orders"].IsExported.ShouldBeFalse();
        live["POST /orders"].Route.Integration.IsKnown.ShouldBeFalse();
    }
}
