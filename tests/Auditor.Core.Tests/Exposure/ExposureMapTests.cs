using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;

namespace Auditor.Core.Tests.Exposure;

public sealed class ExposureMapTests
{
    private const string Account = "111122223333";

    private static readonly Stage Prod = new() { Name = "prod", DeploymentId = "d1", AutoDeploy = true };

    private static readonly Api Rest = Serving(new()
    {
        Id = "a1b2c3d4e5",
        Name = "orders",
        Kind = ApiKind.Rest,
        EndpointType = EndpointType.Regional,
        Stages = ImmutableArray.Create(Prod),
    });

    private static readonly Api Http = Rest with { Kind = ApiKind.Http };

    private static readonly Domain Shop = new()
    {
        Name = "api.acme.example",
        EndpointType = EndpointType.Regional,
        Mappings = ImmutableArray.Create(new ApiMapping { Key = "shop/v1", ApiId = "a1b2c3d4e5", Stage = "prod" }),
    };

    private static Api Serving(
        Api api, string key = "GET /orders", AuthorizationKind authorization = AuthorizationKind.None, bool apiKey = false) => api with
        {
            Routes = ImmutableArray.Create(
            new Route { Key = key, Authorization = authorization, ApiKeyRequired = apiKey, Integration = (Integration?)null }),
            Deployments = [new() { Id = "d1", Methods = ImmutableArray.Create(new DeployedMethod { Key = key, Authorization = authorization, ApiKeyRequired = apiKey }) }],
        };

    private static Fact<RouteExposure> Of(Api api, params Domain[] domains) =>
        Of(api, (Fact<ImmutableArray<Domain>>)domains.ToImmutableArray());

