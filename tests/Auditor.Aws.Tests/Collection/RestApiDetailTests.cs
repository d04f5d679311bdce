using System.Collections.Immutable;
using Auditor.Core.Metadata;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Faults;

namespace Auditor.Aws.Tests.Collection;

/// <summary>Validators, gateway responses and what methods say about both: asked for only where it can change an answer.</summary>
public sealed class RestApiDetailTests
{
    private static readonly FakeRestApi Validated = new("validated")
    {
        Id = "valid00001",
        RequestValidators =
        [
            new("all") { Id = "v1", ValidateRequestBody = true, ValidateRequestParameters = true },
            new("params") { Id = "v2", ValidateRequestParameters = true },
        ],
        Methods = [new("POST", "/orders") { RequestValidatorId = "v1" }],
        Stages = [new("prod")],
    };

    private static readonly FakeRestApi WithCors = new("cors")
    {
        Id = "cors000001",
        Methods = [Answering("*")],
        Stages = [new("prod")],
        GatewayResponses =
        [
            new("DEFAULT_4XX") { ResponseParameters = ImmutableDictionary<string, string>.Empty.Add("gatewayresponse.header.Access-Control-Allow-Origin", "'*'").Add("gatewayresponse.header.Access-Control-Allow-Credentials", "'true'") },
            new("UNAUTHORIZED") { ResponseParameters = ImmutableDictionary<string, string>.Empty.Add("gatewayresponse.header.access-control-allow-origin", "method.request.header.Origin") },
            new("THROTTLED") { StatusCode = "429" },
        ],
    };

    [Fact]
    public async Task A_method_says_what_it_models_and_requires()
    {
        var api = await Collected.OnlyRestApiAsync(new("orders")
        {
            Methods =
            [
                new("POST", "/orders")
                {
                    RequestModels = ImmutableDictionary<string, string>.Empty.Add("text/csv", "Csv").Add("application/json", "Order"),
                    RequestParameters = ImmutableDictionary<string, bool>.Empty.Add("method.request.querystring.page", true)
                        .Add("method.request.header.X-Trace", false)
                        .Add("method.request.header.Accept", true),
                    Integration = new() { CacheKeyParameters = ["method.request.header.Authorization", "method.request.querystring.page"] },
                },
            ],
            Stages = [new("prod")],
        });

        var route = api.Routes.Value.ShouldHaveSingleItem();
        route.ModelledContentTypes.ShouldBe(["application/json", "text/csv"]);
        route.RequiredParameters.ShouldBe(["method.request.header.Accept", "method.request.querystring.page"]);
        route.Integration.Value.ShouldNotBeNull().CacheKeyParameters.ShouldBe(
        [
            "method.request.header.Authorization",
            "method.request.querystring.page",
        ]);
    }

    [Fact]
    public async Task Validators_are_read_where_a_method_names_one_and_gateway_responses_where_an_integration_answers_CORS()
    {
        await using var aws = await WithoutExportsAsync(Validated, WithCors);

        var apis = (await Collected.ScopeAsync(
            aws, Needs.RequestValidators | Needs.GatewayResponses)).RestApis.Value.ToDictionary(api => api.Name);

        apis["validated"].RequestValidators.Value.ShouldBe(
        [
            new() { Id = "v1", ValidatesBody = true, ValidatesParameters = true },
            new() { Id = "v2", ValidatesParameters = true },
        ]);
        apis["validated"].GatewayResponses.Value.ShouldBeEmpty();
        apis["cors"].RequestValidators.Value.ShouldBeEmpty();
        // Only what somebody changed, and not what the others inherit from it.
        apis["cors"].GatewayResponses.Value.ShouldAllBe(response => response.SecretsIn.IsEmpty);
        apis["cors"].GatewayResponses.Value.Select(response => response with { SecretsIn = [] }).ShouldBe([
            new() { Type = "DEFAULT_4XX", AllowOrigin = "*", AllowCredentials = true },
            new() { Type = "THROTTLED" },
            new() { Type = "UNAUTHORIZED", AllowOrigin = "method.request.header.origin" },
        ]);
        Collected.CallsOf(aws).Where(call => call.StartsWith("GetRequest", StringComparison.Ordinal)
            || call.StartsWith("GetGateway", StringComparison.Ordinal)).ShouldBe([
            "GetGatewayResponses /restapis/cors000001/gatewayresponses",
            "GetRequestValidators /restapis/valid00001/requestvalidators?limit=500",
        ]);
    }

