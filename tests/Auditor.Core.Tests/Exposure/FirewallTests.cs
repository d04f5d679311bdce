using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using static Auditor.Core.Tests.Waf.Statements;

namespace Auditor.Core.Tests.Exposure;

/// <summary>AWS WAF is asked before all other access control (Use AWS WAF to protect your REST APIs in API Gateway).</summary>
public sealed class FirewallTests
{
    private const string Arn = "arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/front/1";

    private static readonly Stage Prod = new() { Name = "prod", DeploymentId = "d1", WebAclArn = Arn };

    private static readonly Api Rest = new()
    {
        Id = "a1b2c3d4e5",
        Name = "orders",
        Kind = ApiKind.Rest,
        EndpointType = EndpointType.Regional,
        Stages = ImmutableArray.Create(Prod),
        Routes = ImmutableArray<Route>.Empty,
        Deployments = [new() { Id = "d1", Methods = ImmutableArray.Create(new DeployedMethod { Key = "GET /orders", Authorization = AuthorizationKind.None }) }],
    };

    private static (RouteExposure Exposure, AccessExplainer Explainer, DeployedRoute Route) Of(
        Fact<WebAclDefinition> definition, Api? api = null)
    {
        var (map, explainer, route) = MapOf(definition, api);
        return (map.Of(route).Value, explainer, route);
    }

