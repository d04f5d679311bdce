using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Secrets;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Faults;

namespace Auditor.Aws.Tests.Collection;

public sealed class OtherServicesTests
{
    private const string Wide = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"execute-api:*","Resource":"*","Condition":{"StringLike":{"aws:PrincipalTag/a+b %":"ü"}}}}""";

    [Fact]
    public async Task Identity_policies_of_every_kind_are_read_in_one_paged_call_with_their_holders()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeEstate
        {
            Accounts =
            [
                new FakeAccount
                {
                    Users = [new("jane") { InlinePolicies = ImmutableSortedDictionary<string, string>.Empty.Add("mine", Wide), AttachedPolicyArns = ["arn:aws:iam::aws:policy/AdministratorAccess"] }],
                    Groups = [new("devs") { AttachedPolicyArns = ["arn:aws:iam::123456789012:policy/wide"] }],
                    Roles =
                    [
                        .. Enumerable.Range(0, 1100).Select(i => new FakeRole($"role{i}")),
                        new FakeRole("deployer") { AttachedPolicyArns = ["arn:aws:iam::123456789012:policy/wide"] },
                    ],
                    ManagedPolicies =
                    [
                        new("wide", Wide),
                        new("unused", Wide) { AttachmentCount = 0 },
                        new("AdministratorAccess", Wide) { IsAwsManaged = true },
                        new("NobodysAccess", Wide) { IsAwsManaged = true, AttachmentCount = 0 },
                    ],
                },
            ],
        });

        var account = await Collected.AccountAsync(aws);

        account.Gaps.ShouldBeEmpty();
        account.IdentityPolicies.Value.Select(policy => (policy.Name, policy.Kind, string.Join(' ', policy.AttachedTo))).ShouldBe(
            [
                ("wide", IdentityPolicyKind.CustomerManaged, "arn:aws:iam::123456789012:group/devs "
                    + "arn:aws:iam::123456789012:role/deployer"),
                ("unused", IdentityPolicyKind.CustomerManaged, ""),
                ("AdministratorAccess", IdentityPolicyKind.AwsManaged, "arn:aws:iam::123456789012:user/jane"),
                ("mine", IdentityPolicyKind.Inline, "arn:aws:iam::123456789012:user/jane"),
            ],
            ignoreOrder: true);
        account.IdentityPolicies.Value.Where(policy => policy.Kind is not IdentityPolicyKind.AwsManaged)
            .ShouldAllBe(policy => policy.Document.Value == Wide);
        account.IdentityPolicies.Value.Single(
            policy => policy.Kind is IdentityPolicyKind.AwsManaged).Document.Value.ShouldBe(Wide, "it came in the same answer");
        account.IdentityPolicies.Value.Single(policy => policy.Name == "mine").Arn.ShouldBe(
            "arn:aws:iam::123456789012:user/jane/policy/mine");
        aws.CallCounts.GetValueOrDefault("GetAccountAuthorizationDetails").ShouldBe(2);
    }

    [Fact]
    public async Task Users_groups_and_roles_are_read_with_what_binds_them()
    {
        const string Boundary = "arn:aws:iam::123456789012:policy/boundary";
        const string Trust = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"444455556666"},"Action":"sts:AssumeRole","Condition":{"StringEquals":{"sts:ExternalId":"hunter2"}}}]}""";
        await using var aws = await FakeAwsServer.StartAsync(new FakeEstate
        {
            Accounts =
            [
                new FakeAccount
                {
                    Users = [new("jane") { Path = "/staff/", Groups = ["devs", "gone"], PermissionsBoundaryArn = Boundary }],
                    Groups = [new("devs") { Path = "/teams/" }],
                    Roles = [new FakeRole("deployer") { AssumeRolePolicyDocument = Trust }],
                    ManagedPolicies = [new("boundary", Wide) { AttachmentCount = 0 }],
                },
            ],
        });

        var principals = (await Collected.AccountAsync(aws)).Principals.Value;

        principals.Select(principal => (principal.Arn, principal.Type)).ShouldBe(
        [
            ("arn:aws:iam::123456789012:group/teams/devs", PrincipalType.Group),
            ("arn:aws:iam::123456789012:role/deployer", PrincipalType.Role),
            ("arn:aws:iam::123456789012:user/staff/jane", PrincipalType.User),
        ]);
        principals[2].Groups.ShouldBe(["arn:aws:iam::123456789012:group/teams/devs"]);
        principals[2].PermissionsBoundaryArn.ShouldBe(Boundary);
        principals[1].PermissionsBoundaryArn.ShouldBeNull();
        SecretMark.Stable(principals[1].TrustPolicy ?? "")
            .ShouldBe(
                Trust.Replace("hunter2", "[secret: external id]", StringComparison.Ordinal), "who may take it on, without the secret");
        principals[0].TrustPolicy.ShouldBeNull();
        aws.CallCounts.GetValueOrDefault("GetAccountAuthorizationDetails").ShouldBe(1);
    }

    [Fact]
    public async Task Identity_policies_that_may_not_be_read_are_unknown()
    {
        await using var aws = await FakeAwsServer.StartAsync(
            new FakeEstate { Accounts = [new FakeAccount { Permissions = FakePermissions.Everything.Denying("iam:*") }] });

        var account = await Collected.AccountAsync(aws);

        account.IdentityPolicies.Unknown.ShouldNotBeNull().Operation.ShouldBe("iam:GetAccountAuthorizationDetails");
        account.Principals.Unknown.ShouldNotBeNull().Operation.ShouldBe("iam:GetAccountAuthorizationDetails");
        account.Gaps.ShouldHaveSingleItem().Code.ShouldBe("AccessDenied");
    }

    [Fact]
    public async Task Functions_behind_routes_and_authorizers_are_asked_about_once_each()
    {
        const string Orders = "arn:aws:lambda:eu-west-1:123456789012:function:orders";
        await using var aws = await FakeAwsServer.StartAsync(new FakeRegion(Collected.Region)
        {
            RestApis =
            [
                new("rest")
                {
                    Methods =
                    [
                        new("GET", "/a") { Integration = FakeIntegration.Lambda(Orders) },
                        new("GET", "/b") { Integration = FakeIntegration.Lambda(Orders) },
                        new("GET", "/c") { Integration = FakeIntegration.Lambda(Orders + ":live") },
                        new("GET", "/d") { Integration = FakeIntegration.Lambda("arn:aws:lambda:eu-west-1:123456789012:function:${stageVariables.fn}") },
                        new("GET", "/e") { Integration = FakeIntegration.Lambda("arn:aws:lambda:eu-west-1:999999999999:function:theirs") },
                        new("GET", "/f") { Integration = FakeIntegration.Http("https://example.com/functions/orders/invocations") },
                    ],
                    Stages =
                    [
                        new("prod") { Variables = ImmutableDictionary<string, string>.Empty.Add("fn", "blue"), CanarySettings = new("canary") { StageVariableOverrides = ImmutableDictionary<string, string>.Empty.Add("fn", "red") } },
                        new("test") { Variables = ImmutableDictionary<string, string>.Empty.Add("fn", "green") },
                    ],
                },
            ],
            Functions = [new("orders") { Policy = """{"Statement":[]}""" }, new("blue")],
        });

        var scope = await Collected.ScopeAsync(aws, Needs.FunctionPolicies);

        scope.Functions.Select(
            function => (function.Arn[(function.Arn.LastIndexOf(':') + 1)..], function.Qualifier, function.Policy.IsKnown, function.Policy.ValueOr(null))).ShouldBe([
            ("blue", null, true, null), ("green", null, true, null), ("orders", null, true, """{"Statement":[]}"""), ("orders", "live", true, """{"Statement":[]}"""), ("red", null, true, null), ("theirs", null, false, null),
        ]);
        aws.CallCounts.GetValueOrDefault("GetPolicy").ShouldBe(5);
        scope.Gaps.ShouldBeEmpty();
    }

    [Fact]
    public async Task Config_is_read_with_its_recorders_strategy_and_channel()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeRegion(Collected.Region)
        {
            ConfigurationRecorders =
            [
                new("default") { AllSupported = false, UseOnly = "EXCLUSION_BY_RESOURCE_TYPES", ExclusionByResourceTypes = ["AWS::ApiGateway::Stage"], LastStatus = "FAILURE" },
                new("AWSConfigurationRecorderForX") { ServicePrincipal = "x.amazonaws.com" },
            ],
            DeliveryChannels = [new()],
        });

        var scope = await Collected.ScopeAsync(aws, Needs.ConfigRecording);

        var recording = scope.ConfigRecording.Value;
        recording.HasDeliveryChannel.ShouldBeTrue();
        var own = recording.Recorders.Single(recorder => recorder.ServicePrincipal is null);
        (own.Recording, own.LastStatus, own.AllSupported, own.Strategy).ShouldBe((true, "Failure", false, "EXCLUSION_BY_RESOURCE_TYPES"));
        own.ExcludedResourceTypes.ShouldBe(["AWS::ApiGateway::Stage"]);
        recording.Recorders.Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_Region_without_Config_is_known_to_record_nothing()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeRegion(Collected.Region));

        var recording = (await Collected.ScopeAsync(aws, Needs.ConfigRecording)).ConfigRecording.Value;

        (recording.Recorders.Length, recording.HasDeliveryChannel).ShouldBe((0, false));
    }

    [Fact]
    public async Task Mappings_of_every_depth_are_read_and_those_of_private_domains_by_the_first_interface()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeRegion(Collected.Region)
        {
            // The first interface tells only of mappings to REST APIs that exist.
            RestApis = [new("orders") { Id = "a1" }, new("stock") { Id = "a3" }],
            Domains =
            [
                new("api.example.com") { SecurityPolicy = "TLS_1_0", TruststoreUri = "s3://trust/store.pem", TruststoreWarnings = ["expires soon"], Mappings = [new("a1", "prod", "v1/orders"), new("a2", "$default")] },
                new("inside.example.com") { EndpointType = "PRIVATE", DomainNameId = "d1e2f3", Policy = """{"Version":"2012-10-17"}""", Mappings = [new("a1", "prod"), new("a3", "test", "x")] },
            ],
        });

        var domains = (await Collected.ScopeAsync(aws, Needs.Domains)).Domains.Value;

        domains[0].Mappings.Value.Select(mapping => (mapping.Key, mapping.ApiId, mapping.Stage))
            .ShouldBe([("", "a2", "$default"), ("v1/orders", "a1", "prod")]);
        domains[0].MutualTls.ShouldNotBeNull().TruststoreWarnings.ShouldBe(["expires soon"]);
        domains[0].SecurityPolicy.ShouldBe("TLS_1_0");
        domains[1].Mappings.Value.Select(mapping => (mapping.Key, mapping.ApiId, mapping.Stage))
            .ShouldBe([("", "a1", "prod"), ("x", "a3", "test")]);
        domains[1].EndpointType.Value.ShouldBe(EndpointType.Private);
        domains[1].Policy.ShouldNotBeNull();
        Collected.CallsOf(aws).Where(call => call.Contains("domainnames/", StringComparison.Ordinal)).ShouldBe([
            "GetApiMappings /v2/domainnames/api.example.com/apimappings?maxResults=500",
            "GetBasePathMappings /domainnames/inside.example.com/basepathmappings?domainNameId=d1e2f3&limit=500",
        ]);
    }

    [Fact]
    public async Task Routing_rules_are_read_where_the_domain_uses_them()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeRegion(Collected.Region)
        {
            Domains =
            [
                new("mapped.example.com") { Mappings = [new("a1", "prod")] },
                new("ruled.example.com") { RoutingMode = "ROUTING_RULE_THEN_BASE_PATH_MAPPING", RoutingRules = [new(20, "a2", "prod") { StripBasePath = true }, new(10, "a1", "prod") { BasePaths = ["orders"], Headers = [new("X-Beta", "1")] }] },
                new("private.example.com") { EndpointType = "PRIVATE", DomainNameId = "d1", RoutingMode = "ROUTING_RULE_ONLY", RoutingRules = [new(1, "a3", "prod")] },
            ],
        });

        var scope = await Collected.ScopeAsync(aws, Needs.Domains);

        var domains = scope.Domains.Value.ToDictionary(domain => domain.Name, domain => domain.RoutingRules.Value);
        domains["mapped.example.com"].ShouldBeEmpty();
        domains["ruled.example.com"]
            .Select(rule => (rule.Priority, rule.ApiId, rule.Stage, string.Join(' ', rule.BasePaths), rule.MatchesHeaders, rule.StripBasePath))
            .ShouldBe([(10, "a1", "prod", "orders", true, false), (20, "a2", "prod", "", false, true)]);
        domains["private.example.com"].ShouldHaveSingleItem().ApiId.ShouldBe("a3");
        Collected.CallsOf(aws).Count(call => call.StartsWith("ListRoutingRules", StringComparison.Ordinal)).ShouldBe(2);
        scope.Gaps.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_domain_that_the_second_interface_does_not_know_is_asked_for_at_the_first()
    {
        await using var aws = await FakeAwsServer.StartAsync(
            new FakeRegion(Collected.Region) { RestApis = [new("orders") { Id = "a1" }], Domains = [new("api.example.com") { Mappings = [new("a1", "prod", "orders")] }] });
        aws.Inject(FakeFault.Error("GetApiMappings", 404, "NotFoundException").Always);

        var scope = await Collected.ScopeAsync(aws, Needs.Domains);

        scope.Domains.Value.ShouldHaveSingleItem().Mappings.Value.ShouldHaveSingleItem().Key.ShouldBe("orders");
        scope.Gaps.ShouldBeEmpty();
    }

    [Fact]
    public async Task Mappings_that_may_not_be_read_are_unknown_for_their_domain_only()
    {
        await using var aws = await FakeAwsServer.StartAsync(
            new FakeRegion(Collected.Region) { Domains = [new("a.example.com"), new("b.example.com") { Mappings = [new("a1", "prod")] }] });
        aws.Inject((FakeFault.Error("GetApiMappings", 403, "AccessDeniedException") with { Path = "a.example.com" }).Always);

        var scope = await Collected.ScopeAsync(aws, Needs.Domains);

        scope.Domains.Value.Select(domain => domain.Mappings.IsKnown).ShouldBe([false, true]);
        scope.Gaps.ShouldHaveSingleItem().Target.ShouldBe("arn:aws:apigateway:eu-west-1::/domainnames/a.example.com");
    }

    [Fact]
    public async Task Usage_plans_have_their_limits_by_route()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeRegion(Collected.Region)
        {
            UsagePlans =
            [
                new("gold")
                {
                    Throttle = new(-1, -1),
                    Quota = new(1000, "WEEK"),
                    ApiStages = [new("a1", "prod") { Throttle = ImmutableDictionary<string, FakeThrottleSettings>.Empty.Add("/orders/{id}/GET", new(2, 1)).Add("//POST", new(4, 3)).Add("/none/GET", new(-1, -1)) }],
                },
            ],
        });

        var plan = (await Collected.ScopeAsync(aws, Needs.UsagePlans)).UsagePlans.Value.ShouldHaveSingleItem();

        plan.Throttle.ShouldBeNull();
        plan.Quota.ShouldBe(new() { Limit = 1000, Period = "WEEK" });
        plan.Stages.ShouldHaveSingleItem().MethodThrottles.ShouldBe(
        [
            new("GET /orders/{id}", new() { Rate = 1, Burst = 2 }),
            new("POST /", new() { Rate = 3, Burst = 4 }),
        ]);
    }
}
