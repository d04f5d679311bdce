using System.Collections.Immutable;
using Auditor.Aws.Collection;
using Auditor.Core.Metadata;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Faults;
using Auditor.Testing.Names;

namespace Auditor.Aws.Tests.Collection;

public sealed class FailureTests
{
    private static readonly FakeRestApi Orders = new("orders") { Id = "orders0001", Methods = [new("GET", "/orders") { AuthorizerId = "a1", AuthorizationType = "CUSTOM" }], Stages = [new("prod")] };
    private static readonly FakeRestApi Other = new("other") { Id = "other00001", Methods = [new("GET", "/")], Stages = [new("prod")] };

    public static TheoryData<string> OperationsOfAnApi => ["GetStages", "GetResources", "GetDeployment", "GetAuthorizers"];

    [Theory]
    [MemberData(nameof(OperationsOfAnApi))]
    public async Task A_denied_operation_is_an_unknown_fact_and_a_gap_and_the_other_API_is_read(string operation)
    {
        await using var aws = await FakeAwsServer.StartAsync(Orders, Other);
        aws.Inject((FakeFault.Error(
            operation, 403, "AccessDeniedException", "User is not authorized") with
        { Path = "orders0001" }).Always);

        var scope = await Collected.ScopeAsync(aws, Needs.Exposure | Needs.Authorizers);

        var gap = scope.Gaps.ShouldHaveSingleItem();
        (gap.Operation, gap.Code).ShouldBe(($"apigateway:{operation}", "AccessDeniedException"));
        gap.Target.ShouldStartWith("arn:aws:apigateway:eu-west-1::/restapis/orders0001");
        var orders = scope.RestApis.Value.Single(api => api.Name == "orders");
        var lost = operation switch
        {
            "GetStages" => orders.Stages.Unknown,
            "GetResources" => orders.Routes.Unknown,
            "GetDeployment" => orders.Deployments[0].Methods.Unknown,
            _ => orders.Authorizers.Unknown,
        };
        lost.ShouldNotBeNull().Code.ShouldBe("AccessDeniedException");
        scope.RestApis.Value.Single(api => api.Name == "other").Deployments[0].Methods.IsKnown.ShouldBeTrue();
    }