    private static Fact<RouteExposure> Of(Api api, Fact<ImmutableArray<Domain>> domains)
    {
        var scope = new Scope { Account = Account, Region = "eu-west-1", Domains = domains };
        var map = new ExposureMap(new() { CollectedAt = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero), Scopes = [scope] });
        return map.Of(map.RoutesOf(scope, api, api.Stages.Value[0]).Value[^1]);
    }

    // Conditions are written with single quotes here, to be read more easily.
    private static string Policy(string statement) => $$"""{"Version": "2012-10-17", "Statement": [{{statement.Replace('\'', '"')}}]}""";

    private static string Allow(string principal = "\"*\"", string condition = "") =>
        $$"""{"Effect": "Allow", "Principal": {{principal}}, "Action": "execute-api:Invoke", "Resource": "arn:aws:execute-api:eu-west-1:{{Account}}:a1b2c3d4e5/*"{{(condition.Length == 0 ? "" : $", \"Condition\": {{{condition}}}")}}}""";

    private static string Deny(string condition) => Allow(condition: condition).Replace("\"Allow\"", "\"Deny\"", StringComparison.Ordinal);

    public static TheoryData<string, Api, Audience, Audience, Credential> Callers => new()
    {
        // what, API, who can call, from where requests get as far as authorization, with what
        { "nothing stops anyone", Rest, Audience.Internet, Audience.Internet, Credential.None },
        {
            "an edge endpoint is on the internet too", Rest with { EndpointType = EndpointType.Edge }, Audience.Internet, Audience.Internet,
            Credential.None
        },
        { "an API key is asked for", Serving(Rest, apiKey: true), Audience.Internet, Audience.Internet, Credential.ApiKey },
        {
            "a user pool's token", Serving(Rest, authorization: AuthorizationKind.CognitoUserPools), Audience.Internet, Audience.Internet,
            Credential.AuthorizerToken
        },
        {
            "a Lambda authorizer", Serving(Rest, authorization: AuthorizationKind.Custom), Audience.Internet, Audience.Internet,
            Credential.AuthorizerToken
        },
        {
            "IAM without a policy: only the own account can be allowed", Serving(Rest, authorization: AuthorizationKind.AwsIam),
            Audience.OwnVpcOrAccount, Audience.Internet, Credential.AwsPrincipal
        },
        {
            "a PRIVATE API without a policy rejects everything (C.1)", Rest with { EndpointType = EndpointType.Private }, Audience.Nobody,
            Audience.Nobody, Credential.None
        },
        {
            "switched off and mapped nowhere", Rest with { DisableExecuteApiEndpoint = true }, Audience.Nobody, Audience.Nobody,
            Credential.None
        },
        { "an HTTP API", Http, Audience.Internet, Audience.Internet, Credential.None },
        {
            "an HTTP API with a JWT authorizer", Serving(Http, authorization: AuthorizationKind.Jwt), Audience.Internet, Audience.Internet,
            Credential.AuthorizerToken
        },
        {
            "an HTTP API with IAM: identity policies of the own account only (C.3)", Serving(Http, authorization: AuthorizationKind.AwsIam),
            Audience.OwnVpcOrAccount, Audience.Internet, Credential.AwsPrincipal
        },
        {
            "a WebSocket API", Serving(Http with { Kind = ApiKind.WebSocket }, "$connect"), Audience.Internet, Audience.Internet,
            Credential.None
        },
        {
            "a WebSocket route behind nothing but other routes", Serving(Http with { Kind = ApiKind.WebSocket }, "sendMessage"),
            Audience.Internet, Audience.Internet, Credential.None
        },
    };

    [Theory, MemberData(nameof(Callers))]
    public void Tells_who_can_call(string what, Api api, Audience audience, Audience reach, Credential credential)
    {
        var exposure = Of(api).Value;
        exposure.Audience.ShouldBe(audience, what);
        exposure.Reach.ShouldBe(reach, what);
        exposure.Credential.ShouldBe(credential, what);
        (exposure.Witness is null).ShouldBe(audience is Audience.Nobody, what);
    }

    public static TheoryData<string, EndpointType, AuthorizationKind, string, Audience> Policies => new()
    {
        // C.5's table of consequences, and C.1's of authorization types.
        { "everyone", EndpointType.Regional, AuthorizationKind.None, Allow(), Audience.Internet },
        {
            "from one network", EndpointType.Regional, AuthorizationKind.None,
            Allow(condition: "'IpAddress': {'aws:SourceIp': '203.0.113.0/24'}"), Audience.OthersOrNetwork
        },
        {
            "from anywhere but one network", EndpointType.Regional, AuthorizationKind.None,
            Allow(condition: "'NotIpAddress': {'aws:SourceIp': '203.0.113.0/24'}"), Audience.Internet
        },
        {
            "denied unless from one network", EndpointType.Regional, AuthorizationKind.None,
            Allow() + "," + Deny("'NotIpAddress': {'aws:SourceIp': ['203.0.113.0/24']}"), Audience.OthersOrNetwork
        },
        {
            "denied unless through an endpoint", EndpointType.Regional, AuthorizationKind.None,
            Allow() + "," + Deny("'StringNotEquals': {'aws:SourceVpce': 'vpce-1'}"), Audience.Nobody
        },
        {
            "through an endpoint, if there is one", EndpointType.Regional, AuthorizationKind.None,
            Allow(condition: "'StringEqualsIfExists': {'aws:SourceVpce': 'vpce-1'}"), Audience.Internet
        },
        {
            "ForAllValues of a principal key", EndpointType.Regional, AuthorizationKind.None,
            Allow(condition: "'ForAllValues:StringEquals': {'aws:PrincipalOrgID': 'o-1'}"), Audience.Internet
        },
        {
            "of an organization, which strangers never are", EndpointType.Regional, AuthorizationKind.None,
            Allow(condition: "'StringEquals': {'aws:PrincipalOrgID': 'o-1'}"), Audience.Nobody
        },
        {
            "a Referer anyone can send", EndpointType.Regional, AuthorizationKind.None,
            Allow(condition: "'StringLike': {'aws:Referer': 'https://acme.example/*'}"), Audience.Internet
        },
        {
            "over TLS, which is always so", EndpointType.Regional, AuthorizationKind.None,
            Allow() + "," + Deny("'Bool': {'aws:SecureTransport': 'false'}"), Audience.Internet
        },
        {
            "principals of an account: no use to callers without credentials", EndpointType.Regional, AuthorizationKind.None,
            Allow("""{"AWS": "444455556666"}"""), Audience.Nobody
        },
        {
            "Cognito needs the policy's Allow too", EndpointType.Regional, AuthorizationKind.CognitoUserPools,
            Allow("""{"AWS": "444455556666"}"""), Audience.Nobody
        },
        {
            "a Lambda authorizer may allow what the policy is silent about", EndpointType.Regional, AuthorizationKind.Custom,
            Allow("""{"AWS": "444455556666"}"""), Audience.Internet
        },
        {
            "but not what it denies", EndpointType.Regional, AuthorizationKind.Custom,
            Deny("'StringNotEquals': {'aws:SourceVpce': 'vpce-1'}"), Audience.Nobody
        },
        { "IAM, every principal of every account", EndpointType.Regional, AuthorizationKind.AwsIam, Allow(), Audience.Internet },
        {
            "IAM, another account", EndpointType.Regional, AuthorizationKind.AwsIam, Allow("""{"AWS": "arn:aws:iam::444455556666:root"}"""),
            Audience.OthersOrNetwork
        },
        {
            "IAM, the own account", EndpointType.Regional, AuthorizationKind.AwsIam, Allow($$"""{"AWS": "{{Account}}"}"""),
            Audience.OwnVpcOrAccount
        },
        {
            "IAM, an organization", EndpointType.Regional, AuthorizationKind.AwsIam,
            Allow(condition: "'StringEquals': {'aws:PrincipalOrgID': 'o-1'}"), Audience.OthersOrNetwork
        },
        { "PRIVATE, endpoints of anyone", EndpointType.Private, AuthorizationKind.None, Allow(), Audience.OthersOrNetwork },
        {
            "PRIVATE, one endpoint", EndpointType.Private, AuthorizationKind.None,
            Allow(condition: "'StringEquals': {'aws:SourceVpce': 'vpce-1'}"), Audience.OwnVpcOrAccount
        },
        {
            "PRIVATE, one VPC, key in another case", EndpointType.Private, AuthorizationKind.None,
            Allow(condition: "'StringEquals': {'aws:sourcevpc': 'vpc-1'}"), Audience.OwnVpcOrAccount
        },
        {
            "PRIVATE, denied unless through an endpoint", EndpointType.Private, AuthorizationKind.None,
            Allow() + "," + Deny("'StringNotEquals': {'aws:SourceVpce': 'vpce-1'}"), Audience.OwnVpcOrAccount
        },
        {
            "PRIVATE, by an address that endpoint callers do not have", EndpointType.Private, AuthorizationKind.None,
            Allow(condition: "'IpAddress': {'aws:SourceIp': '10.0.0.0/8'}"), Audience.Nobody
        },
    };

    [Theory, MemberData(nameof(Policies))]
    public void Reads_the_resource_policy(
        string what, EndpointType type, AuthorizationKind authorization, string statements, Audience audience)
    {
        var api = Serving(Rest with { EndpointType = type }, authorization: authorization) with { ResourcePolicy = Policy(statements) };
        Of(api).Value.Audience.ShouldBe(audience, what);
        var escaped = api with { ResourcePolicy = Policy(statements).Replace("\"", "\\\"", StringComparison.Ordinal) };
        Of(escaped).Value.Audience.ShouldBe(audience, $"{what}, escaped as API Gateway answers it");
    }

    [Fact]
    public void Names_the_network_that_is_let_in() =>
        Of(Rest with { ResourcePolicy = Policy(Allow(condition: "'IpAddress': {'aws:SourceIp': ['203.0.113.0/24', '198.51.100.7']}")) })
            .Value.Narrowing.ShouldBe("addresses 198.51.100.7/32, 203.0.113.0/24");

    [Fact]
    public void A_policy_that_cannot_be_read_is_unknown() =>
        Of(Rest with { ResourcePolicy = """{"Statement": [{"Effect": "Perhaps"}]}""" }).Unknown?.Because.ShouldStartWith(
            "The resource policy of API 'orders' cannot be read:");

    [Fact]
    public void What_hangs_on_something_unknowable_is_unknown_and_names_it() =>
        Of(Rest with { ResourcePolicy = Policy(Allow(condition: "'StringEquals': {'aws:RequestedRegionOfTheMoon': 'x'}")) })
            .Unknown?.Because.ShouldContain("aws:RequestedRegionOfTheMoon");

    [Fact]
    public void A_custom_domain_is_a_way_in_beside_a_closed_endpoint()
    {
        var exposure = Of(Rest with { DisableExecuteApiEndpoint = true }, Shop).Value;
        exposure.Audience.ShouldBe(Audience.Internet);
        exposure.Witness.ShouldBe("GET https://api.acme.example/shop/v1/orders without credentials");
    }

    [Fact]
    public void Mutual_tls_asks_for_a_certificate_and_an_open_endpoint_beside_it_does_not()
    {
        var mutual = Shop with { MutualTls = new() { TruststoreUri = "s3://trust/store.pem" } };
        Of(Rest with { DisableExecuteApiEndpoint = true }, mutual).Value.Credential.ShouldBe(Credential.ClientCertificate);
        Of(Rest, mutual).Value.Credential.ShouldBe(Credential.None);
    }

    public static TheoryData<string, Domain> DeadMappings => new()
    {
        { "another API", Shop with { Mappings = ImmutableArray.Create(new ApiMapping { ApiId = "other", Stage = "prod" }) } },
        { "another stage", Shop with { Mappings = ImmutableArray.Create(new ApiMapping { ApiId = "a1b2c3d4e5", Stage = "dev" }) } },
        { "mappings that the routing mode ignores", Shop with { RoutingMode = "ROUTING_RULE_ONLY" } },
    };

    [Theory, MemberData(nameof(DeadMappings))]
    public void A_mapping_that_leads_elsewhere_is_no_way_in(string what, Domain domain) =>
        Of(Rest with { DisableExecuteApiEndpoint = true }, domain).Value.Audience.ShouldBe(Audience.Nobody, what);

    [Fact]
    public void A_routing_rule_is_a_way_in() => Of(
        Rest with { DisableExecuteApiEndpoint = true },
        Shop with { RoutingMode = "ROUTING_RULE_ONLY", RoutingRules = ImmutableArray.Create(new RoutingRule { ApiId = "a1b2c3d4e5", Stage = "prod", BasePaths = ["v2"] }) })
        .Value.Witness.ShouldBe("GET https://api.acme.example/v2/orders without credentials");

    [Fact]
    public void Unknown_domains_matter_only_where_the_endpoint_is_closed()
    {
        Unknown denied = new("GetDomainNames was denied.");
        Of(Rest, denied).Value.Audience.ShouldBe(Audience.Internet);
        Of(Rest with { DisableExecuteApiEndpoint = true }, denied).Unknown.ShouldBe(denied);
    }

    [Fact]
    public void Connections_to_a_websocket_api_are_guarded_by_its_connect_route()
    {
        var api = Http with
        {
            Kind = ApiKind.WebSocket,
            Routes = ImmutableArray.Create(
                new Route { Key = "$connect", Authorization = AuthorizationKind.Custom, Integration = (Integration?)null },
                new Route { Key = "sendMessage", Authorization = AuthorizationKind.None, Integration = (Integration?)null }),
        };
        var exposure = Of(api).Value;
        exposure.Route.Route.Key.ShouldBe("sendMessage");
        exposure.Credential.ShouldBe(Credential.AuthorizerToken);
    }

    [Fact]
    public void The_names_follow_partition_and_stage()
    {
        Of(Rest).Value.Path[0].Value.ShouldBe("https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com/prod");
        Of(Http with { Stages = ImmutableArray.Create(Prod with { Name = "$default" }) }).Value.Path[0].Value.ShouldBe(
            "https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com");
    }

    private static readonly Api Closed = Rest with { DisableExecuteApiEndpoint = true };

    private static Fact<RouteExposure> Of(Api api, string key)
    {
        var scope = new Scope { Account = Account, Region = "eu-west-1", Domains = ImmutableArray<Domain>.Empty };
        var map = new ExposureMap(new() { CollectedAt = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero), Scopes = [scope] });
        return map.Of(map.RoutesOf(scope, api, api.Stages.Value[0]).Value.Last(route => route.Route.Key == key));
    }

    private static Api WithRoutes(params string[] keys) => Rest with
    {
        Deployments = [new() { Id = "d1", Methods = keys.Select(key => new DeployedMethod { Key = key, Authorization = AuthorizationKind.None }).ToImmutableArray() }],
    };

    private static string AllowOnly(string resource) =>
        Policy(Allow().Replace("a1b2c3d4e5/*", $"a1b2c3d4e5/{resource}", StringComparison.Ordinal));

    [Fact]
    public void What_the_policy_opens_of_a_greedy_route_may_be_another_routes_alone()
    {
        var api = WithRoutes("ANY /{proxy+}", "GET /orders") with { ResourcePolicy = AllowOnly("prod/GET/orders") };
        Of(api, "GET /orders").Value.Audience.ShouldBe(Audience.Internet);
        Of(api, "ANY /{proxy+}").Value.Audience.ShouldBe(Audience.Nobody);
        Of(
            WithRoutes("ANY /{proxy+}") with { ResourcePolicy = api.ResourcePolicy },
            "ANY /{proxy+}").Value.Audience.ShouldBe(Audience.Internet);
    }

    [Fact]
    public void What_shows_that_a_greedy_route_is_open_reaches_no_other_route()
    {
        var api = WithRoutes("ANY /{proxy+}", "GET /o1", "GET /o2") with { ResourcePolicy = AllowOnly("prod/GET/o*") };
        Of(api, "ANY /{proxy+}").Value.Witness.ShouldNotBeNull().ShouldSatisfyAllConditions(
            witness => witness.ShouldStartWith("GET https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com/prod/o"),
            witness => witness.ShouldNotContain("/prod/o1 "),
            witness => witness.ShouldNotContain("/prod/o2 "));
        Of(WithRoutes("GET /{proxy+}", "GET /anything"), "GET /{proxy+}").Value.Witness.ShouldBe(
            "GET https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com/prod/something without credentials");
    }

    [Fact]
    public void Any_is_asked_about_the_verbs_that_are_left_to_it()
    {
        var api = WithRoutes("ANY /orders", "GET /orders") with { ResourcePolicy = AllowOnly("prod/GET/*") };
        Of(api, "ANY /orders").Value.Audience.ShouldBe(Audience.Nobody);
        var full = WithRoutes(
        [
            "ANY /orders",
            .. new[] { "GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS" }.Select(verb => $"{verb} /orders"),
        ]);
        var nothing = Of(full, "ANY /orders").Value;
        nothing.Audience.ShouldBe(Audience.Nobody);
        nothing.Path.ShouldHaveSingleItem().What.ShouldBe("route matching");
    }

    [Fact]
    public void A_canary_is_matched_against_its_own_snapshot()
    {
        var api = WithRoutes("ANY /{proxy+}", "GET /orders") with
        {
            Stages = ImmutableArray.Create(Prod with { Canary = new() { DeploymentId = "d2", PercentTraffic = 10 } }),
            ResourcePolicy = AllowOnly("prod/GET/orders"),
        };
        var canary = new Deployment
        {
            Id = "d2",
            Methods = ImmutableArray.Create(new DeployedMethod { Key = "ANY /{proxy+}", Authorization = AuthorizationKind.None }),
        };
        var exposure = Of(api with { Deployments = api.Deployments.Add(canary) }, "ANY /{proxy+}").Value;
        exposure.Route.IsCanary.ShouldBeTrue();
        exposure.Audience.ShouldBe(Audience.Internet);
        exposure.Path.ShouldContain(step => step.What == "authorization" && step.Value.Contains("deployment 'd2'"));
    }

    // Choose an API key source: from the authorizer it comes with what a Lambda authorizer answers, whatever the request carries.
    [Fact]
    public void A_key_that_a_Lambda_authorizer_is_to_answer_nobody_has_without_one()
    {
        var keyed = Serving(Rest, apiKey: true) with { ApiKeySource = "AUTHORIZER" };

        var exposure = Of(keyed).Value;

        exposure.Audience.ShouldBe(Audience.Nobody);
        exposure.Path.ShouldContain(step => step.Value.Contains("Lambda authorizer, which the route does not have"));
        Of(Serving(keyed, authorization: AuthorizationKind.Custom, apiKey: true)).Value.Audience.ShouldBe(Audience.Internet);
        Of(keyed with { ApiKeySource = "HEADER" }).Value.Audience.ShouldBe(Audience.Internet);
    }

    // CanarySettings (Amazon API Gateway API Reference), percentTraffic: of 100 nothing is left to the stage's own deployment.
    [Fact]
    public void A_canary_of_all_requests_leaves_none_to_the_stage()
    {
        var api = WithRoutes("GET /orders") with
        {
            Stages = ImmutableArray.Create(Prod with { Canary = new() { DeploymentId = "d2", PercentTraffic = 100 } }),
        };
        var canary = new Deployment
        {
            Id = "d2",
            Methods = ImmutableArray.Create(new DeployedMethod { Key = "GET /orders", Authorization = AuthorizationKind.AwsIam }),
        };
        var exposure = Of(api with { Deployments = api.Deployments.Add(canary) }, "GET /orders").Value;

        exposure.Route.IsCanary.ShouldBeTrue();
        exposure.Credential.ShouldBe(Credential.AwsPrincipal);
    }

    private static ApiMapping To(string key, string api = "a1b2c3d4e5") => new() { Key = key, ApiId = api, Stage = "prod" };

    private static RoutingRule Rule(int priority, string api, bool matchesHeaders, params ImmutableArray<string> paths) =>
        new() { Priority = priority, ApiId = api, Stage = "prod", BasePaths = paths, MatchesHeaders = matchesHeaders };

    private static Domain Mapped(params ImmutableArray<ApiMapping> mappings) => Shop with { Mappings = mappings };

    private static Domain Ruled(Domain domain, params ImmutableArray<RoutingRule> rules) =>
        domain with { RoutingMode = "ROUTING_RULE_THEN_API_MAPPING", RoutingRules = rules };

    public static TheoryData<string, Domain, string?> Paths => new()
    {
        { "several levels", Mapped(To("shop/v1")), "shop/v1/orders" },
        { "a longer mapping takes the route's path", Mapped(To(""), To("orders", "other")), null },
        { "a longer mapping beside it takes nothing", Mapped(To(""), To("order", "other")), "orders" },
        { "a longer mapping below takes nothing", Mapped(To(""), To("orders/v1", "other")), "orders" },
        { "a rule for everything comes before mappings", Ruled(Mapped(To("shop")), Rule(1, "other", false)), null },
        { "a rule for the same path comes before the mapping", Ruled(Mapped(To("shop/v1")), Rule(1, "other", false, "shop")), null },
        { "a rule that asks for a header leaves the others", Ruled(Mapped(To("shop")), Rule(1, "other", true)), "shop/orders" },
        { "an earlier rule takes all", Ruled(Mapped(), Rule(2, "a1b2c3d4e5", false, "v2"), Rule(1, "other", false)), null },
        { "a later rule takes nothing", Ruled(Mapped(), Rule(2, "other", false), Rule(1, "a1b2c3d4e5", false, "v2")), "v2/orders" },
        {
            "rules that the mode ignores", Ruled(Mapped(To("shop")), Rule(1, "other", false)) with { RoutingMode = "API_MAPPING_ONLY" },
            "shop/orders"
        },
    };

    [Theory, MemberData(nameof(Paths))]
    public void A_domain_name_leads_where_its_rules_and_longest_mapping_say(string what, Domain domain, string? path) =>
        Of(Closed, domain).Value.Witness.ShouldBe(path is null ? null : $"GET https://api.acme.example/{path} without credentials", what);

    private static string Endpoint(string id) => Policy(Allow(condition: $"'StringEquals': {{'aws:SourceVpce': '{id}'}}"));

    private static Domain PrivateDomain(string? policy) => Shop with { EndpointType = EndpointType.Private, Policy = policy };

    public static TheoryData<string, string, string?, Audience, bool> PrivateDomains => new()
    {
        { "both open", Policy(Allow()), Policy(Allow()), Audience.OthersOrNetwork, false },
        { "the domain name's policy is narrower", Policy(Allow()), Endpoint("vpce-1"), Audience.OwnVpcOrAccount, false },
        { "the API's policy is narrower", Endpoint("vpce-1"), Policy(Allow()), Audience.OwnVpcOrAccount, false },
        { "each names an endpoint, and not the same", Endpoint("vpce-1"), Endpoint("vpce-2"), Audience.Nobody, false },
        { "each names the same endpoint", Endpoint("vpce-1"), Endpoint("vpce-1"), Audience.OwnVpcOrAccount, false },
        {
            "one names a VPC, in which the other's endpoint may be", Policy(Allow(condition: "'StringEquals': {'aws:SourceVpc': 'vpc-1'}")),
            Endpoint("vpce-2"), Audience.OwnVpcOrAccount, true
        },
        {
            "the domain name's policy lets nobody in", Policy(Allow()), Policy(Allow("""{"AWS": "444455556666"}""")), Audience.Nobody, false
        },
        { "the domain name has none", Policy(Allow()), null, Audience.OthersOrNetwork, true },
    };

    [Theory, MemberData(nameof(PrivateDomains))]
    public void Through_a_private_domain_name_both_policies_must_be_passed(
        string what, string api, string? domain, Audience audience, bool isUncertain)
    {
        var exposure = Of(Closed with { EndpointType = EndpointType.Private, ResourcePolicy = api }, PrivateDomain(domain)).Value;
        exposure.Audience.ShouldBe(audience, what);
        exposure.IsUncertain.ShouldBe(isUncertain, what);
        exposure.Path.ShouldContain(step => step.What == "domain policy");
    }

    [Fact]
    public void A_domain_policy_that_cannot_be_read_is_unknown() =>
        Of(
            Closed with { EndpointType = EndpointType.Private, ResourcePolicy = Policy(Allow()) },
            PrivateDomain("no JSON")).Unknown?.Because.ShouldStartWith("The policy of domain name 'api.acme.example' cannot be read:");

    public static TheoryData<string, Api, ControlKind?> Holding => new()
    {
        { "nothing", Rest, null },
        { "an API key is no authorization", Serving(Rest, apiKey: true), null },
        { "an authorizer", Serving(Rest, authorization: AuthorizationKind.Custom), ControlKind.Identity },
        {
            "the policy, before the authorizer",
            Serving(
                Rest,
                authorization: AuthorizationKind.CognitoUserPools) with { ResourcePolicy = Policy(Allow(condition: "'IpAddress': {'aws:SourceIp': '203.0.113.0/24'}")) },
            ControlKind.Resource
        },
        { "an open policy holds nothing", Rest with { ResourcePolicy = Policy(Allow()) }, null },
        {
            "the endpoint's type, before all", Rest with { EndpointType = EndpointType.Private, ResourcePolicy = Endpoint("vpce-1") },
            ControlKind.Network
        },
        { "an HTTP API has no resource policy", Serving(Http, authorization: AuthorizationKind.Jwt), ControlKind.Identity },
    };

    [Theory, MemberData(nameof(Holding))]
    public void Tells_which_of_network_resource_and_identity_holds(string what, Api api, ControlKind? holding)
    {
        var exposure = Of(api).Value;
        (exposure.Holding?.Kind).ShouldBe(holding, what);
        exposure.Controls.Select(control => control.Kind)
            .ShouldBe(api.IsRest
                ? [ControlKind.Network, ControlKind.Resource, ControlKind.Identity]
                : [ControlKind.Network, ControlKind.Identity]);
        exposure.Path.ShouldContain(step => step.What == "identity");
        exposure.Path[^1].ShouldBe(new("what holds", holding?.ToString().ToLowerInvariant() ?? "nothing"));
    }
}
