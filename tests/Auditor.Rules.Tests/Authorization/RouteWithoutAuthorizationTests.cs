using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Authorization;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Authorization;

[AboutCallers]
public sealed class RouteWithoutAuthorizationTests : RuleTests<RouteWithoutAuthorization>
{
    private const string OnlyOffice = """
        {"Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}}]}
        """;

    private const string Everyone = """
        {"Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}]}
        """;

    private static readonly Estate Open = SmallEstate.Rest();

    public static TheoryData<string, Func<Estate, Estate>> Clean => new()
    {
        { "IAM", estate => estate.WithRoute(route => route with { Authorization = AuthorizationKind.AwsIam }) },
        { "a Lambda authorizer", estate => estate.WithRoute(route => route with { Authorization = AuthorizationKind.Custom }) },
        { "a user pool", estate => estate.WithRoute(route => route with { Authorization = AuthorizationKind.CognitoUserPools }) },
        { "an API key, which another rule judges", estate => estate.WithRoute(route => route with { ApiKeyRequired = true }) },
        {
            "a preflight that API Gateway answers",
            estate => estate.WithRoute(route => route with { Key = "OPTIONS /orders", Integration = (Integration?)Example.Mock })
        },
        { "a PRIVATE API", estate => estate.WithApi(api => api with { EndpointType = EndpointType.Private, ResourcePolicy = Everyone }) },
        {
            "a PRIVATE API whose policy is broken",
            estate => estate.WithApi(api => api with { EndpointType = EndpointType.Private, ResourcePolicy = "{" })
        },
        { "no stage", estate => estate.WithApi(api => api with { Stages = ImmutableArray<Stage>.Empty }) },
        { "no way in", estate => estate.WithApi(api => api with { DisableExecuteApiEndpoint = true }) },
    };

    [Fact]
    public void Flags_a_route_that_anyone_can_call()
    {
        var finding = Check(Open)
            .ShouldFlag("Anyone on the internet can call route 'GET /orders' of API 'orders' on stage 'prod' without any credentials.");

        finding.Severity.ShouldBe(Severity.High);
        finding.Evidence.ShouldContain(evidence =>
            evidence.What == "request" && evidence.Value == "GET https://a1b2c3.execute-api.eu-west-1.amazonaws.com/prod/orders without "
                + "credentials");
    }

    [Fact]
    public void Flags_a_route_of_an_HTTP_API() =>
        Check(SmallEstate.Http()).ShouldFlag("route 'GET /orders'").Severity.ShouldBe(Severity.High);