    [Theory]
    [InlineData("GetRestApis")]
    [InlineData("GetApis")]
    [InlineData("GetDomainNames")]
    [InlineData("GetUsagePlans")]
    [InlineData("GetAccount")]
    [InlineData("ListMetrics")]
    [InlineData("GetMetricData")]
    [InlineData("DescribeConfigurationRecorders")]
    [InlineData("DescribeConfigurationRecorderStatus")]
    [InlineData("DescribeDeliveryChannels")]
    [InlineData("GetWebACL")]
    [InlineData("GetPolicy")]
    public async Task Whatever_fails_is_named_and_nothing_of_it_is_known(string operation)
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeEstate { Accounts = [SampleEstate.Account] });
        aws.Inject(FakeFault.BareStatus(operation, 403, times: int.MaxValue));

        var scope = await Collected.ScopeAsync(aws);

        scope.Gaps.ShouldNotBeEmpty();
        scope.Gaps.ShouldAllBe(gap => gap.Operation.EndsWith(":" + operation, StringComparison.Ordinal) && gap.Code == "HTTP 403");
        var known = operation switch
        {
            "GetRestApis" => scope.RestApis.IsKnown,
            "GetApis" => scope.HttpAndWebSocketApis.IsKnown,
            "GetDomainNames" => scope.Domains.IsKnown,
            "GetUsagePlans" => scope.UsagePlans.IsKnown,
            "GetAccount" => scope.Settings.IsKnown,
            "ListMetrics" or "GetMetricData" =>
                scope.KnownApis.Any(api => api.Usage.IsKnown || api.Stages.Value.Any(stage => stage.Usage.IsKnown)),
            "GetWebACL" => scope.WebAcls[0].Definition.IsKnown,
            "GetPolicy" => scope.Functions[0].Policy.IsKnown,
            _ => scope.ConfigRecording.IsKnown,
        };
        known.ShouldBeFalse();
    }

    [Fact]
    public async Task A_throttled_call_that_recovers_leaves_no_trace_in_the_inventory()
    {
        await using var aws = await FakeAwsServer.StartAsync(Orders);
        aws.Inject(FakeFault.Throttled("GetStages", times: 3));
        aws.Inject(FakeFault.Reset("GetResources"));
        aws.Inject(new("GetDeployment", FakeFaultKind.Truncated));

        var scope = await Collected.ScopeAsync(aws, Needs.Routes);

        scope.Gaps.ShouldBeEmpty();
        scope.RestApis.Value.ShouldHaveSingleItem().Deployments[0].Methods.Value.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_throttled_call_that_does_not_recover_is_a_gap()
    {
        await using var aws = await FakeAwsServer.StartAsync(Orders);
        aws.Inject(FakeFault.Throttled("GetStages").Always);

        var scope = await Collected.ScopeAsync(aws, Needs.Routes);

        scope.Gaps.ShouldHaveSingleItem().Code.ShouldBe("TooManyRequestsException");
        scope.RestApis.Value.ShouldHaveSingleItem().Stages.IsKnown.ShouldBeFalse();
    }

    [Theory]
    [InlineData("GetStages")]
    [InlineData("GetResources")]
    [InlineData("GetAuthorizers")]
    public async Task An_API_that_is_deleted_between_two_calls_is_dropped_and_said_so(string operation)
    {
        await using var aws = await FakeAwsServer.StartAsync(Orders, Other);
        aws.Inject(new(operation, FakeFaultKind.Deleted) { Path = "orders0001" });

        var scope = await Collected.ScopeAsync(aws, Needs.Routes | Needs.Authorizers);

        scope.RestApis.Value.Select(api => api.Name).ShouldBe(["other"]);
        scope.Gaps.Select(gap => gap.Message)
            .ShouldContain(message => message.Contains("deleted meanwhile", StringComparison.Ordinal)
                && message.Contains("'orders'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_HTTP_API_that_is_deleted_between_two_calls_is_dropped_and_said_so()
    {
        await using var aws = await FakeAwsServer.StartAsync(
            new FakeRegion(Collected.Region) { Apis = [new("shop") { Stages = [new()] }] });
        aws.Inject(new("GetRoutes", FakeFaultKind.Deleted));

        var scope = await Collected.ScopeAsync(aws, Needs.Routes);

        scope.HttpAndWebSocketApis.Value.ShouldBeEmpty();
        scope.Gaps.ShouldHaveSingleItem().Operation.ShouldBe("apigateway:GetRoutes");
    }

    [Fact]
    public async Task A_deployment_that_is_gone_is_a_gap_and_its_API_stays()
    {
        await using var aws = await FakeAwsServer.StartAsync(Orders);
        aws.Inject(FakeFault.Error("GetDeployment", 404, "NotFoundException", "Invalid Deployment identifier specified").Always);

        var scope = await Collected.ScopeAsync(aws, Needs.Routes);

        scope.RestApis.Value.ShouldHaveSingleItem().Deployments[0].Methods.IsKnown.ShouldBeFalse();
        scope.Gaps.ShouldHaveSingleItem().Operation.ShouldBe("apigateway:GetDeployment");
    }

    [Fact]
    public async Task APIs_of_the_first_page_are_kept_when_the_second_fails_and_the_rest_is_known_to_be_missing()
    {
        await using var aws = await FakeAwsServer.StartAsync([.. Enumerable.Range(0, 600).Select(i => new FakeRestApi($"api {i}"))]);
        aws.Inject(FakeFault.BareStatus("GetRestApis", 403, first: 2, times: int.MaxValue));

        var scope = await Collected.ScopeAsync(aws, Needs.None);

        scope.RestApis.Value.Length.ShouldBe(500);
        scope.MoreRestApis.ShouldNotBeNull().Operation.ShouldBe("apigateway:GetRestApis");
        scope.Gaps.ShouldHaveSingleItem().Lost.ShouldContain("not listed");
    }

    [Fact]
    public async Task Routes_of_which_a_page_is_missing_are_unknown()
    {
        await using var aws = await FakeAwsServer.StartAsync(
            new FakeRegion(Collected.Region) { Apis = [new("shop") { Routes = [.. Enumerable.Range(0, 150).Select(i => new FakeRoute($"GET /{i}"))], Stages = [new()] }] });
        aws.Inject(FakeFault.BareStatus("GetRoutes", 403, first: 2, times: int.MaxValue));

        var scope = await Collected.ScopeAsync(aws, Needs.Routes);

        scope.HttpAndWebSocketApis.Value.ShouldHaveSingleItem().Routes.IsKnown.ShouldBeFalse();
        scope.Gaps.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_API_of_a_new_kind_is_a_gap()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeRegion(Collected.Region) { Apis = [new("events", "WEBSOCKET")] });
        aws.Inject(FakeFault.Rewritten("GetApis", "WEBSOCKET", "GRPC"));

        var scope = await Collected.ScopeAsync(aws);

        scope.HttpAndWebSocketApis.Value.ShouldBeEmpty();
        scope.Gaps.ShouldHaveSingleItem().Message.ShouldContain("'GRPC'");
    }

    [Fact]
    public async Task A_Region_without_APIs_is_empty_and_complete()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeRegion(Collected.Region));

        var scope = await Collected.ScopeAsync(aws);

        scope.KnownApis.ShouldBeEmpty();
        scope.RestApis.IsKnown.ShouldBeTrue();
        scope.Gaps.ShouldBeEmpty();
        aws.Calls.ShouldNotContain(call => call.Service == "monitoring" || call.Service == "lambda" || call.Service == "logs");
    }

    [Fact]
    public async Task What_no_rule_needs_is_not_asked_for_and_not_known()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeEstate { Accounts = [SampleEstate.Account] });

        var scope = await Collected.ScopeAsync(aws, Needs.None);

        aws.Calls.Select(call => call.Operation)
            .Distinct()
            .ShouldBe(["GetCallerIdentity", "GetRestApis", "GetApis", "GetStages"], ignoreOrder: true);
        (scope.Domains.IsKnown, scope.Settings.IsKnown, scope.UsagePlans.IsKnown, scope.ConfigRecording.IsKnown)
            .ShouldBe((false, false, false, false));
        scope.KnownApis.ShouldAllBe(api => !api.Routes.IsKnown && !api.Usage.IsKnown);
        scope.Gaps.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_cancelled_collection_ends_as_cancelled()
    {
        await using var aws = await FakeAwsServer.StartAsync(Orders);
        aws.Inject(FakeFault.Stall("GetStages"));
        using var caller = Collected.Caller(aws);
        using var cancellation = new CancellationTokenSource();
        var collector = new AwsCollector(caller, TimeProvider.System, new KnownHosts().ExistsAsync);

        var collecting = collector.CollectScopeAsync(
            new(Collected.AccountId, "aws", "arn:aws:iam::123456789012:user/me"),
            Collected.Region,
            new() { Needs = Needs.None },
            null,
            cancellation.Token);
        while (aws.Calls.All(call => call.Operation != "GetStages"))
        {
            await Task.Yield();
        }

        await cancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => collecting);
    }

    [Fact]
    public async Task Progress_counts_every_API_once()
    {
        await using var aws = await FakeAwsServer.StartAsync(Orders, Other);
        var seen = new Seen();

        await Collected.ScopeAsync(aws, Needs.None, progress: seen);

        seen.All.ShouldContain(new CollectionProgress(Collected.AccountId, Collected.Region, 2, 2));
    }

    private sealed class Seen : IProgress<CollectionProgress>
    {
        private readonly Lock _lock = new();

        public ImmutableArray<CollectionProgress> All { get; private set; } = [];

        public void Report(CollectionProgress value)
        {
            lock (_lock)
            {
                All = All.Add(value);
            }
        }
    }
}
