using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;

namespace Auditor.Core.Tests.Exposure;

public sealed class AccessExplainerTests
{
    private const string Account = "111122223333";
    private const string Role = "arn:aws:iam::111122223333:role/shop";
    private const string Stranger = "arn:aws:iam::444455556666:role/shop";

    private static readonly Stage Prod = new() { Name = "prod", DeploymentId = "d1" };

    private static readonly AccessRequest Post = new() { Verb = "POST", Path = "/orders", FromIp = "198.51.100.4" };

    private static Api Rest(AuthorizationKind authorization, string? policy = null) => new()
    {
        Id = "a1b2c3d4e5",
        Name = "orders",
        Kind = ApiKind.Rest,
        EndpointType = EndpointType.Regional,
        ResourcePolicy = policy,
        Stages = ImmutableArray.Create(Prod),
        Routes = ImmutableArray<Route>.Empty,
        Deployments = [new() { Id = "d1", Methods = ImmutableArray.Create(new DeployedMethod { Key = "POST /orders", Authorization = authorization }) }],
    };

    // Conditions are written with single quotes here, to be read more easily.
    private static string Statement(string effect = "Allow", string condition = "", string sid = "Here") =>
        $$"""{'Sid': '{{sid}}', 'Effect': '{{effect}}', 'Principal': '*', 'Action': 'execute-api:Invoke', 'Resource': 'execute-api:/*', 'Condition': {{{condition}}} }""";

    private static string Policy(params string[] statements) =>
        $$"""{'Version': '2012-10-17', 'Statement': [{{string.Join(", ", statements)}}]}""".Replace('\'', '"');