    // That 0 answers 429: terraform-provider-aws issue 14742, pulumi-aws issue 2363. Of REST APIs nothing is documented.
    [Fact]
    public void Where_a_limit_of_0_refuses_every_request_nobody_gets_an_answer_now()
    {
        static Estate Refusing(Estate estate, string key = RouteSettings.DefaultKey) =>
            estate.WithStage(stage => stage with { Settings = [new() { Key = key, ThrottlingRate = 0, ThrottlingBurst = 0 }] });

        var finding = Check(Refusing(SmallEstate.Http(Example.Route("POST /orders")))).ShouldFlag(
            "Anyone on the internet can call route 'POST /orders'", "Nobody gets an answer now: the limit on requests is 0");
        finding.Severity.ShouldBe(Severity.Low);
        finding.Evidence.ShouldContain(
            evidence => evidence.What == "throttling" && evidence.Value.Contains("429", StringComparison.Ordinal));

        Check(Refusing(SmallEstate.Http(), "GET /orders")).ShouldFlag("Nobody gets an answer now").Severity.ShouldBe(Severity.Low);
        Check(Refusing(SmallEstate.Http(), "GET /gone")).ShouldFlag("route 'GET /orders'").Severity.ShouldBe(Severity.High);
        Check(Refusing(SmallEstate.Rest())).ShouldFlag("route 'GET /orders'").Severity.ShouldBe(Severity.High);
        Check(Refusing(SmallEstate.Http()).WithRoute(route => route with { Authorization = AuthorizationKind.Jwt })).ShouldBeClean();
    }

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Func<Estate, Estate> apply) => Check(apply(Open)).ShouldBeClean(change);

    [Fact]
    public void An_authorizer_that_no_route_uses_protects_nothing() =>
        Check(Open.AddAuthorizer(new() { Id = "z", Name = "tokens", Type = AuthorizerType.Token })).ShouldFlag("'GET /orders'");

    [Fact]
    public void Where_only_the_network_stops_strangers_it_is_low_and_says_so()
    {
        var finding = Check(Open.WithApi(api => api with { ResourcePolicy = OnlyOffice }))
            .ShouldFlag("Callers of route 'GET /orders' of API 'orders' on stage 'prod' need no credentials: only the network stops "
                + "strangers");

        finding.Message.ShouldContain("203.0.113.0/24");
        finding.Severity.ShouldBe(Severity.Low);
        finding.SeverityIsFixed.ShouldBeTrue();
    }

    [Fact]
    public void A_policy_for_everyone_stops_nobody() =>
        Check(Open.WithApi(api => api with { ResourcePolicy = Everyone }))
            .ShouldFlag("Anyone on the internet").Severity.ShouldBe(Severity.High);

    [Fact]
    public void A_disabled_endpoint_with_a_domain_name_is_open() =>
        Check(Open.WithApi(api => api with { DisableExecuteApiEndpoint = true }).AddDomain(Example.Domain()))
            .ShouldFlag("Anyone on the internet");

    [Fact]
    public void A_domain_name_that_asks_for_certificates_is_not_open() =>
        Check(Open.WithApi(api => api with { DisableExecuteApiEndpoint = true })
                .AddDomain(Example.Domain() with { MutualTls = new() { TruststoreUri = "s3://trust/store.pem" } }))
            .ShouldBeClean();

    [Fact]
    public void The_deployment_counts_and_not_the_working_copy()
    {
        Check(Open.WithWorkingCopy(route => route with { Authorization = AuthorizationKind.AwsIam })).ShouldFlag("'GET /orders'");
        Check(SmallEstate.Rest(Example.Route("GET /orders", AuthorizationKind.AwsIam))
            .WithWorkingCopy(route => route with { Authorization = AuthorizationKind.None }))
            .ShouldBeClean();
    }

    [Fact]
    public void A_verdict_from_the_working_copy_says_so()
    {
        var finding = Check(Open.WithDeployment(deployment => deployment with { Methods = Example.Denied })).ShouldFlag("working copy");

        finding.Confidence.ShouldBe(Confidence.Medium);
    }

    [Fact]
    public void Only_connect_of_a_WebSocket_API_can_have_authorization()
    {
        Check(SmallEstate.WebSocket(Example.Route("$connect"), Example.Route("$default"), Example.Route("send")))
            .ShouldFlag("route '$connect'")
            .Severity.ShouldBe(Severity.High);
        Check(SmallEstate.WebSocket(Example.Route("$connect", AuthorizationKind.AwsIam), Example.Route("$default"), Example.Route("send")))
            .ShouldBeClean();
    }

    [Fact]
    public void HTTP_APIs_have_no_API_keys() =>
        Check(SmallEstate.Http().WithRoute(route => route with { ApiKeyRequired = true })).ShouldFlag("'GET /orders'");

    [Fact]
    public void ANY_of_an_HTTP_API_is_a_route_like_others() =>
        Check(SmallEstate.Http(Example.Route("ANY /{proxy+}"))).ShouldFlag("route 'ANY /{proxy+}'");

    [Fact]
    public void A_route_is_reported_once_with_all_its_stages()
    {
        var finding = Check(Open.AddStage(Example.RestStage("dev"))).ShouldFlag("on stages 'dev' and 'prod'");

        finding.Stages.ShouldBe(["dev", "prod"]);
    }

    [Fact]
    public void Two_APIs_of_one_name_are_two()
    {
        var second = Example.RestApi(Example.Route("GET /orders")) with { Id = "second" };

        Check(Open.AddApi(second)).Select(finding => finding.Subject.Identity.ApiId).ShouldBe([Example.ApiId, "second"], ignoreOrder: true);
        Check(Open.AddApi(second)).Select(finding => finding.Fingerprint).ShouldBeUnique();
        Check(Open.AddApi(Example.RestApi(Example.Route("GET /orders", AuthorizationKind.AwsIam)) with { Id = "second" }))
            .ShouldFlag("'GET /orders'")
            .Subject.Identity.ApiId.ShouldBe(Example.ApiId);
    }

    // A resource has the same id in every copy of an API (Cloud Custodian #3987): only the API's id tells them apart.
    [Fact]
    public void A_domain_name_of_one_does_not_open_the_other() =>
        Check(Open.WithApi(api => api with { DisableExecuteApiEndpoint = true })
                .AddApi(Example.RestApi(Example.Route("GET /orders")) with { Id = "second", DisableExecuteApiEndpoint = true })
                .AddDomain(Example.Domain(apiId: "second")))
            .ShouldFlag("'GET /orders'").Subject.Identity.ApiId.ShouldBe("second");

    [Fact]
    public void A_canary_that_opens_a_route_is_named()
    {
        var open = Example.Deployment("d2", [Example.Route("GET /orders")]);
        Check(SmallEstate.Rest(Example.Route("GET /orders", AuthorizationKind.AwsIam))
                .WithApi(api => api with { Deployments = api.Deployments.Add(open) })
                .WithStage(stage => stage with { Canary = new() { DeploymentId = "d2", PercentTraffic = 10 } }))
            .ShouldFlag("on the canary of stage 'prod'").FixValues.ShouldContainKeyAndValue("canaryRoute", "GET /orders");
    }

    [Fact]
    public void A_hostile_name_is_shown_and_not_obeyed() =>
        Check(Open.WithApi(api => api with { Name = "a\u202Eb" })).ShouldFlag("API 'a\\u202Eb'");

    [Fact]
    public void Says_so_when_authorization_could_not_be_read() =>
        Check(SmallEstate.Http().WithRoute(route => route with { Authorization = Example.Denied }))
            .ShouldBeInconclusive("The call was denied.");

    [Fact]
    public void Says_so_when_routes_could_not_be_read() =>
        Check(SmallEstate.Http().WithApi(api => api with { Routes = Example.Denied })).ShouldBeInconclusive("The call was denied.");

    // Prowler stops at the first API that it cannot read, and all later ones fail.
    [Fact]
    public void An_API_that_could_not_be_read_says_nothing_about_the_others()
    {
        var unread = Example.HttpApi(Example.Route("GET /orders")) with { Id = "unread", Routes = Example.Denied };
        var guarded = Example.HttpApi(Example.Route("GET /orders", AuthorizationKind.Jwt)) with { Id = "guarded" };
        var open = Example.HttpApi(Example.Route("GET /orders")) with { Id = "open" };

        Check(SmallEstate.Of(unread, guarded, open)).Select(finding => (finding.Outcome, finding.Subject.Identity.ApiId))
            .ShouldBe([(Core.Findings.Outcome.Flagged, "open"), (Core.Findings.Outcome.Inconclusive, "unread")], ignoreOrder: true);
    }

    [Fact]
    public void Says_so_when_APIs_could_not_be_listed() =>
        Check(Open.WithScope(scope => scope with { HttpAndWebSocketApis = Example.Denied })).Select(finding => finding.Outcome)
            .ShouldBe([Core.Findings.Outcome.Flagged, Core.Findings.Outcome.Inconclusive]);

    [Fact]
    public void Says_so_when_the_policy_cannot_be_understood()
    {
        var finding = Check(Open.WithApi(api => api with { ResourcePolicy = "{" })).ShouldHaveSingleItem();

        finding.Outcome.ShouldBe(Core.Findings.Outcome.Inconclusive);
    }

    // Mock integrations for REST APIs: API Gateway answers itself.
    [Fact]
    public void Where_API_Gateway_answers_itself_it_is_low()
    {
        var finding = Check(Open.WithRoute(route => route with { Integration = (Integration?)Example.Mock }))
            .ShouldFlag("Anyone on the internet can call", "no backend is reached");

        finding.Severity.ShouldBe(Severity.Low);
    }

    // Of a WebSocket API the other routes are behind the connection.
    [Fact]
    public void A_connection_that_MOCK_accepts_reaches_what_is_behind_the_other_routes() =>
        Check(SmallEstate.WebSocket(Example.Route("$connect") with { Integration = (Integration?)Example.Mock }, Example.Route("send")))
            .ShouldFlag("'$connect'").Severity.ShouldBe(Severity.High);

    [Theory]
    [InlineData("POST /orders", "change what is behind it")]
    [InlineData("DELETE /orders/{id}", "change what is behind it")]
    [InlineData("ANY /{proxy+}", "change what is behind it")]
    [InlineData("GET /admin/users", "its path names 'admin'")]
    [InlineData("POST /Admin", "its path names 'Admin'")]
    public void A_route_that_writes_or_administers_something_in_use_is_critical(string key, string why) =>
        Check(SmallEstate.Rest(Example.Route(key))).ShouldFlag("without any credentials, and", why).Severity.ShouldBe(Severity.Critical);

    [Fact]
    public void The_default_route_of_an_HTTP_API_writes_too() =>
        Check(SmallEstate.Http(Example.Route("$default"))).ShouldFlag("'$default'").Severity.ShouldBe(Severity.Critical);

    public static TheoryData<string, Estate, Severity> NotCritical => new()
    {
        { "it reads", SmallEstate.Rest(Example.Route("GET /orders")), Severity.High },
        { "nobody uses the stage", Writing.WithStage(stage => stage with { Usage = Example.Unused }), Severity.High },
        { "whether somebody uses it is unknown", Writing.WithStage(stage => stage with { Usage = Example.Denied }), Severity.High },
        { "nothing is behind it", Writing.WithRoute(route => route with { Integration = (Integration?)Example.Mock }), Severity.Low },
        { "what is behind it is unknown", Writing.WithRoute(route => route with { Integration = Example.Denied }), Severity.High },
        { "only the network stops strangers", Writing.WithApi(api => api with { ResourcePolicy = OnlyOffice }), Severity.Low },
        {
            "another API of the name may be the one in use",
            Writing.AddApi(Example.RestApi(Example.Route("GET /x", AuthorizationKind.AwsIam)) with { Id = "second" }), Severity.High
        },
        { "a parameter has that name", SmallEstate.Rest(Example.Route("GET /{admin}")), Severity.High },
        { "its function is gone", Calling(new() { Arn = FunctionArn, Exists = false, Policy = (string?)null }), Severity.High },
        {
            "nothing lets API Gateway call its function", Calling(new() { Arn = FunctionArn, Exists = true, Policy = (string?)null }),
            Severity.High
        },
        { "its function has a policy", Calling(new() { Arn = FunctionArn, Exists = true, Policy = "{}" }), Severity.Critical },
        {
            "its function was not read", Calling(new() { Arn = FunctionArn, Exists = Example.Denied, Policy = Example.Denied }),
            Severity.Critical
        },
    };

    private const string FunctionArn = "arn:aws:lambda:eu-west-1:111122223333:function:orders";

    private static Estate Calling(Function function) => Writing
        .WithIntegration(integration => integration with
        {
            Uri = $"arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/{FunctionArn}/invocations",
        })
        .WithScope(scope => scope with { Functions = [function] });

    private static Estate Writing => SmallEstate.Rest(Example.Route("POST /orders"));

    [Theory]
    [MemberData(nameof(NotCritical))]
    public void One_change_makes_it_less(string change, Estate estate, Severity severity) =>
        Check(estate).ShouldHaveSingleItem().Severity.ShouldBe(severity, change);

    [Fact]
    public void The_words_for_administration_are_those_of_the_other_rule() =>
        Check(
            SmallEstate.Rest(Example.Route("GET /ops")),
            RuleSettings.Default.With(new PrivilegedPathLikeAnyOther().Info, PrivilegedPathLikeAnyOther.PathWords, ["ops"]))
            .ShouldFlag("its path names 'ops'").Severity.ShouldBe(Severity.Critical);
}