    private static (ExposureMap Map, AccessExplainer Explainer, DeployedRoute Route) MapOf(
        Fact<WebAclDefinition> definition, Api? api = null)
    {
        var served = api ?? Rest;
        var scope = new Scope
        {
            Account = "111122223333",
            Region = "eu-west-1",
            RestApis = ImmutableArray.Create(served),
            Domains = ImmutableArray<Domain>.Empty,
            WebAcls = [new() { Arn = Arn, Definition = definition }],
        };
        var map = new ExposureMap(new() { CollectedAt = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero), Scopes = [scope] });
        var route = map.RoutesOf(scope, served, served.Stages.Value[0]).Value[0];
        return (map, new(map), route);
    }

    public static TheoryData<string, WebAclDefinition, Audience, Credential> WebAcls => new()
    {
        { "blocks a few", WebAcl(WafAction.Allow, Rule(WafAction.Block, Addresses("203.0.113.0/24"))), Audience.Internet, Credential.None },
        {
            "lets in one network", WebAcl(WafAction.Block, Rule(WafAction.Allow, Addresses("203.0.113.0/24"))), Audience.OthersOrNetwork,
            Credential.None
        },
        {
            "lets in both halves", WebAcl(WafAction.Block, Rule(WafAction.Allow, Addresses("0.0.0.0/1", "128.0.0.0/1"))), Audience.Internet,
            Credential.None
        },
        {
            "lets in no IPv4 address", WebAcl(WafAction.Block, Rule(WafAction.Allow, Addresses("2001:db8::/32"))), Audience.Nobody,
            Credential.None
        },
        { "lets in an empty set", WebAcl(WafAction.Block, Rule(WafAction.Allow, Addresses())), Audience.Nobody, Credential.None },
        {
            "lets in all but an empty set", WebAcl(WafAction.Block, Rule(WafAction.Allow, Not(Addresses()))), Audience.Internet,
            Credential.None
        },
        { "lets in nobody", WebAcl(WafAction.Block), Audience.Nobody, Credential.None },
        { "counts", WebAcl(WafAction.Allow, Rule(WafAction.Count, Addresses("0.0.0.0/0"))), Audience.Internet, Credential.None },
        { "lets in a country", WebAcl(WafAction.Block, Rule(WafAction.Allow, Countries("DE"))), Audience.OthersOrNetwork, Credential.None },
        {
            "lets in all countries but one", WebAcl(WafAction.Allow, Rule(WafAction.Block, Countries("DE"))), Audience.Internet,
            Credential.None
        },
        {
            "asks for a header that everybody may write", WebAcl(WafAction.Block, Rule(WafAction.Allow, Header("x-client", "app"))),
            Audience.Internet, Credential.None
        },
        {
            "asks for a header that only some know", WebAcl(WafAction.Block, Rule(WafAction.Allow, Secret("x-origin-verify"))),
            Audience.Internet, Credential.SecretHeader
        },
        {
            "asks the office for nothing and others for a secret",
            WebAcl(WafAction.Block, Rule(WafAction.Allow, Addresses("203.0.113.0/24")), Rule(WafAction.Allow, Secret("x-origin-verify"))),
            Audience.Internet, Credential.SecretHeader
        },
        {
            "asks the office for a secret",
            WebAcl(WafAction.Block, Rule(WafAction.Allow, All(Addresses("203.0.113.0/24"), Secret("x-origin-verify")))),
            Audience.OthersOrNetwork, Credential.SecretHeader
        },
        {
            "lets in another host's requests", WebAcl(WafAction.Block, Rule(WafAction.Allow, Header("host", "api.acme.example"))),
            Audience.Nobody, Credential.None
        },
        { "lets in another path", WebAcl(WafAction.Block, Rule(WafAction.Allow, Path("/prod/public/"))), Audience.Nobody, Credential.None },
        { "lets in this path", WebAcl(WafAction.Block, Rule(WafAction.Allow, Path("/prod/ord"))), Audience.Internet, Credential.None },
        { "blocks this path", WebAcl(WafAction.Allow, Rule(WafAction.Block, Path("/prod/orders"))), Audience.Nobody, Credential.None },
    };

    [Theory, MemberData(nameof(WebAcls))]
    public void Narrows_who_gets_in(string what, WebAclDefinition definition, Audience audience, Credential credential)
    {
        var (exposure, explainer, route) = Of(definition);
        exposure.Audience.ShouldBe(audience, what);
        exposure.Credential.ShouldBe(credential, what);
        exposure.Path.ShouldContain(step => step.What == "web ACL", what);
        if (exposure.Request is { } request)
        {
            // In which country an address is, is not in the request.
            var explanation = explainer.Explain(route.Scope, route.Api, route.Stage, request.Request);
            (explanation.Decision is AccessDecision.Allowed
                || exposure.Narrowing?.StartsWith("callers in", StringComparison.Ordinal) is true)
                .ShouldBeTrue($"{what}: {explanation.Because}");
        }
        else
        {
            explainer.Explain(
                route.Scope,
                route.Api,
                route.Stage,
                new() { Verb = "GET", Path = "/orders", FromIp = "203.0.113.7" }).Decision.ShouldBe(AccessDecision.Denied, what);
        }
    }

    [Theory]
    [InlineData("203.0.113.7", AccessDecision.Allowed)]
    [InlineData("198.51.100.4", AccessDecision.Denied)]
    public void One_request_is_asked_from_where_it_comes(string address, AccessDecision decision)
    {
        var (_, explainer, route) = Of(WebAcl(WafAction.Block, Rule(WafAction.Allow, Addresses("203.0.113.0/24"))));
        explainer.Explain(
            route.Scope, route.Api, route.Stage, new() { Verb = "GET", Path = "/orders", FromIp = address }).Decision.ShouldBe(decision);
    }

    [Fact]
    public void Without_the_secret_a_request_gets_in_only_if_it_shows_it()
    {
        var (exposure, explainer, route) = Of(WebAcl(WafAction.Block, Rule(WafAction.Allow, Secret("x-origin-verify"))));
        exposure.Witness.ShouldNotBeNull().ShouldEndWith(" with header x-origin-verify, whose value only some know");
        explainer.Explain(
            route.Scope,
            route.Api,
            route.Stage,
            new() { Verb = "GET", Path = "/orders", FromIp = "203.0.113.7" }).Decision.ShouldBe(AccessDecision.Conditional);
    }

    public static TheoryData<string, WebAclDefinition, bool> Undecidable => new()
    {
        { "lets in a pattern", WebAcl(WafAction.Block, Rule(WafAction.Allow, Kind("RegexMatchStatement"))), false },
        { "lets in networks by number", WebAcl(WafAction.Block, Rule(WafAction.Allow, Kind("AsnMatchStatement"))), false },
        { "stops all but a pattern", WebAcl(WafAction.Allow, Rule(WafAction.Block, Not(Kind("RegexMatchStatement")))), false },
        {
            "lets in the office and a pattern",
            WebAcl(WafAction.Block, Rule(WafAction.Allow, Addresses("203.0.113.0/24")), Rule(WafAction.Allow, Kind("RegexMatchStatement"))),
            false
        },
        // Nobody has to send what these look for, and what lets in everybody lets in those too.
        { "stops a pattern", WebAcl(WafAction.Allow, Rule(WafAction.Block, Kind("RegexMatchStatement"))), true },
        { "lets in all but a pattern", WebAcl(WafAction.Block, Rule(WafAction.Allow, Not(Kind("RegexMatchStatement")))), true },
        { "lets in a pattern first", WebAcl(WafAction.Allow, Rule(WafAction.Allow, Kind("RegexMatchStatement"))), true },
    };

    // Web ACL rule and rule group evaluation: what no rule ends meets the default action. Whom a rule that has to match lets in, and
    // nobody can decide from outside, is not known; it is neither everybody nor nobody.
    [Theory, MemberData(nameof(Undecidable))]
    public void Whom_an_undecidable_rule_lets_in_cannot_be_told(string what, WebAclDefinition definition, bool isKnown)
    {
        var (map, explainer, route) = MapOf(definition);
        var exposure = map.Of(route);
        exposure.IsKnown.ShouldBe(isKnown, what);
        if (isKnown)
        {
            exposure.Value.Audience.ShouldBe(Audience.Internet, what);
        }
        else
        {
            exposure.Unknown.ShouldNotBeNull().Because.ShouldStartWith("It lets in requests by what cannot be decided from outside: rule ");
        }

        explainer.Explain(
            route.Scope, route.Api, route.Stage, new() { Verb = "GET", Path = "/orders", FromIp = "198.51.100.4" })
            .Decision.ShouldBe(isKnown ? AccessDecision.Allowed : AccessDecision.Unknown, what);
    }

    [Fact]
    public void What_was_not_read_narrows_nothing_and_is_named()
    {
        var (exposure, _, _) = Of(new Unknown("GetWebACL was denied."));
        exposure.Audience.ShouldBe(Audience.Internet);
        exposure.Path.ShouldContain(step => step.What == "web ACL" && step.Value.Contains("GetWebACL was denied."));
    }

    [Fact]
    public void It_comes_before_the_resource_policy_and_both_have_to_let_a_request_in()
    {
        const string Policy = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"IpAddress":{"aws:SourceIp":"203.0.113.0/25"}}}]}""";
        var (both, _, _) = Of(
            WebAcl(WafAction.Block, Rule(WafAction.Allow, Addresses("203.0.113.0/26", "198.51.100.0/24"))),
            Rest with { ResourcePolicy = Policy });
        both.Narrowing.ShouldBe("addresses 203.0.113.0/26");
        both.Holding?.Kind.ShouldBe(ControlKind.Network);
        Of(
            WebAcl(WafAction.Block, Rule(WafAction.Allow, Addresses("198.51.100.0/24"))),
            Rest with { ResourcePolicy = Policy }).Exposure.Audience.ShouldBe(Audience.Nobody);
    }

    [Fact]
    public void An_HTTP_API_has_none() =>
        Of(
            WebAcl(WafAction.Block),
            Rest with { Kind = ApiKind.Http, Routes = ImmutableArray.Create(new Route { Key = "GET /orders", Authorization = AuthorizationKind.None, Integration = (Integration?)null }), Stages = ImmutableArray.Create(Prod with { AutoDeploy = true }) })
            .Exposure.Audience.ShouldBe(Audience.Internet);
}
