using System.Text.Json;
using Auditor.Aws.Reading;
using Auditor.Aws.Services.ApiGateway;
using Auditor.Aws.Services.ApiGateway.Wire;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Secrets;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Faults;
using Api = Auditor.Core.Inventory.Api;

namespace Auditor.Aws.Tests.Collection;

/// <summary>What is deployed is read from one export for each deployment; what is configured stands in only where there is none.</summary>
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
                    new(
                        "ANY",
                        "/files/{proxy+}") { AuthorizationType = "AWS_IAM", Integration = new() { Type = "HTTP_PROXY", Uri = "https://inside.example", ConnectionType = "VPC_LINK", ConnectionId = "vpcl01", InsecureSkipVerification = true } },
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
        Collected.CallsOf(aws)
            .Where(call => call.StartsWith("GetExport", StringComparison.Ordinal))
            .ShouldBe(["GetExport /restapis/orders0001/stages/prod/exports/oas30?extensions=apigateway%2Cauthorizers"]);
        aws.UnexpectedCalls.ShouldBeEmpty();
        var api = scope.RestApis.Value.Single();
        var live = Live(scope, api);
        live.Keys.Order(StringComparer.Ordinal).ShouldBe(["ANY /files/{proxy+}", "DELETE /orders", "GET /orders", "POST /orders"]);
        live.Values.ShouldAllBe(route => route.IsExported && route.Basis == Basis.Deployment && route.Caveat == null);
        Summary(live["GET /orders"])
            .ShouldBe((AuthorizationKind.Custom, Token.Id, false, IntegrationType.AwsProxy, FakeIntegration.Lambda(Function).Uri));
        Summary(live["POST /orders"])
            .ShouldBe((AuthorizationKind.CognitoUserPools, "pool", false, IntegrationType.HttpProxy, "https://[secret: credential in an "
                + "address]@backend.example/x"));
        live["POST /orders"].Route.AuthorizationScopes.ShouldBe(["orders/write"]);
        Summary(live["ANY /files/{proxy+}"])
            .ShouldBe((AuthorizationKind.AwsIam, null, false, IntegrationType.HttpProxy, "https://inside.example"));
        live["ANY /files/{proxy+}"].Route.Integration.Value.ShouldNotBeNull().ShouldSatisfyAllConditions(
            integration => integration.ThroughVpcLink.ShouldBeTrue(),
            integration => integration.ConnectionId.ShouldBe("vpcl01"),
            integration => integration.InsecureSkipVerification.ShouldBeTrue());
        Summary(live["DELETE /orders"])
            .ShouldBe((AuthorizationKind.None, null, true, IntegrationType.Aws, "arn:aws:apigateway:eu-west-1:s3:path/x"));
        live["DELETE /orders"].Route.Integration.Value.ShouldNotBeNull().CredentialsArn.ShouldBe("arn:aws:iam::123456789012:role/s3");
        var authorizers = live["GET /orders"].Api.Authorizers.Value.ToDictionary(authorizer => authorizer.Name);
        authorizers["token"].Uri.ShouldBe(Token.AuthorizerUri);
        authorizers["token"].IdentitySources.ShouldBe(["method.request.header.Authorization"]);
        authorizers["pool"].ProviderArns.ShouldBe(Pool.ProviderArns);
        live["GET /orders"].Api.ResourcePolicy.ShouldNotBeNull().ShouldContain("arn:aws:execute-api:eu-west-1:123456789012:orders0001/");
    }

    [Fact]
    public async Task One_export_is_made_for_each_distinct_deployment_that_a_stage_serves()
    {
        await using var aws = await FakeAwsServer.StartAsync(Edited with
        {
            Deployments =
            [
                .. Edited.Deployments,
                new("dep002") { Methods = [new("GET", "/")] },
                new("dep003") { Methods = [new("GET", "/")] },
            ],
            Stages = [.. Edited.Stages, new("next") { DeploymentId = "dep002", CanarySettings = new("dep003") { PercentTraffic = 10 } }],
        });

        var api = (await Collected.ScopeAsync(aws, Needs.Routes)).RestApis.Value.Single();

        Collected.CallsOf(aws).Where(call => call.StartsWith("GetExport", StringComparison.Ordinal)).Select(call => call.Split('?')[0])
            .ShouldBe(
            [
                "GetExport /restapis/orders0001/stages/next/exports/oas30",
                "GetExport /restapis/orders0001/stages/prod/exports/oas30",
            ]);
        api.Deployments.Select(deployment => (deployment.Id, deployment.Definition.IsKnown))
            .ShouldBe([("dep001", true), ("dep002", true), ("dep003", false)]);
        api.Deployments[2].Definition.Unknown.ShouldNotBeNull().Code.ShouldBe(ServedApi.CanaryOnly);
    }

    public static TheoryData<string, FakeRestApi, bool> Switches => new()
    {
        {
            "saved and not deployed",
            Edited with
            {
                DisableExecuteApiEndpoint = true,
                Deployments = [Edited.Deployments[0] with { DisableExecuteApiEndpoint = false }],
            },
            false
        },
        { "deployed", Edited with { DisableExecuteApiEndpoint = true }, true },
        {
            "switched on again and not deployed",
            Edited with { Deployments = [Edited.Deployments[0] with { DisableExecuteApiEndpoint = true, CreatedDate = Edited.Stages[0].LastUpdatedDate }] },
            true
        },
        {
            "switched on again, and the stage was updated since",
            Edited with
            {
                Deployments = [Edited.Deployments[0] with { DisableExecuteApiEndpoint = true }],
                Stages = [Edited.Stages[0] with { LastUpdatedDate = Edited.Stages[0].LastUpdatedDate.AddDays(1) }],
            },
            false
        },
        { "never switched off", Edited, false },
    };

    // Disable the default endpoint for REST APIs: it acts once the API is deployed, or a stage is updated.
    [Theory]
    [MemberData(nameof(Switches))]
    public async Task The_switch_of_the_default_endpoint_counts_once_it_acts(string because, FakeRestApi fake, bool isOff)
    {
        await using var aws = await FakeAwsServer.StartAsync(fake);

        var scope = await Collected.ScopeAsync(aws, Needs.Routes);

        var api = scope.RestApis.Value.Single();
        DefaultEndpointSwitch.IsOff(api, api.Stages.Value[0]).Value.ShouldBe(isOff, because);
        Live(scope, api).Values.ShouldAllBe(route => route.Api.DisableExecuteApiEndpoint == isOff, because);
    }

    [Fact]
    public async Task Validators_and_gateway_responses_of_an_export_are_not_asked_for_again()
    {
        await using var aws = await FakeAwsServer.StartAsync(Edited with
        {
            RequestValidators = [new("body") { Id = "val001", ValidateRequestBody = true }],
            GatewayResponses = [new("DEFAULT_4XX") { ResponseParameters = System.Collections.Immutable.ImmutableDictionary<string, string>.Empty.Add("gatewayresponse.header.Access-Control-Allow-Origin", "'*'") }],
            Deployments = [Edited.Deployments[0] with { Methods = [new("POST", "/orders") { RequestValidatorId = "val001", Integration = new() { Responses = System.Collections.Immutable.ImmutableDictionary<string, FakeIntegrationResponse>.Empty.Add("200", FakeIntegrationResponse.Cors("*")) } }] }],
        });

        var scope = await Collected.ScopeAsync(aws);

        aws.CallCounts.ShouldNotContainKey("GetRequestValidators");
        aws.CallCounts.ShouldNotContainKey("GetGatewayResponses");
        var route = Live(scope, scope.RestApis.Value.Single())["POST /orders"];
        route.Route.RequestValidatorId.ShouldBe("body");
        route.Api.RequestValidators.Value.ShouldHaveSingleItem().ShouldBe(new() { Id = "body", ValidatesBody = true });
        route.Api.GatewayResponses.Value.ShouldHaveSingleItem().AllowOrigin.ShouldBe("*");
        route.Route.Integration.Value.ShouldNotBeNull().AllowOrigin.ShouldBe("*");
    }

    [Fact]
    public async Task A_summary_that_was_denied_is_told_by_the_export()
    {
        await using var aws = await FakeAwsServer.StartAsync(Edited);
        aws.Inject(FakeFault.Error("GetDeployment", 403, "AccessDeniedException").Always);

        var scope = await Collected.ScopeAsync(aws, Needs.Routes | Needs.Authorizers);

        scope.Gaps.ShouldHaveSingleItem().Operation.ShouldBe("apigateway:GetDeployment");
        var live = Live(scope, scope.RestApis.Value.Single());
        live.Values.ShouldAllBe(route => route.IsExported && route.Basis == Basis.Deployment);
        Summary(live["GET /orders"])
            .ShouldBe((AuthorizationKind.Custom, Token.Id, false, IntegrationType.AwsProxy, FakeIntegration.Lambda(Function).Uri));
        live["DELETE /orders"].Route.ApiKeyRequired.ShouldBeTrue();
    }

    [Fact]
    public async Task Where_no_working_copy_is_asked_for_what_is_deployed_stands_in_for_it()
    {
        await using var aws = await FakeAwsServer.StartAsync(Edited);

        var api = (await Collected.ScopeAsync(aws, copies: WorkingCopies.None)).RestApis.Value.Single();

        aws.CallCounts.ShouldNotContainKey("GetResources");
        aws.CallCounts.ShouldNotContainKey("GetAuthorizers");
        api.WorkingCopyLeftOut.ShouldBeTrue();
        api.Routes.Value.Select(route => route.Key).ShouldBe(["ANY /files/{proxy+}", "DELETE /orders", "GET /orders", "POST /orders"]);
        api.Authorizers.Value.Select(authorizer => authorizer.Name).ShouldBe(["pool", "token"]);
    }

    [Fact]
    public async Task A_working_copy_that_has_to_stand_in_is_read_even_so()
    {
        await using var aws = await FakeAwsServer.StartAsync(Edited);
        aws.Inject(FakeFault.Error("GetExport", 403, "AccessDeniedException").Always);

        var api = (await Collected.ScopeAsync(aws, copies: WorkingCopies.None)).RestApis.Value.Single();

        aws.CallCounts["GetResources"].ShouldBe(1);
        api.WorkingCopyLeftOut.ShouldBeFalse();
    }

    [Fact]
    public async Task Working_copies_are_read_after_everything_that_is_deployed()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeRegion(Collected.Region)
        {
            RestApis = [.. Enumerable.Range(0, 20).Select(i => Edited with { Id = $"orders{i:0000}", Name = $"orders {i}" })],
            Apis = [.. Enumerable.Range(0, 20).Select(i => new FakeApi($"shop {i}") { Routes = [new("GET /")], Stages = [new() { AutoDeploy = true }] })],
        });

        await Collected.ScopeAsync(aws);

        var gateway = aws.Calls.Where(call => call.Service == "apigateway").Select(call => call.Operation).ToList();
        string[] copies = ["GetResources", "GetAuthorizers"];
        gateway[^40..].ShouldAllBe(operation => copies.Contains(operation));
    }

    public static TheoryData<string, FakeApiStage, int> HttpStages => new()
    {
        { "no automatic deployment", new() { DeploymentId = "dep001" }, 1 },
        {
            "the last automatic deployment failed",
            new()
            {
                AutoDeploy = true,
                DeploymentId = "dep001",
                LastDeploymentStatusMessage = "Deployment attempt failed: Unable to deploy API because no routes exist in this API",
            },
            1
        },
        { "automatic deployment", new() { AutoDeploy = true, DeploymentId = "dep001" }, 0 },
        { "never deployed", new(), 0 },
    };

    [Theory]
    [MemberData(nameof(HttpStages))]
    public async Task A_stage_of_an_HTTP_API_is_exported_where_it_does_not_serve_what_is_configured(
        string because, FakeApiStage stage, int exports)
    {
        var jwt = new FakeApiAuthorizer("jwt") { Issuer = "https://issuer.example", Audience = ["web"] };
        await using var aws = await FakeAwsServer.StartAsync(new FakeRegion(Collected.Region)
        {
            Apis =
            [
                new("shop")
                {
                    Authorizers = [jwt],
                    Routes = [new("GET /items") { AuthorizationType = "JWT", AuthorizerId = jwt.Id }],
                    Integrations = [new("int0001") { Type = "HTTP_PROXY", Uri = "https://shop.example" }],
                    Deployments = [new("dep001") { Routes = [new("$default") { AuthorizationType = "AWS_IAM" }, new("ANY /{proxy+}"), new("GET /items") { IntegrationId = "int0001" }, new("POST /items") { AuthorizationType = "JWT", AuthorizerId = jwt.Id, AuthorizationScopes = ["write"] }] }],
                    Stages = [stage],
                },
            ],
        });

        var scope = await Collected.ScopeAsync(aws, Needs.Routes | Needs.Authorizers);

        scope.Gaps.ShouldBeEmpty(because);
        aws.UnexpectedCalls.ShouldBeEmpty();
        aws.CallCounts.GetValueOrDefault("ExportApi").ShouldBe(exports, because);
        if (exports is 0)
        {
            return;
        }

        var live = Live(scope, scope.HttpAndWebSocketApis.Value.Single());
        live.Values.ShouldAllBe(route => route.Basis == Basis.Deployment && route.NotRead == null);
        live.OrderBy(route => route.Key, StringComparer.Ordinal).Select(route => (route.Key, route.Value.Route.Authorization.Value))
            .ShouldBe(
            [
                ("$default", AuthorizationKind.AwsIam),
                ("ANY /{proxy+}", AuthorizationKind.None),
                ("GET /items", AuthorizationKind.None),
                ("POST /items", AuthorizationKind.Jwt),
            ]);
        live["GET /items"].Route.Integration.Value.ShouldNotBeNull().Uri.ShouldBe("https://shop.example");
        (live["POST /items"].Route.AuthorizerId, string.Join(' ', live["POST /items"].Route.AuthorizationScopes))
            .ShouldBe((jwt.Id, "write"));
        var authorizer = live["POST /items"].Api.Authorizers.Value.ShouldHaveSingleItem();
        (authorizer.Type, authorizer.JwtIssuer, string.Join(' ', authorizer.JwtAudience), string.Join(' ', authorizer.IdentitySources))
            .ShouldBe((AuthorizerType.Jwt, "https://issuer.example", "web", "$request.header.Authorization"));
    }

    [Fact]
    public async Task A_denied_export_of_an_HTTP_API_leaves_what_is_configured_and_says_so()
    {
        await using var aws = await FakeAwsServer.StartAsync(
            new FakeRegion(Collected.Region) { Apis = [new("shop") { Routes = [new("GET /") { AuthorizationType = "AWS_IAM" }], Stages = [new() { DeploymentId = "dep001" }] }] });
        aws.Inject(FakeFault.Error("ExportApi", 403, "AccessDeniedException").Always);

        var scope = await Collected.ScopeAsync(aws, Needs.Routes);

        scope.Gaps.ShouldHaveSingleItem().Operation.ShouldBe("apigateway:ExportApi");
        var route = Live(scope, scope.HttpAndWebSocketApis.Value.Single())["GET /"];
        (route.Basis, route.NotRead?.Operation).ShouldBe((Basis.WorkingCopy, "apigateway:ExportApi"));
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
        scope.RestApis.Value.Single().Deployments.Single().Definition.Unknown.ShouldNotBeNull().Because.ShouldContain(
            "Models must be application/json");
        ShouldRestOnTheSummary(scope);
    }

    [Fact]
    public async Task An_export_of_another_deployment_is_not_taken_for_this_one()
    {
        await using var aws = await FakeAwsServer.StartAsync(Edited);
        aws.Inject(FakeFault.Rewritten("GetExport", "\"/orders\"", "\"/invoices\""));

        var scope = await Collected.ScopeAsync(aws, Needs.Routes);

        scope.Gaps.ShouldHaveSingleItem().Code.ShouldBe("OtherDeployment");
        scope.RestApis.Value.Single().Deployments.Single().Definition.Unknown.ShouldNotBeNull().Code.ShouldBe("OtherDeployment");
        ShouldRestOnTheSummary(scope);
    }

    [Fact]
    public async Task An_export_without_a_policy_says_that_none_was_deployed()
    {
        await using var aws = await FakeAwsServer.StartAsync(Edited with { Deployments = [Edited.Deployments[0] with { Policy = "" }] });

        var scope = await Collected.ScopeAsync(aws, Needs.Routes);

        var route = Live(scope, scope.RestApis.Value.Single())["GET /orders"];
        // What is saved acts with the next deployment, not before.
        route.Api.ResourcePolicy.ShouldBeNull();
        route.Caveat.ShouldNotBeNull().ShouldContain("no resource policy");
    }

    [Theory]
    [InlineData("""{"paths":{}}""", "")]
    [InlineData("""{"paths":{"/a":{"parameters":[{"name":"x"}],"summary":"s","$ref":"x","servers":[],"get":{}}}}""", "GET /a None")]
    [InlineData("""{"paths":{"/a":{"get":"x","post":null},"/b":[],"/c":null}}""", "")]
    [InlineData("""{"paths":{"/a":{"get":{"security":[{"unknown":[]}]}}}}""", "GET /a None")]
    [InlineData(
        """{"paths":{"/a":{"get":{"security":[null,{"k":null}]}}},"components":{"securitySchemes":{"k":{"type":"apiKey","name":"X-API-Key","in":"header"}}}}""",
        "GET /a None key")]
    [InlineData(
        """{"paths":{"/a":{"get":{"security":[{"x":[]}]}}},"components":{"securitySchemes":{"x":{"type":"apiKey","name":"n","x-amazon-apigateway-authtype":"fresh"}}}}""",
        "GET /a ?")]
    [InlineData(
        """{"paths":{"/a":{"get":{"security":[{"x":[]}],"x-amazon-apigateway-integration":{"type":"fresh","uri":null}}}},"components":{"securitySchemes":{"x":{"x-amazon-apigateway-authorizer":{"type":"fresh"}},"y":null}},"x-amazon-apigateway-policy":"text"}""",
        "GET /a Custom")]
    public void Whatever_shape_an_export_has(string json, string expected)
    {
        var export = JsonSerializer.Deserialize(json, ApiGatewayJson.Default.RestExport).ShouldNotBeNull() with { OpenApi = "3.0.1" };

        var definition = new ExportedDeployment(export, ApiKind.Rest, RestApiOperations.GetExport).Definition();

        string.Join(
            ", ",
            definition.Routes.Select(route => $"{route.Key} {(route.Authorization.IsKnown ? route.Authorization.Value : "?")}{(route.ApiKeyRequired ? " key" : "")}"))
            .ShouldBe(expected);
    }

    // OpenAPI Specification 3.0: 'openapi' and 'paths' are required. Swagger 2.0 without extensions would say that nothing guards any
    // method.
    [Theory]
    [InlineData("\"openapi\":\"3.0.1\"", "\"swagger\":\"2.0\"", "it is not in OpenAPI 3.0")]
    [InlineData("\"openapi\":\"3.0.1\"", "\"openapi\":null", "it is not in OpenAPI 3.0")]
    [InlineData("\"paths\":", "\"x-paths\":", "it has no paths")]
    public async Task A_document_other_than_the_one_asked_for_is_not_read(string from, string to, string because)
    {
        await using var aws = await FakeAwsServer.StartAsync(Edited);
        aws.Inject(FakeFault.Rewritten("GetExport", from, to));

        var scope = await Collected.ScopeAsync(aws, Needs.Routes);

        var gap = scope.Gaps.ShouldHaveSingleItem();
        gap.Code.ShouldBe("MalformedAnswer");
        gap.Message.ShouldContain(because);
        ShouldRestOnTheSummary(scope);
    }

    private static Dictionary<string, DeployedRoute> Live(Scope scope, Api api) =>
        DeployedRoutes.Of(scope, api, api.Stages.Value[0]).Value.ToDictionary(route => route.Route.Key);

    private static (AuthorizationKind, string?, bool, IntegrationType?, string?) Summary(DeployedRoute route) =>
        (route.Route.Authorization.Value, route.Route.AuthorizerId, route.Route.ApiKeyRequired,
            route.Route.Integration.Value?.Type,
            route.Route.Integration.Value?.Uri is { } uri ? SecretMark.Stable(uri) : null);

    private static void ShouldRestOnTheSummary(Scope scope)
    {
        var live = Live(scope, scope.RestApis.Value.Single());
        live["GET /orders"].Route.Authorization.Value.ShouldBe(AuthorizationKind.Custom);
        live["GET /orders"].IsExported.ShouldBeFalse();
        live["POST /orders"].Route.Integration.IsKnown.ShouldBeFalse();
    }
}
