using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using static Auditor.Core.Tests.Waf.Statements;

namespace Auditor.Core.Tests.Exposure;

/// <summary>
/// What asks about the same part of a request is answered by one request: web ACL and route, web ACL and policy, two policies.
/// </summary>
public sealed class TogetherTests
{
    private const string Arn = "arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/front/1";
    private const string Everyone = """{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}""";

    // "Use AWS WAF to protect your REST APIs in API Gateway": asked before the policy, of the request as it was sent.
    public static TheoryData<string, string, WebAclDefinition, string?, Audience, string> Requests => new()
    {
        { "a catch-all below the path", "ANY /{proxy+}", Lets(Path("/prod/public/")), null, Audience.Internet, "/prod/public/" },
        { "a parameter that cannot be that path", "GET /orders/{id}", Lets(Path("/prod/public/")), null, Audience.Nobody, "" },
        { "a parameter that begins so", "GET /orders/{id}", Lets(Path("/prod/orders/7")), null, Audience.Internet, "/prod/orders/7" },
        {
            "a catch-all beside what is blocked", "ANY /{proxy+}", WebAcl(WafAction.Allow, Rule(WafAction.Block, Path("/prod/a"))), null,
            Audience.Internet, "/prod/"
        },
        {
            "a path in lower case", "GET /Orders", Lets(Path("/prod/orders") with { Transformations = ["LOWERCASE"] }), null,
            Audience.Internet, "/prod/Orders"
        },
        {
            "a verb that is not the route's", "GET /orders",
            Lets(new() { Kind = "ByteMatchStatement", Part = "Method", Comparison = "EXACTLY", Value = "POST" }), null, Audience.Nobody, ""
        },
        {
            "a verb of ANY", "ANY /orders",
            Lets(new() { Kind = "ByteMatchStatement", Part = "Method", Comparison = "EXACTLY", Value = "PATCH" }), null, Audience.Internet,
            "PATCH https"
        },
        {
            "two conditions on one header", "GET /orders",
            Lets(All(Header("x-client", "app/", "STARTS_WITH"), Header("x-client", "/7", "CONTAINS"))), null, Audience.Internet,
            "x-client: app/7"
        },
        {
            "a header that must not say so", "GET /orders",
            WebAcl(
                WafAction.Block,
                Rule(WafAction.Block, Header("x-client", "bad", "CONTAINS")),
                Rule(WafAction.Allow, Header("x-client", "ba", "STARTS_WITH"))),
            null, Audience.Internet, "x-client: ba"
        },
        {
            "a query argument", "GET /orders",
            Lets(new() { Kind = "ByteMatchStatement", Part = "SingleQueryArgument", PartName = "client", Comparison = "EXACTLY", Value = "app" }),
            null, Audience.Internet, "/prod/orders?client=app"
        },
        {
            "a Referer of both", "GET /orders", Lets(Header("referer", "/shop", "ENDS_WITH")), Refers("https://acme.example/*"),
            Audience.Internet, "Referer: https://acme.example/shop"
        },
        {
            "a Referer that cannot be both", "GET /orders", Lets(Header("referer", "https://other.example/")),
            Refers("https://acme.example/*"), Audience.Nobody, ""
        },
        {
            "a policy for a path that the web ACL stops", "GET /{proxy+}", Lets(Path("/prod/public/")),
            Everyone.Replace("execute-api:/*", "execute-api:/prod/GET/private/*", StringComparison.Ordinal), Audience.Nobody, ""
        },
    };

    [Theory, MemberData(nameof(Requests))]
    public void One_request_meets_all(
        string what, string key, WebAclDefinition definition, string? statement, Audience audience, string says)
    {
        var (exposure, explainer, route) = Of(Rest(key, statement), new() { WebAcls = [new() { Arn = Arn, Definition = definition }] });

        exposure.Audience.ShouldBe(audience, what);
        if (audience is not Audience.Nobody)
        {
            exposure.Witness.ShouldNotBeNull().ShouldContain(says);
            explainer.Explain(
                route.Scope,
                route.Api,
                route.Stage,
                exposure.Request.ShouldNotBeNull().Request).Decision.ShouldBe(AccessDecision.Allowed, $"{what}: {exposure.Witness}");
        }
    }