    [Theory]
    [InlineData(Needs.Routes)]
    [InlineData(Needs.RequestValidators)]
    public async Task What_no_rule_needs_is_not_asked_for(Needs needs)
    {
        await using var aws = await FakeAwsServer.StartAsync(WithCors);

        var api = (await Collected.ScopeAsync(aws, needs)).RestApis.Value.ShouldHaveSingleItem();

        api.GatewayResponses.IsKnown.ShouldBeFalse();
        aws.CallCounts.ContainsKey("GetGatewayResponses").ShouldBeFalse();
    }

    [Fact]
    public async Task What_may_not_be_read_is_unknown_and_so_is_what_hangs_on_routes_that_were_not()
    {
        await using var aws = await WithoutExportsAsync(Validated, WithCors);
        aws.Inject((FakeFault.Error("GetResources", 403, "AccessDeniedException") with { Path = Validated.Id }).Always);
        aws.Inject(FakeFault.Error("GetGatewayResponses", 403, "AccessDeniedException").Always);

        var scope = await Collected.ScopeAsync(aws, Needs.RequestValidators | Needs.GatewayResponses);

        var apis = scope.RestApis.Value.ToDictionary(api => api.Name);
        apis["validated"].RequestValidators.Unknown.ShouldNotBeNull().Operation.ShouldBe("apigateway:GetResources");
        apis["cors"].GatewayResponses.Unknown.ShouldNotBeNull().Operation.ShouldBe("apigateway:GetGatewayResponses");
        scope.Gaps.Select(gap => gap.Operation).ShouldBe(["apigateway:GetGatewayResponses", "apigateway:GetResources"]);
    }

    [Fact]
    public async Task An_API_that_vanishes_while_its_details_are_read_is_left_out()
    {
        await using var aws = await WithoutExportsAsync(Validated);
        aws.Inject(FakeFault.Error("GetRequestValidators", 404, "NotFoundException").Always);

        var scope = await Collected.ScopeAsync(aws, Needs.RequestValidators);

        scope.RestApis.Value.ShouldBeEmpty();
        scope.Gaps.ShouldHaveSingleItem().Message.ShouldContain("deleted meanwhile");
    }

    [Fact]
    public async Task A_WebSocket_API_says_whether_it_checks_messages()
    {
        await using var aws = await FakeAwsServer.StartAsync(
            new FakeRegion(Collected.Region) { Apis = [new("careless", "WEBSOCKET") { DisableSchemaValidation = true }, new("careful", "WEBSOCKET")] });

        var apis = (await Collected.ScopeAsync(aws, Needs.None)).HttpAndWebSocketApis.Value.ToDictionary(
            api => api.Name, api => api.DisableSchemaValidation);

        (apis["careless"], apis["careful"]).ShouldBe((true, false));
    }

    // Where API Gateway exports what is deployed, that tells both.
    private static async Task<FakeAwsServer> WithoutExportsAsync(params FakeRestApi[] apis)
    {
        var aws = await FakeAwsServer.StartAsync([.. apis]);
        aws.Inject(FakeFault.Error("GetExport", 400, "BadRequestException", "Models must be application/json").Always);
        return aws;
    }

    private static FakeMethod Answering(string origin) =>
        new("OPTIONS", "/") { Integration = new() { Responses = ImmutableDictionary<string, FakeIntegrationResponse>.Empty.Add("200", FakeIntegrationResponse.Cors(origin)) } };
}
