using System.Collections.Immutable;
using System.Text;
using Auditor.Aws.Caching;
using Auditor.Aws.Tests.FakeAws;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Rules.Catalogue;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Faults;

namespace Auditor.Aws.Tests.Collection;

/// <summary>Night after night with a cache: what is deployed is not read twice, and nothing that changed is overlooked.</summary>
public sealed class CacheTests : IDisposable
{
    private static readonly FakeRestApi Orders = new("orders")
    {
        Id = "orders0001",
        Authorizers = [new("token") { AuthorizerUri = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:auth/invocations" }],
        Methods = [new("GET", "/orders") { AuthorizationType = "CUSTOM", AuthorizerId = new FakeAuthorizer("token").Id }],
        Deployments = [Deployed("dep001", "CUSTOM")],
        Stages = [new("prod") { DeploymentId = "dep001" }],
    };

    private static readonly FakeApi Shop = new("shop")
    {
        Id = "shop000001",
        Routes = [new("GET /") { AuthorizationType = "AWS_IAM", IntegrationId = "int0001" }],
        Integrations = [new("int0001") { Type = "HTTP_PROXY", Uri = "https://shop.example" }],
        Stages = [new() { AutoDeploy = true, DeploymentId = "dep001", LastDeploymentStatusMessage = "Successfully deployed stage with deployment ID 'dep001'" }],
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("auditor-cache-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    [Trait("Category", "Exhaustive")]
    public async Task Where_nothing_was_deployed_anew_the_next_scan_makes_at_most_1_2_calls_for_each_API_and_finds_the_same()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeEstateGenerator(7)
            .Estate(new FakeEstateSize(RestApis: 90, MethodsPerRestApi: 10, HttpApis: 20, WebSocketApis: 10)));
        var first = await NightAsync(aws);
        aws.ForgetCalls();

        var second = await NightAsync(aws);

        // The lists of the Region, nine domain names and five usage plans have a call each as well.
        second.KnownApis.Count().ShouldBe(120);
        GatewayCalls(aws).ShouldBeLessThanOrEqualTo(144, string.Join(", ", aws.CallCounts));
        aws.CallCounts.ShouldNotContainKey("GetDeployment");
        aws.CallCounts.ShouldNotContainKey("GetExport");
        Comparable(second).ShouldBe(Comparable(first));
        Findings(second).ShouldBe(Findings(first));
    }

    [Fact]
    [Trait("Category", "Exhaustive")]
    public async Task Each_night_those_that_were_not_looked_at_for_the_longest_have_their_turn()
    {
        var clock = new SteppedClock(new(2026, 11, 1, 2, 0, 0, TimeSpan.Zero));
        // 50 APIs leave 60 - 50 - 2 lists = 8 calls: two working copies of a REST API with an authorizer take four of them.
        await using var aws = await FakeAwsServer.StartAsync(
            [.. Enumerable.Range(0, 50).Select(i => Orders with { Id = $"orders{i:0000}", Name = $"orders {i}" })]);
        await NightAsync(aws, Needs.Routes, clock);
        var nights = new List<string[]>();

        for (var night = 0; night < 14; night++)
        {
            clock.Advance(TimeSpan.FromDays(1));
            aws.ForgetCalls();
            var scope = await NightAsync(aws, Needs.Routes, clock);
            GatewayCalls(aws).ShouldBeLessThanOrEqualTo(60);
            nights.Add([.. scope.RestApis.Value.Where(api => api.WorkingCopyReadAt is null).Select(api => api.Id)]);
            scope.RestApis.Value.Select(api => api.WorkingCopyReadAt)
                .Min()
                .ShouldNotBeNull()
                .ShouldBeGreaterThan(clock.GetUtcNow() - TimeSpan.FromDays(14));
        }

        nights[0].ShouldBe(["orders0000", "orders0001", "orders0002", "orders0003"]);
        nights[1].ShouldBe(["orders0004", "orders0005", "orders0006", "orders0007"]);
        nights.Take(12).SelectMany(night => night).ShouldBeUnique();
        nights[13].ShouldContain("orders0003", "The first have their second turn");
    }

    [Fact]
    public async Task A_Region_without_calls_to_spare_looks_at_one_working_copy_once_it_is_a_week_old()
    {
        var clock = new SteppedClock(new(2026, 11, 1, 2, 0, 0, TimeSpan.Zero));
        await using var aws = await FakeAwsServer.StartAsync(Orders);
        await NightAsync(aws, Needs.Routes, clock);
        clock.Advance(TimeSpan.FromDays(6.9));

        (await NightAsync(aws, Needs.Routes, clock)).RestApis.Value.Single().WorkingCopyReadAt.ShouldBe(new DateTimeOffset(
            2026, 11, 1, 2, 0, 0, TimeSpan.Zero));
        clock.Advance(TimeSpan.FromDays(0.1));
        (await NightAsync(aws, Needs.Routes, clock)).RestApis.Value.Single().WorkingCopyReadAt.ShouldBeNull();
    }

    [Fact]
    public async Task Twenty_APIs_of_a_small_Region_are_all_looked_at_within_two_weeks()
    {
        var clock = new SteppedClock(new(2026, 11, 1, 2, 0, 0, TimeSpan.Zero));
        await using var aws = await FakeAwsServer.StartAsync(
            [.. Enumerable.Range(0, 20).Select(i => Orders with { Id = $"orders{i:0000}", Name = $"orders {i}" })]);
        await NightAsync(aws, Needs.Routes, clock);
        var seen = new HashSet<string>(StringComparer.Ordinal);

        for (var night = 0; night < 13; night++)
        {
            clock.Advance(TimeSpan.FromDays(1));
            var apis = (await NightAsync(aws, Needs.Routes, clock)).RestApis.Value;
            seen.UnionWith(apis.Where(api => api.WorkingCopyReadAt is null).Select(api => api.Id));
            apis.Select(api => api.WorkingCopyReadAt)
                .OfType<DateTimeOffset>()
                .Min()
                .ShouldBeGreaterThan(clock.GetUtcNow() - TimeSpan.FromDays(14));
        }

        seen.Count.ShouldBe(20);
    }

    public static TheoryData<string, FakeRestApi, FakeApi> ChangesOfOneNight => new()
    {
        {
            "a REST API is deployed anew",
            Orders with
            {
                Methods = [new("GET", "/orders")],
                Deployments = [Deployed("dep001", "CUSTOM"), Deployed("dep002", "NONE")],
                Stages = [new("prod") { DeploymentId = "dep002" }],
            },
            Shop
        },
        {
            "a stage is added",
            Orders with
            {
                Deployments = [Deployed("dep001", "CUSTOM"), Deployed("dep002", "NONE")],
                Stages = [new("prod") { DeploymentId = "dep001" }, new("test") { DeploymentId = "dep002" }],
            },
            Shop
        },
        {
            "a canary is added",
            Orders with
            {
                Deployments = [Deployed("dep001", "CUSTOM"), Deployed("dep002", "NONE")],
                Stages = [new("prod") { DeploymentId = "dep001", CanarySettings = new("dep002") }],
            },
            Shop
        },
        {
            "a stage goes back",
            Orders with { Deployments = [Deployed("dep000", "NONE")], Stages = [new("prod") { DeploymentId = "dep000" }] }, Shop
        },
        {
            "the policy is edited",
            Orders with { Policy = Policy("203.0.113.0/24"), Deployments = [Deployed("dep001", "CUSTOM") with { Policy = "" }] }, Shop
        },
        {
            "the stage's settings",
            Orders with { Stages = [new("prod") { DeploymentId = "dep001", TracingEnabled = true, WebAclArn = "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/a/b" }] },
            Shop
        },
        { "the stages are gone", Orders with { Stages = [] }, Shop },
        {
            "an id is another API's",
            Orders with
            {
                CreatedDate = Orders.CreatedDate.AddYears(1),
                Deployments = [Deployed("dep001", "NONE")],
                Methods = [new("GET", "/orders")],
            },
            Shop
        },
        {
            "an HTTP API is changed, which deploys it", Orders,
            Shop with
            {
                Routes = [new("GET /") { IntegrationId = "int0001" }],
                Stages = [Shop.Stages[0] with { DeploymentId = "dep002", LastUpdatedDate = Shop.Stages[0].LastUpdatedDate.AddDays(1) }],
            }
        },
        {
            "an HTTP API is changed, and its deployment fails", Orders,
            Shop with
            {
                Routes = [new("GET /") { IntegrationId = "int0001" }],
                Stages = [Shop.Stages[0] with { LastDeploymentStatusMessage = "Deployment attempt failed: no." }],
            }
        },
        { "CORS of an HTTP API", Orders, Shop with { CorsConfiguration = new() { AllowOrigins = ["*"] } } },
        {
            "an HTTP API gets a stage", Orders,
            Shop with { Routes = [new("GET /")], Stages = [.. Shop.Stages, new("test") { DeploymentId = "dep001" }] }
        },
    };

    [Theory]
    [MemberData(nameof(ChangesOfOneNight))]
    public async Task What_changes_what_is_live_is_noticed_the_same_night(string change, FakeRestApi orders, FakeApi shop)
    {
        await using var aws = await FakeAwsServer.StartAsync(Region(Orders, Shop));
        var before = await NightAsync(aws);
        aws.Replace(FakeEstate.Of(Region(orders, shop)));

        var after = await NightAsync(aws);

        Comparable(after).ShouldNotBe(Comparable(before), change);
        Live(after).ShouldBe(Live(await Collected.ScopeAsync(aws)), change);
    }

    [Fact]
    public async Task Added_and_deleted_APIs_are_noticed_the_same_night()
    {
        await using var aws = await FakeAwsServer.StartAsync(Region(Orders, Shop));
        await NightAsync(aws);
        aws.Replace(FakeEstate.Of(Region(Orders with { Id = "orders0002", Name = "new" }, Shop)));

        var after = await NightAsync(aws);

        after.RestApis.Value.Select(api => (api.Id, api.WorkingCopyReadAt is null)).ShouldBe([("orders0002", true)]);
        Files().ShouldBe(["123456789012/eu-west-1/rest-orders0002.json", "123456789012/eu-west-1/v2-shop000001.json"]);
    }

    [Fact]
    public async Task What_is_edited_and_not_deployed_is_drift_once_it_has_its_turn_and_what_is_live_stays_as_it_was()
    {
        var clock = new SteppedClock(new(2026, 11, 1, 2, 0, 0, TimeSpan.Zero));
        await using var aws = await FakeAwsServer.StartAsync(Orders);
        await NightAsync(aws, time: clock);
        // The authorizer of the method is another one by now: neither the summary nor any list shows it.
        aws.Replace(FakeEstate.Of(Orders with
        {
            Authorizers = [new("token") { AuthorizerUri = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:other/invocations" }],
            Deployments = [Orders.Deployments[0] with { Authorizers = Orders.Authorizers }],
        }));
        clock.Advance(TimeSpan.FromDays(8));

        var scope = await NightAsync(aws, time: clock);

        var api = scope.RestApis.Value.Single();
        api.WorkingCopyReadAt.ShouldBeNull();
        api.Authorizers.Value.Single().Uri.ShouldNotBeNull().ShouldContain("function:other/");
        var live = DeployedRoutes.Of(scope, api, api.Stages.Value[0]).Value.Single();
        live.Api.Authorizers.Value.Single().Uri.ShouldNotBeNull().ShouldContain("function:auth/");
        live.IsExported.ShouldBeTrue();
        aws.ForgetCalls();
        await NightAsync(aws, time: clock);
        aws.CallCounts.ShouldNotContainKey("GetExport", "An export is of a deployment, which does not change");
    }

    [Fact]
    public async Task The_policy_that_is_live_is_the_deployed_one_when_somebody_has_edited_it()
    {
        var orders = Orders with { Policy = Policy("203.0.113.0/24") };
        await using var aws = await FakeAwsServer.StartAsync(orders);
        await NightAsync(aws);
        aws.Replace(FakeEstate.Of(
            orders with { Policy = Policy("0.0.0.0/0"), Deployments = [orders.Deployments[0] with { Policy = orders.Policy }] }));

        for (var night = 0; night < 2; night++)
        {
            var scope = await NightAsync(aws);

            var api = scope.RestApis.Value.Single();
            api.ResourcePolicy.ShouldNotBeNull().ShouldContain("0.0.0.0");
            DeployedRoutes.Of(scope, api, api.Stages.Value[0]).Value.Single().Api.ResourcePolicy.ShouldNotBeNull()
                .ShouldContain("203.0.113.0");
        }

        aws.CallCounts["GetExport"].ShouldBe(1);
    }

    [Fact]
    public async Task A_finding_that_rests_on_an_old_reading_says_so()
    {
        var clock = new SteppedClock(new(2026, 11, 1, 2, 0, 0, TimeSpan.Zero));
        var socket = new FakeApi("chat", "WEBSOCKET") { Routes = [new("$connect")], Stages = [new("live") { DeploymentId = "dep001" }] };
        var edited = Orders with { Methods = [Orders.Methods[0] with { AuthorizationType = "NONE", AuthorizerId = null }] };
        await using var aws = await FakeAwsServer.StartAsync(Region(edited, socket));
        await NightAsync(aws, time: clock);
        clock.Advance(TimeSpan.FromDays(1));

        var scope = await NightAsync(aws, time: clock);

        var findings = Audit.Run(
            new() { CollectedAt = clock.GetUtcNow(), Scopes = [scope] },
            RuleCatalogue.From(typeof(RuleDocumentation).Assembly)).Flagged.ToList();
        findings.Single(finding => finding.Rule.Id == "AGW1001"
            && finding.Subject.Identity.ApiName == "chat").Message.ShouldContain("Read from the API's current configuration of 2026-11-01");
        var drift = findings.Single(finding => finding.Rule.Id == "AGW7004");
        drift.Evidence.ShouldContain(new Core.Exposure.Evidence("working copy last read", "2026-11-01 02:00Z"));
        drift.Confidence.ShouldBe(Core.Metadata.Confidence.Medium);
    }

    [Fact]
    public async Task What_an_automatic_deployment_does_not_vouch_for_is_read_each_night()
    {
        var shop = Shop with { Stages = [new() { AutoDeploy = true }] };
        await using var aws = await FakeAwsServer.StartAsync(Region(Orders, shop));
        await NightAsync(aws);
        aws.Replace(FakeEstate.Of(Region(Orders, shop with { Routes = [new("GET /")] })));

        (await NightAsync(aws)).HttpAndWebSocketApis.Value.Single().Routes.Value.Single().Authorization.Value.ShouldBe(AuthorizationKind.None);
    }

    [Theory]
    [InlineData("GetResources")]
    [InlineData("GetDeployment")]
    [InlineData("GetRoutes")]
    public async Task What_could_not_be_read_is_asked_for_again(string operation)
    {
        await using var aws = await FakeAwsServer.StartAsync(Region(Orders, Shop));
        aws.Inject(FakeFault.Error(operation, 403, "AccessDeniedException"));
        (await NightAsync(aws)).Gaps.ShouldHaveSingleItem();

        var after = await NightAsync(aws);

        after.Gaps.ShouldBeEmpty();
        Comparable(after).ShouldBe(Comparable(await Collected.ScopeAsync(aws)));
    }

    [Fact]
    public async Task A_turn_that_fails_leaves_what_is_known()
    {
        var clock = new SteppedClock(new(2026, 11, 1, 2, 0, 0, TimeSpan.Zero));
        await using var aws = await FakeAwsServer.StartAsync(Orders);
        var first = await NightAsync(aws, time: clock);
        clock.Advance(TimeSpan.FromDays(8));
        aws.Inject(FakeFault.Error("GetResources", 403, "AccessDeniedException").Always);

        var scope = await NightAsync(aws, time: clock);

        scope.RestApis.Value.Single().WorkingCopyReadAt.ShouldNotBeNull();
        Comparable(scope).ShouldBe(Comparable(first));
    }

    [Fact]
    public async Task A_scan_for_more_rules_does_not_take_what_was_read_for_fewer()
    {
        var unused = Orders with { Methods = [new("GET", "/orders")], Deployments = [Deployed("dep001", "NONE")] };
        await using var aws = await FakeAwsServer.StartAsync(unused);
        await NightAsync(aws, Needs.Routes);

        (await NightAsync(aws, Needs.Routes | Needs.Authorizers)).RestApis.Value.Single().Authorizers.Value.ShouldHaveSingleItem();
    }

    public static TheoryData<string, Func<byte[], byte[]>> Damages => new()
    {
        { "empty", _ => [] },
        { "cut", file => file[..^20] },
        { "one letter", file => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(file).Replace("custom", "none", StringComparison.Ordinal)) },
        {
            "another version",
            file =>
                Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(file)
                    .Replace("auditor-cache 1 ", "auditor-cache 1 0", StringComparison.Ordinal))
        },
        { "something else", _ => "{}"u8.ToArray() },
        { "noise", _ => [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * 7))] },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task A_damaged_or_foreign_file_counts_as_not_there(string damage, Func<byte[], byte[]> change)
    {
        await using var aws = await FakeAwsServer.StartAsync(Orders);
        var first = await NightAsync(aws);
        var path = Path.Combine(_folder.FullName, Files().Single());
        await File.WriteAllBytesAsync(path, change(await File.ReadAllBytesAsync(path)));
        var cache = new ReadingCache(_folder.FullName);

        var scope = await Collected.ScopeAsync(aws, cache: cache);

        cache.Unusable.ShouldBe(1, damage);
        cache.Trouble.ShouldBeNull();
        scope.RestApis.Value.Single().WorkingCopyReadAt.ShouldBeNull();
        Comparable(scope).ShouldBe(Comparable(first));
        (await NightAsync(aws)).RestApis.Value.Single().WorkingCopyReadAt.ShouldNotBeNull("It was written anew");
    }

    [Fact]
    public async Task A_file_of_another_API_counts_as_not_there()
    {
        var other = Orders with
        {
            Id = "other00001",
            Name = "other",
            Methods = [new("GET", "/orders")],
            Deployments = [Deployed("dep001", "NONE")],
        };
        await using var aws = await FakeAwsServer.StartAsync(Orders, other);
        await NightAsync(aws);
        var folder = Path.Combine(_folder.FullName, "123456789012", "eu-west-1");
        File.Copy(Path.Combine(folder, "rest-orders0001.json"), Path.Combine(folder, "rest-other00001.json"), overwrite: true);
        var cache = new ReadingCache(_folder.FullName);

        var scope = await Collected.ScopeAsync(aws, cache: cache);

        cache.Unusable.ShouldBe(1);
        scope.RestApis.Value.Single(
            api => api.Id == "other00001").Routes.Value.Single().Authorization.Value.ShouldBe(AuthorizationKind.None);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_to_costs_only_calls()
    {
        await using var aws = await FakeAwsServer.StartAsync(Orders);
        var file = Path.Combine(_folder.FullName, "file");
        await File.WriteAllTextAsync(file, "");
        var cache = new ReadingCache(file);

        var scope = await Collected.ScopeAsync(aws, cache: cache);

        scope.Gaps.ShouldBeEmpty();
        cache.Trouble.ShouldNotBeNull();
    }

    [Fact]
    public async Task Two_scans_at_once_share_a_folder()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeEstateGenerator(3).Estate(new FakeEstateSize(RestApis: 20)));
        var alone = Comparable(await Collected.ScopeAsync(aws));

        for (var night = 0; night < 2; night++)
        {
            var scopes = await Task.WhenAll(NightAsync(aws), NightAsync(aws), NightAsync(aws));
            scopes.ShouldAllBe(scope => Comparable(scope) == alone);
        }

        Files().ShouldAllBe(name => name.EndsWith(".json", StringComparison.Ordinal), "Nothing is left half written");
    }