    [Fact]
    public void The_name_that_a_web_ACL_asks_for_leads_in_and_the_other_does_not()
    {
        var domain = new Domain
        {
            Name = "api.acme.example",
            EndpointType = EndpointType.Regional,
            Mappings = ImmutableArray.Create(new ApiMapping { Key = "", ApiId = "a1b2c3d4e5", Stage = "prod" }),
        };
        var (exposure, _, _) = Of(
            Rest("GET /orders", null),
            new() { WebAcls = [new() { Arn = Arn, Definition = Lets(Header("host", "api.acme.example")) }], Domains = [domain] });

        exposure.Audience.ShouldBe(Audience.Internet);
        exposure.Witness.ShouldNotBeNull().ShouldContain("https://api.acme.example/orders");
    }

    // "Custom domain names for private APIs in API Gateway": the domain name's policy, then the API's.
    [Theory]
    [InlineData("""{"AWS":"444455556666"}""", "", "*", "StringEquals", Audience.OwnVpcOrAccount)]
    [InlineData("""{"AWS":"444455556666"}""", "", """{"AWS":"999988887777"}""", "", Audience.Nobody)]
    [InlineData("*", "StringEquals", "*", "StringNotEquals", Audience.Nobody)]
    [InlineData("*", "", """{"AWS":"444455556666"}""", "", Audience.OthersOrNetwork)]
    public void A_private_domain_name_and_its_API_let_in_the_same_callers(
        string first, string firstAsks, string second, string secondAsks, Audience audience)
    {
        string Policy(string principal, string asks)
        {
            var condition = asks.Length == 0 ? "" : $$$""","Condition":{"{{{asks}}}":{"aws:SourceVpce":"vpce-0a1b2c3d4e5f67890"}}""";
            return $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{{(principal == "*" ? "\"*\"" : principal)}},"Action":"execute-api:Invoke","Resource":"execute-api:/*"{{condition}}},{"Effect":"Deny","Principal":{"AWS":"111122223333"},"Action":"execute-api:Invoke","Resource":"execute-api:/*"}]}""";
        }

        var domain = new Domain
        {
            Name = "api.acme.example",
            EndpointType = EndpointType.Private,
            Policy = Policy(first, firstAsks),
            Mappings = ImmutableArray.Create(new ApiMapping { Key = "", ApiId = "a1b2c3d4e5", Stage = "prod" }),
        };
        var api = Rest("GET /orders", null, AuthorizationKind.AwsIam) with
        {
            EndpointType = EndpointType.Private,
            DisableExecuteApiEndpoint = true,
            ResourcePolicy = Policy(second, secondAsks),
        };
        var (exposure, _, _) = Of(api, new() { Domains = [domain] });

        exposure.Audience.ShouldBe(audience, string.Join('\n', exposure.Path));
    }

    private static WebAclDefinition Lets(WafStatement statement) => WebAcl(WafAction.Block, Rule(WafAction.Allow, statement));

    private static string Refers(string value) => Everyone[..^1] + $$$$""","Condition":{"StringLike":{"aws:Referer":"{{{{value}}}}"}}}""";

    private static Api Rest(string key, string? statement, AuthorizationKind authorization = AuthorizationKind.None) => new()
    {
        Id = "a1b2c3d4e5",
        Name = "orders",
        Kind = ApiKind.Rest,
        EndpointType = EndpointType.Regional,
        ResourcePolicy = statement is null ? null : $$"""{"Version":"2012-10-17","Statement":[{{statement}}]}""",
        Stages = ImmutableArray.Create(new Stage { Name = "prod", DeploymentId = "d1", WebAclArn = Arn }),
        Routes = ImmutableArray<Route>.Empty,
        Deployments = [new() { Id = "d1", Methods = ImmutableArray.Create(new DeployedMethod { Key = key, Authorization = authorization }) }],
    };

    private static (RouteExposure Exposure, AccessExplainer Explainer, DeployedRoute Route) Of(Api api, Around around)
    {
        var served = around.WebAcls is []
            ? api with { Stages = ImmutableArray.Create(api.Stages.Value[0] with { WebAclArn = null }) }
            : api;
        var scope = new Scope
        {
            Account = "111122223333",
            Region = "eu-west-1",
            RestApis = ImmutableArray.Create(served),
            Domains = around.Domains,
            WebAcls = around.WebAcls,
        };
        var map = new ExposureMap(new() { CollectedAt = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero), Scopes = [scope] });
        var route = map.RoutesOf(scope, served, served.Stages.Value[0]).Value[0];
        return (map.Of(route).Value, new(map), route);
    }

    private sealed record Around
    {
        public ImmutableArray<WebAcl> WebAcls { get; init; } = [];

        public ImmutableArray<Domain> Domains { get; init; } = [];
    }
}
