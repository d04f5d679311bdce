using System.Collections.Immutable;
using Auditor.Aws.Services.ApiGateway;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Faults;

namespace Auditor.Aws.Tests.Collection;

/// <summary>
/// The traps of AWS's interfaces that the collector itself must not fall into; those of single answers are tested with the transport.
/// </summary>
public sealed class TrapTests
{
    private const string Policy = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}]}""";

    [Fact]
    public async Task Trap_1_plain_JSON_is_asked_for_and_HAL_is_not_an_empty_account()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeRestApi("orders"));
        aws.Inject(FakeFault.Rewritten("GetRestApis", "\"item\"", "\"_embedded\""));

        var scope = await Collected.ScopeAsync(aws);

        scope.RestApis.Unknown.ShouldNotBeNull().Operation.ShouldBe("apigateway:GetRestApis");
        scope.Gaps.ShouldHaveSingleItem().Operation.ShouldBe("apigateway:GetRestApis");
    }

    [Fact]
    public async Task Trap_2_both_list_envelopes_are_read()
    {
        await using var aws = await FakeAwsServer.StartAsync(
            new FakeRegion(Collected.Region) { RestApis = [new("rest")], Apis = [new("http"), new("socket", "WEBSOCKET")] });

        var scope = await Collected.ScopeAsync(aws);

        scope.KnownApis.Select(api => (api.Name, api.Kind))
            .ShouldBe([("rest", ApiKind.Rest), ("http", ApiKind.Http), ("socket", ApiKind.WebSocket)], ignoreOrder: true);
    }

    [Fact]
    public async Task Trap_3_seconds_since_1970_and_ISO_dates_are_the_same_instant()
    {
        var created = new DateTimeOffset(2025, 3, 2, 10, 0, 0, TimeSpan.Zero);
        await using var aws = await FakeAwsServer.StartAsync(
            new FakeRegion(Collected.Region) { RestApis = [new("rest") { CreatedDate = created }], Apis = [new("http") { CreatedDate = created }] });

        var scope = await Collected.ScopeAsync(aws);

        scope.KnownApis.Select(api => api.CreatedAt).ShouldBe([created, created]);
    }

    [Fact]
    public async Task Trap_4_a_policy_is_kept_as_it_came_escaped_twice()
    {
        var api = await Collected.OnlyRestApiAsync(new("orders") { Policy = Policy });

        api.ResourcePolicy.ShouldNotBeNull().ShouldStartWith("{\\\"Version\\\"");
        Core.Policies.PolicyDocument.Parse(api.ResourcePolicy).Statements.Length.ShouldBe(1);
    }

    [Fact]
    public async Task Trap_5_what_is_deployed_is_told_from_what_is_being_edited()
    {
        var api = await Collected.OnlyRestApiAsync(new("orders")
        {
            Methods = [new("GET", "/orders") { AuthorizationType = "AWS_IAM" }],
            Deployments =
            [
                new("old001") { Methods = [new("GET", "/orders"), new("DELETE", "/orders") { ApiKeyRequired = true }] },
                new("new001") { Methods = [] },
            ],
            Stages = [new("prod") { DeploymentId = "old001", CanarySettings = new("new001") { PercentTraffic = 7.5 } }],
        });

        api.Routes.Value.ShouldHaveSingleItem().Authorization.Value.ShouldBe(AuthorizationKind.AwsIam);
        api.Deployments.Select(deployment => deployment.Id).ShouldBe(["new001", "old001"]);
        api.Deployments[0].Methods.Value.ShouldBeEmpty();
        api.Deployments[1].Methods.Value.Select(method => (method.Key, method.Authorization.Value, method.ApiKeyRequired))
            .ShouldBe([("DELETE /orders", AuthorizationKind.None, true), ("GET /orders", AuthorizationKind.None, false)]);
        var canary = api.Stages.Value.ShouldHaveSingleItem().Canary.ShouldNotBeNull();
        (canary.DeploymentId, canary.PercentTraffic).ShouldBe(("new001", 7.5));
    }

    [Theory]
    [InlineData("~1orders~1{id}/GET", "GET /orders/{id}")]
    [InlineData("orders/{id}/GET", "GET /orders/{id}")]
    [InlineData("/orders/{id}/GET", "GET /orders/{id}")]
    [InlineData("~1/GET", "GET /")]
    [InlineData("//GET", "GET /")]
    [InlineData("/GET", "GET /")]
    [InlineData("test/GET", "GET /test")]
    [InlineData("~1a~0b~1{proxy+}/ANY", "ANY /a~b/{proxy+}")]
    [InlineData("~1a~01/GET", "GET /a~1")]
    [InlineData("*/*", null)]
    public void Trap_6_keys_of_method_settings_are_read_in_every_encoding(string key, string? routeKey) =>
        MethodKeys.OfSetting(key).ShouldBe(routeKey);

    [Fact]
    public async Task Trap_6_settings_have_the_keys_of_their_routes()
    {
        var api = await Collected.OnlyRestApiAsync(new("orders")
        {
            Methods = [new("GET", "/"), new("GET", "/orders/{id}"), new("POST", "/orders")],
            Stages =
            [
                new("prod")
                {
                    MethodSettings = ImmutableDictionary<string, FakeMethodSetting>.Empty
                        .Add("*/*", new() { LoggingLevel = "INFO" })
                        .Add("~1/GET", new() { ThrottlingRateLimit = 1, CachingEnabled = true, CacheTtlInSeconds = 0 })
                        .Add("~1orders~1{id}/GET", new() { ThrottlingRateLimit = 2 })
                        .Add("orders/POST", new() { ThrottlingRateLimit = 3 }),
                },
            ],
        });

        var stage = api.Stages.Value.ShouldHaveSingleItem();
        stage.DefaultSettings.ShouldNotBeNull().LoggingLevel.ShouldBe("INFO");
        // 0 keeps nothing, whatever cachingEnabled says; 300 is what API Gateway fills in.
        (stage.SettingsOf("GET /")?.CacheSeconds, stage.DefaultSettings?.CacheSeconds).ShouldBe((0, 300));
        foreach (var route in api.Routes.Value)
        {
            stage.SettingsOf(route.Key).ShouldNotBeNull(route.Key).ThrottlingRate.ShouldNotBe(10000);
        }
    }

    [Fact]
    public async Task Trap_7_an_untouched_stage_has_no_settings_and_a_negative_throttle_is_none()
    {
        var api = await Collected.OnlyRestApiAsync(new("orders")
        {
            Stages =
            [
                new("a-untouched"),
                new("b-terraform") { MethodSettings = ImmutableDictionary<string, FakeMethodSetting>.Empty.Add("*/*", new() { ThrottlingRateLimit = -1, ThrottlingBurstLimit = -1 }) },
                new("c-filled-in") { MethodSettings = ImmutableDictionary<string, FakeMethodSetting>.Empty.Add("*/*", new() { MetricsEnabled = true }) },
            ],
        });

        var stages = api.Stages.Value;
        stages[0].Settings.ShouldBeEmpty();
        (stages[1].DefaultSettings?.ThrottlingRate, stages[1].DefaultSettings?.ThrottlingBurst).ShouldBe((null, null));
        // What API Gateway filled in is told as it is: whether somebody chose it, the rules decide.
        (stages[2].DefaultSettings?.ThrottlingRate, stages[2].DefaultSettings?.ThrottlingBurst, stages[2].DefaultSettings?.LoggingLevel)
            .ShouldBe((10000, 5000, null));
    }

    [Fact]
    public async Task Trap_8_web_ACLs_come_from_their_stages_and_no_association_is_asked_for()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeEstate { Accounts = [SampleEstate.Account] });

        var scope = await Collected.ScopeAsync(aws, Needs.WebAcls);

        scope.WebAcls.ShouldHaveSingleItem().Definition.Value.Name.ShouldBe("front");
        aws.Calls.ShouldNotContain(call => call.Operation.Contains("ForResource", StringComparison.Ordinal)
            || call.Operation.Contains("ResourcesFor", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("SecurityAudit")]
    [InlineData("ViewOnlyAccess")]
    public async Task Trap_9_what_the_managed_audit_policies_leave_out_is_a_gap_and_the_rest_is_read(string preset)
    {
        await using var aws = await FakeAwsServer.StartAsync(
            new FakeEstate { Accounts = [SampleEstate.Account with { Permissions = new() { Preset = preset } }] });

        var scope = await Collected.ScopeAsync(aws);

        scope.RestApis.Value.Single(api => api.Name == "orders").Routes.Value.ShouldNotBeEmpty();
        scope.HttpAndWebSocketApis.Value.ShouldAllBe(api => api.Routes.IsKnown);
        scope.Domains.Value.Single(domain => domain.Name == "api.example.com").Mappings.Value.ShouldNotBeEmpty();
        scope.Settings.Unknown.ShouldNotBeNull().Code.ShouldBe("AccessDeniedException");
        scope.UsagePlans.IsKnown.ShouldBeFalse();
        scope.Gaps.Select(gap => gap.Operation).ShouldContain("apigateway:GetAccount");
        scope.Gaps.Select(gap => gap.Operation).ShouldContain("apigateway:GetUsagePlans");
        scope.Gaps.ShouldAllBe(gap => gap.Lost.Length > 0 && gap.Message.EndsWith('.'));
    }

    [Fact]
    public async Task A_policy_that_is_none_is_one_gap_that_names_the_API()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeRegion(Collected.Region)
        {
            RestApis =
            [
                new("broken") { Policy = "{\"Statement\":[", Stages = [new("prod")] },
                new("whole") { Policy = Policy, Stages = [new("prod")] },
            ],
        });

        var gap = (await Collected.ScopeAsync(aws)).Gaps.ShouldHaveSingleItem();

        (gap.Operation, gap.Code).ShouldBe(("apigateway:GetRestApis", "MalformedPolicy"));
        gap.Message.ShouldStartWith("The resource policy of API 'broken' cannot be read: ");
        gap.Lost.ShouldBe("Who can call API 'broken'.");
    }

    [Fact]
    public async Task Trap_10_authorization_is_read_for_every_kind_of_API()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeRegion(Collected.Region)
        {
            RestApis = [new("rest") { Methods = [new("GET", "/") { AuthorizationType = "COGNITO_USER_POOLS", AuthorizationScopes = ["a/read"] }], Stages = [new("prod")] }],
            Apis =
            [
                new("http") { Routes = [new("GET /") { AuthorizationType = "JWT", AuthorizationScopes = ["read"] }], Stages = [new() { AutoDeploy = true }] },
                new("socket", "WEBSOCKET") { Routes = [new("$connect") { AuthorizationType = "CUSTOM", ApiKeyRequired = true }, new("$default")], Stages = [new("live")] },
            ],
        });

        var scope = await Collected.ScopeAsync(aws);

        scope.KnownApis.SelectMany(api => api.Routes.Value).Select(route => (route.Key, route.Authorization.Value)).ShouldBe(
            [
                ("GET /", AuthorizationKind.CognitoUserPools),
                ("GET /", AuthorizationKind.Jwt),
                ("$connect", AuthorizationKind.Custom),
                ("$default", AuthorizationKind.None),
            ],
            ignoreOrder: true);
        scope.RestApis.Value[0].Deployments.ShouldHaveSingleItem().Methods.Value.ShouldHaveSingleItem().Authorization.Value.ShouldBe(
            AuthorizationKind.CognitoUserPools);
    }

    [Fact]
    public async Task Trap_11_identity_sources_are_one_text_in_one_interface_and_a_list_in_the_other()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeRegion(Collected.Region)
        {
            RestApis = [new("rest") { Authorizers = [new("a") { Type = "REQUEST", IdentitySource = "method.request.header.Auth, method.request.querystring.q", AuthorizerResultTtlInSeconds = 0 }], Stages = [new("prod")] }],
            Apis = [new("http") { Authorizers = [new("b") { Issuer = "https://issuer.example", Audience = ["one"], IdentitySource = ["$request.header.Authorization"] }], Stages = [new()] }],
        });

        var scope = await Collected.ScopeAsync(aws);

        var rest = scope.RestApis.Value.ShouldHaveSingleItem().Authorizers.Value.ShouldHaveSingleItem();
        rest.IdentitySources.ShouldBe(["method.request.header.Auth", "method.request.querystring.q"]);
        rest.CacheSeconds.ShouldBe(0);
        var http = scope.HttpAndWebSocketApis.Value.ShouldHaveSingleItem().Authorizers.Value.ShouldHaveSingleItem();
        (http.Type, http.JwtIssuer, http.CacheSeconds).ShouldBe((AuthorizerType.Jwt, "https://issuer.example", null));
        http.JwtAudience.ShouldBe(["one"]);
    }

    [Fact]
    public async Task Trap_12_settings_that_HTTP_APIs_do_not_have_are_not_read_from_their_answers()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeRegion(Collected.Region)
        {
            Apis =
            [
                new("http") { Stages = [new() { DefaultRouteSettings = new() { LoggingLevel = "OFF", DataTraceEnabled = true, ThrottlingBurstLimit = 0, ThrottlingRateLimit = 0 } }] },
                new("socket", "WEBSOCKET") { Stages = [new("live") { DefaultRouteSettings = new() { LoggingLevel = "INFO", DataTraceEnabled = true, ThrottlingBurstLimit = 20, ThrottlingRateLimit = 10 } }] },
            ],
        });

        var scope = await Collected.ScopeAsync(aws);

        var settings = scope.HttpAndWebSocketApis.Value.ToDictionary(
            api => api.Name, api => api.Stages.Value.ShouldHaveSingleItem().DefaultSettings.ShouldNotBeNull());
        // 0 answers every request with 429; what nobody set is absent (aws-facts.md M.4).
        settings["http"].ShouldBe(new() { Key = RouteSettings.DefaultKey, ThrottlingBurst = 0, ThrottlingRate = 0 });
        settings["socket"]
            .ShouldBe(new() { Key = RouteSettings.DefaultKey, LoggingLevel = "INFO", DataTraceEnabled = true, ThrottlingBurst = 20, ThrottlingRate = 10 });
    }

    [Fact]
    public async Task A_method_without_members_is_unknown_and_not_open()
    {
        var api = await Collected.OnlyRestApiAsync(
            new("orders") { Methods = [new("GET", "/") { AuthorizationType = "AWS_IAM" }], Stages = [new("prod")], Deployments = [] },
            FakeFault.Rewritten("GetResources", "\"authorizationType\":\"AWS_IAM\",", ""));

        var route = api.Routes.Value.ShouldHaveSingleItem();
        route.Authorization.Unknown.ShouldNotBeNull().Because.ShouldContain("authorizationType");
        route.Integration.IsKnown.ShouldBeFalse();
    }

    [Fact]
    public async Task A_deployment_without_a_summary_leaves_its_methods_unknown()
    {
        var api = await Collected.OnlyRestApiAsync(
            new("orders") { Methods = [new("GET", "/")], Deployments = [new("dep001") { OmitsApiSummary = true }], Stages = [new("prod") { DeploymentId = "dep001" }] });

        var deployment = api.Deployments.ShouldHaveSingleItem();
        deployment.CreatedAt.ShouldNotBeNull();
        deployment.Methods.Unknown.ShouldNotBeNull().Operation.ShouldBe("apigateway:GetDeployment");
    }

    [Theory]
    [InlineData("GetResources", "AWS_IAM")]
    [InlineData("GetDeployment", "AWS_IAM")]
    public async Task A_word_that_is_new_makes_the_fact_unknown(string operation, string word)
    {
        var api = await Collected.OnlyRestApiAsync(
            new("orders") { Methods = [new("GET", "/") { AuthorizationType = word }], Stages = [new("prod")] },
            FakeFault.Rewritten(operation, word, "PASSKEY"));

        var fact = operation is "GetResources" ? api.Routes.Value[0].Authorization : api.Deployments[0].Methods.Value[0].Authorization;
        fact.Unknown.ShouldNotBeNull().Because.ShouldContain("'PASSKEY'");
    }

    [Fact]
    public async Task Members_that_are_null_or_missing_do_not_stop_a_scan()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeEstate { Accounts = [SampleEstate.Account] });
        foreach (var member in new[] { "\"name\":", "\"endpointConfiguration\":", "\"createdDate\":", "\"methodSettings\":", "\"tags\":", "\"routeKey\":", "\"protocolType\":", "\"stageName\":", "\"path\":", "\"apiSummary\":", "\"MetricDataResults\":", "\"ConfigurationRecorders\":", "\"Rules\":" })
        {
            aws.Inject(FakeFault.Rewritten("*", member, "\"renamed\":"));
        }

        var scope = await Collected.ScopeAsync(aws);

        scope.RestApis.Value.ShouldNotBeEmpty();
        scope.RestApis.Value.ShouldAllBe(api => !api.EndpointType.IsKnown || api.EndpointType.Value == EndpointType.Regional);
    }

    [Fact]
    public async Task Hostile_names_are_data()
    {
        var name = "<script>alert(1)</script>\u202e\u0000\n" + new string('x', 1000);
        var api = await Collected.OnlyRestApiAsync(
            new("orders") { Name = name, Description = name, Stages = [new("prod")] }, FakeFault.BareStatus("GetStages", 403, times: 100));

        api.Name.ShouldBe(name);
        api.Stages.IsKnown.ShouldBeFalse();
    }
}