    private static FakeDeployment Deployed(string id, string authorization) => new(id)
    {
        Methods = [new("GET", "/orders") { AuthorizationType = authorization, AuthorizerId = authorization is "CUSTOM" ? new FakeAuthorizer("token").Id : null }],
    };

    private static string Policy(string addresses) =>
        $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"{{addresses}}"} } } ] }""";

    private static FakeRegion Region(FakeRestApi rest, FakeApi http) => new(Collected.Region) { RestApis = [rest], Apis = [http] };

    private async Task<Scope> NightAsync(FakeAwsServer aws, Needs needs = Collected.Everything, TimeProvider? time = null)
    {
        var cache = new ReadingCache(_folder.FullName);
        var scope = await Collected.ScopeAsync(aws, needs, cache: cache, time: time);
        (cache.Unusable, cache.Trouble).ShouldBe((0, null));
        return scope;
    }

    private static int GatewayCalls(FakeAwsServer aws) => aws.Calls.Count(call => call.Service == "apigateway");

    private string[] Files() =>
        [.. _folder.EnumerateFiles("*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(_folder.FullName, file.FullName).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    // All but how it was read.
    private static string Comparable(Scope scope)
    {
        Fact<ImmutableArray<Api>> Undated(Fact<ImmutableArray<Api>> apis) =>
            apis.Select(known => ImmutableArray.CreateRange(known, api => api with { WorkingCopyReadAt = null }));
        return Encoding.UTF8.GetString(InventoryFile.WritePart(
            scope with { RestApis = Undated(scope.RestApis), HttpAndWebSocketApis = Undated(scope.HttpAndWebSocketApis), Calls = ImmutableSortedDictionary<string, int>.Empty, Reading = [] }));
    }

    // What callers meet, wherever it was read.
    private static string[] Live(Scope scope) =>
    [
        .. scope.KnownApis.Select(api => $"{api.Name} {api.CreatedAt} {api.Cors is null} {api.DisableExecuteApiEndpoint}"),
        .. scope.KnownApis.SelectMany(api => api.Stages.Value.SelectMany(stage => DeployedRoutes.Of(scope, api, stage).Value.Select(route =>
            $"{api.Name} {stage.Name} {stage.WebAclArn} {stage.TracingEnabled} {route.IsCanary} {route.Route.Key} "
                + $"{route.Route.Authorization.Value} {route.Route.ApiKeyRequired} {route.Route.Integration.ValueOr(null)?.Uri}"))),
    ];

    private static string[] Findings(Scope scope) =>
    [
        .. Audit.Run(
            new() { CollectedAt = DateTimeOffset.UnixEpoch, Scopes = [scope] },
            RuleCatalogue.From(typeof(RuleDocumentation).Assembly)).Findings
            .Select(finding => $"{finding.Rule.Id} {finding.Outcome} {finding.Severity} {finding.Fingerprint}")
            .Order(StringComparer.Ordinal),
    ];
}