    private static AccessExplanation Explain(Api api, AccessRequest request, params ImmutableArray<Domain> domains)
    {
        var scope = new Scope { Account = Account, Region = "eu-west-1", Domains = domains.IsDefault ? [] : domains };
        return new AccessExplainer(new(new() { CollectedAt = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero), Scopes = [scope] }))
            .Explain(scope, api, api.Stages.Value[0], request);
    }

    // The rows and columns of aws-facts.md C.1.
    [Theory]
    [InlineData(AuthorizationKind.None, "none", null, AccessDecision.Allowed)]
    [InlineData(AuthorizationKind.None, "allow", null, AccessDecision.Allowed)]
    [InlineData(AuthorizationKind.None, "silent", null, AccessDecision.Denied)]
    [InlineData(AuthorizationKind.None, "deny", null, AccessDecision.Denied)]
    [InlineData(AuthorizationKind.AwsIam, "none", null, AccessDecision.Denied)]
    [InlineData(AuthorizationKind.AwsIam, "none", Role, AccessDecision.Conditional)]
    [InlineData(AuthorizationKind.AwsIam, "allow", Role, AccessDecision.Allowed)]
    [InlineData(AuthorizationKind.AwsIam, "silent", Role, AccessDecision.Conditional)]
    [InlineData(AuthorizationKind.AwsIam, "deny", Role, AccessDecision.Denied)]
    [InlineData(AuthorizationKind.AwsIam, "none", Stranger, AccessDecision.Denied)]
    [InlineData(AuthorizationKind.AwsIam, "allow", Stranger, AccessDecision.Conditional)]
    [InlineData(AuthorizationKind.AwsIam, "silent", Stranger, AccessDecision.Denied)]
    [InlineData(AuthorizationKind.AwsIam, "deny", Stranger, AccessDecision.Denied)]
    [InlineData(AuthorizationKind.Custom, "none", null, AccessDecision.Conditional)]
    [InlineData(AuthorizationKind.Custom, "allow", null, AccessDecision.Conditional)]
    [InlineData(AuthorizationKind.Custom, "silent", null, AccessDecision.Conditional)]
    [InlineData(AuthorizationKind.Custom, "deny", null, AccessDecision.Denied)]
    [InlineData(AuthorizationKind.CognitoUserPools, "none", null, AccessDecision.Conditional)]
    [InlineData(AuthorizationKind.CognitoUserPools, "allow", null, AccessDecision.Conditional)]
    [InlineData(AuthorizationKind.CognitoUserPools, "silent", null, AccessDecision.Denied)]
    [InlineData(AuthorizationKind.CognitoUserPools, "deny", null, AccessDecision.Denied)]
    public void Follows_the_tables_of_authorization_types(
        AuthorizationKind authorization, string policy, string? principal, AccessDecision decision)
    {
        var text = policy switch
        {
            "allow" => Policy(Statement()),
            "silent" => Policy(Statement(condition: "'IpAddress': {'aws:SourceIp': '203.0.113.0/24'}")),
            "deny" => Policy(Statement("Deny", "'IpAddress': {'aws:SourceIp': '198.51.100.0/24'}"), Statement()),
            _ => null,
        };
        var explanation = Explain(Rest(authorization, text), Post with { PrincipalArn = principal });
        explanation.Decision.ShouldBe(decision, explanation.Because);
    }

    [Fact]
    public void Shows_every_step()
    {
        var explanation = Explain(Rest(AuthorizationKind.None, Policy(Statement(sid: "PublicRead"))), Post);
        explanation.Steps.ShouldBe(
        [
            new("endpoint", "https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com/prod"),
            new("route matching", "POST /orders"),
            new("resource policy", "statement 'PublicRead' allows it"),
            new("authorization", "NONE: nothing is asked for"),
        ]);
        explanation.Because.ShouldBe("Nothing is asked for.");
    }

    [Fact]
    public void A_request_that_no_route_fits_is_denied() =>
        Explain(Rest(AuthorizationKind.None), Post with { Verb = "GET" }).ShouldSatisfyAllConditions(
            explanation => explanation.Decision.ShouldBe(AccessDecision.Denied),
            explanation => explanation.Steps[^1].What.ShouldBe("route matching"));

    [Theory]
    [InlineData("'StringEquals': {'aws:SourceVpce': 'vpce-1'}", "vpce-1", AccessDecision.Allowed)]
    [InlineData("'StringEquals': {'aws:SourceVpce': 'vpce-1'}", "vpce-2", AccessDecision.Denied)]
    [InlineData("'StringEquals': {'aws:SourceVpce': 'vpce-1'}", null, AccessDecision.Denied)]
    [InlineData("'StringEquals': {'aws:SourceVpc': 'vpc-1'}", "vpce-1", AccessDecision.Unknown)]
    public void Through_an_endpoint_the_policy_sees_the_endpoint(string condition, string? endpoint, AccessDecision decision)
    {
        var api = Rest(AuthorizationKind.None, Policy(Statement(condition: condition))) with { EndpointType = EndpointType.Private };
        Explain(api, Post with { VpcEndpointId = endpoint }).Decision.ShouldBe(decision);
    }

    [Fact]
    public void A_private_api_without_a_policy_rejects_everything() =>
        Explain(
            Rest(AuthorizationKind.Custom) with { EndpointType = EndpointType.Private },
            Post with { VpcEndpointId = "vpce-1" }).Decision.ShouldBe(AccessDecision.Denied);

    [Theory]
    [InlineData("'StringEquals': {'aws:PrincipalOrgID': 'o-1'}", Stranger, AccessDecision.Unknown)]
    [InlineData("'StringEquals': {'aws:PrincipalOrgID': 'o-1'}", null, AccessDecision.Denied)]
    [InlineData("'StringEquals': {'aws:PrincipalAccount': '444455556666'}", Stranger, AccessDecision.Conditional)]
    [InlineData("'StringEquals': {'aws:PrincipalAccount': '777788889999'}", Stranger, AccessDecision.Denied)]
    public void What_a_principals_arn_does_not_tell_is_unknown(string condition, string? principal, AccessDecision decision)
    {
        var explanation = Explain(
            Rest(AuthorizationKind.AwsIam, Policy(Statement(condition: condition))), Post with { PrincipalArn = principal });
        explanation.Decision.ShouldBe(decision, explanation.Because);
        if (decision is AccessDecision.Unknown)
        {
            explanation.Because.ShouldContain("aws:PrincipalOrgID");
        }
    }

    [Fact]
    public void A_deny_of_another_statement_decides_whatever_is_unknown()
    {
        var api = Rest(
            AuthorizationKind.AwsIam, Policy(Statement("Deny"), Statement(condition: "'StringEquals': {'aws:PrincipalOrgID': 'o-1'}")));
        Explain(api, Post with { PrincipalArn = Stranger }).Decision.ShouldBe(AccessDecision.Denied);
    }

    [Fact]
    public void A_policy_that_cannot_be_read_is_unknown() =>
        Explain(Rest(AuthorizationKind.None, "no JSON"), Post).ShouldSatisfyAllConditions(
            explanation => explanation.Decision.ShouldBe(AccessDecision.Unknown),
            explanation => explanation.Because.ShouldContain("'orders' cannot be read"));

    [Fact]
    public void A_closed_endpoint_leaves_the_domain_names()
    {
        var api = Rest(AuthorizationKind.None) with { DisableExecuteApiEndpoint = true };
        var domain = new Domain
        {
            Name = "api.acme.example",
            EndpointType = EndpointType.Regional,
            MutualTls = new(),
            Mappings = ImmutableArray.Create(new ApiMapping { ApiId = api.Id, Stage = "prod" }),
        };
        Explain(api, Post).Decision.ShouldBe(AccessDecision.Denied);
        var explanation = Explain(api, Post, domain);
        explanation.Decision.ShouldBe(AccessDecision.Conditional);
        explanation.Because.ShouldContain("certificate");
    }

    [Fact]
    public void Tells_what_the_canary_does_differently()
    {
        var api = Rest(AuthorizationKind.Custom);
        var canary = api with
        {
            Stages = ImmutableArray.Create(Prod with { Canary = new() { DeploymentId = "d2", PercentTraffic = 10 } }),
            Deployments =
            [
                .. api.Deployments,
                new()
                {
                    Id = "d2",
                    Methods = ImmutableArray.Create(new DeployedMethod { Key = "POST /orders", Authorization = AuthorizationKind.None }),
                },
            ],
        };

        var explanation = Explain(canary, Post);

        // Whoever asks again gets in: one request in ten is enough.
        explanation.Decision.ShouldBe(AccessDecision.Allowed);
        explanation.Because.ShouldContain("for the canary only: 10 % of requests meet deployment 'd2'");
        explanation.Steps.ShouldContain(step => step.What == "canary" && step.Value.Contains("the others: allowed under a condition"));
    }

    // Create a canary release deployment: percentTraffic is the share of requests that the canary gets.
    [Fact]
    public void A_canary_that_gets_every_request_is_the_stage()
    {
        var api = Rest(AuthorizationKind.None);
        var canary = api with
        {
            Stages = ImmutableArray.Create(Prod with { Canary = new() { DeploymentId = "d2", PercentTraffic = 100 } }),
            Deployments =
            [
                .. api.Deployments,
                new()
                {
                    Id = "d2",
                    Methods = ImmutableArray.Create(new DeployedMethod { Key = "POST /orders", Authorization = AuthorizationKind.AwsIam }),
                },
            ],
        };

        var explanation = Explain(canary, Post);

        explanation.Decision.ShouldBe(AccessDecision.Denied);
        explanation.Because.ShouldNotContain("canary");
        explanation.Steps.ShouldNotContain(step => step.What == "canary");
    }

    [Fact]
    public void A_canary_that_lets_nobody_else_in_is_told_and_decides_nothing()
    {
        var api = Rest(AuthorizationKind.None);
        var canary = api with
        {
            Stages = ImmutableArray.Create(Prod with { Canary = new() { DeploymentId = "d2", PercentTraffic = 10 } }),
            Deployments =
            [
                .. api.Deployments,
                new()
                {
                    Id = "d2",
                    Methods = ImmutableArray.Create(new DeployedMethod { Key = "POST /orders", Authorization = AuthorizationKind.AwsIam }),
                },
            ],
        };

        var explanation = Explain(canary, Post);

        explanation.Decision.ShouldBe(AccessDecision.Allowed);
        explanation.Because.ShouldNotContain("canary");
        explanation.Steps.ShouldContain(step => step.What == "canary"
            && step.Value.StartsWith("10 % of requests meet deployment 'd2': denied."));
    }

    // Use @connections commands in your backend service: signed requests, of which execute-api:ManageConnections decides, no routes.
    [Theory]
    [InlineData(null, AccessDecision.Denied)]
    [InlineData("arn:aws:iam::111122223333:role/backend", AccessDecision.Unknown)]
    public void Commands_about_connections_are_no_messages(string? principal, AccessDecision decision)
    {
        var api = new Api
        {
            Id = "w5k2j8c4t1",
            Name = "chat",
            Kind = ApiKind.WebSocket,
            EndpointType = EndpointType.Regional,
            Stages = ImmutableArray.Create(new Stage { Name = "prod", AutoDeploy = true, DeploymentId = "d1" }),
            Routes = ImmutableArray.Create(
                new Route { Key = "$connect", Authorization = AuthorizationKind.None },
                new Route { Key = "$default", Authorization = AuthorizationKind.None }),
        };

        Explain(api, new() { Verb = "POST", Path = "/@connections/abc", FromIp = "203.0.113.7", PrincipalArn = principal })
            .Decision.ShouldBe(decision);
    }

    // Gateway response types for API Gateway, AUTHORIZER_CONFIGURATION_ERROR: 500.
    [Theory]
    [InlineData("a1", AccessDecision.Conditional)]
    [InlineData("gone", AccessDecision.Denied)]
    [InlineData(null, AccessDecision.Denied)]
    public void Without_its_authorizer_a_route_refuses_everybody(string? authorizer, AccessDecision decision)
    {
        var api = new Api
        {
            Id = "h5k2j8c4t1",
            Name = "orders",
            Kind = ApiKind.Http,
            EndpointType = EndpointType.Regional,
            Stages = ImmutableArray.Create(new Stage { Name = "prod", AutoDeploy = true, DeploymentId = "d1" }),
            Routes = ImmutableArray.Create(
                new Route { Key = "GET /orders", Authorization = AuthorizationKind.Jwt, AuthorizerId = authorizer }),
            Authorizers = ImmutableArray.Create(new Authorizer { Id = "a1", Name = "users", Type = AuthorizerType.Jwt }),
        };

        var explanation = Explain(api, new() { Verb = "GET", Path = "/orders", FromIp = "203.0.113.7" });
        explanation.Decision.ShouldBe(decision, explanation.Because);
        // A finding about it is about whoever gets that far.
        var scope = new Scope { Account = "111122223333", Region = "eu-west-1", Domains = ImmutableArray<Domain>.Empty };
        var map = new ExposureMap(new() { CollectedAt = default, Scopes = [scope] });
        map.AudienceOf(map.RoutesOf(scope, api, api.Stages.Value[0]).Value).Value.ShouldBe(Audience.Internet);
        Explain(api with { Authorizers = new Unknown("not read") }, new() { Verb = "GET", Path = "/orders", FromIp = "203.0.113.7" })
            .Decision.ShouldBe(AccessDecision.Conditional);
    }

    // That 0 answers 429: terraform-provider-aws issue 14742, pulumi-aws issue 2363. A message needs a connection.
    [Theory]
    [InlineData("send", "send", AccessDecision.Denied)]
    [InlineData("$connect", "send", AccessDecision.Denied)]
    [InlineData("$connect", "$connect", AccessDecision.Denied)]
    [InlineData("$default", "send", AccessDecision.Denied)]
    [InlineData("other", "send", AccessDecision.Allowed)]
    [InlineData("send", "$connect", AccessDecision.Allowed)]
    public void A_limit_of_0_lets_no_request_through(string limited, string asked, AccessDecision decision)
    {
        var settings = new RouteSettings { Key = limited is "$default" ? RouteSettings.DefaultKey : limited, ThrottlingBurst = 0 };
        var api = new Api
        {
            Id = "w5k2j8c4t1",
            Name = "chat",
            Kind = ApiKind.WebSocket,
            EndpointType = EndpointType.Regional,
            Stages = ImmutableArray.Create(new Stage { Name = "prod", AutoDeploy = true, DeploymentId = "d1", Settings = [settings] }),
            Routes = ImmutableArray.Create(
                new Route { Key = "$connect", Authorization = AuthorizationKind.None },
                new Route { Key = "send", Authorization = AuthorizationKind.None }),
        };

        Explain(api, new() { Verb = "", Path = asked, FromIp = "203.0.113.7" }).Decision.ShouldBe(decision);
    }

    // Set up WebSocket APIs: '$connect' is where callers are asked; without it API Gateway accepts every connection, and '$default' takes
    // messages only.
    [Theory]
    [InlineData("$connect", AuthorizationKind.AwsIam, AccessDecision.Denied)]
    [InlineData("$connect", AuthorizationKind.None, AccessDecision.Allowed)]
    [InlineData("$default", AuthorizationKind.AwsIam, AccessDecision.Allowed)]
    public void The_address_of_a_WebSocket_API_is_where_connections_are_made(
        string key, AuthorizationKind authorization, AccessDecision decision)
    {
        var api = new Api
        {
            Id = "w5k2j8c4t1",
            Name = "chat",
            Kind = ApiKind.WebSocket,
            EndpointType = EndpointType.Regional,
            Stages = ImmutableArray.Create(new Stage { Name = "prod", AutoDeploy = true, DeploymentId = "d1" }),
            Routes = ImmutableArray.Create(new Route { Key = key, Authorization = authorization }),
        };

        Explain(
            api,
            new() { Verb = "GET", Path = "/prod", Url = new("wss://w5k2j8c4t1.execute-api.eu-west-1.amazonaws.com/prod"), FromIp = "203.0.113.7" })
            .ShouldSatisfyAllConditions(told => told.Decision.ShouldBe(decision, told.Because));
    }
}
