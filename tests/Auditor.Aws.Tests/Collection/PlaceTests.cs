using System.Text;
using Amazon.Runtime;
using Auditor.Aws.Access;
using Auditor.Aws.Advice;
using Auditor.Aws.Collection;
using Auditor.Aws.Reading;
using Auditor.Aws.Tests.Transport;
using Auditor.Aws.Transport;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Rules.Catalogue;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.Names;

namespace Auditor.Aws.Tests.Collection;

/// <summary>Partitions, Regions that lack something, and names that collide.</summary>
public sealed class PlaceTests
{
    [Theory]
    [InlineData("aws-cn", "cn-north-1")]
    [InlineData("aws-us-gov", "us-gov-west-1")]
    public async Task Other_partitions_have_their_own_ARNs_from_the_identity_to_the_finding(string partition, string region)
    {
        var estate = In(partition, region);
        await using var aws = await FakeAwsServer.StartAsync(estate);
        using var caller = Collected.Caller(aws);
        var account = await AwsAccount.ReadAsync(caller, region, CancellationToken.None);
        var collector = new AwsCollector(caller, TimeProvider.System, new KnownHosts().ExistsAsync);
        var options = new CollectionOptions { Needs = Collected.Everything };

        var scope = await collector.CollectScopeAsync(account, region, options, null, CancellationToken.None);
        var accountFacts = await collector.CollectAccountAsync(account, region, options, CancellationToken.None);

        account.Partition.ShouldBe(partition);
        scope.Gaps.ShouldBeEmpty();
        accountFacts.Gaps.ShouldBeEmpty();
        aws.Calls.ShouldAllBe(call => call.Region == region || call.Service == "iam");
        scope.KnownApis.Count().ShouldBe(5);
        scope.Functions.Select(function => (function.Policy.IsKnown, function.Exists.Value, function.Qualifier))
            .ShouldBe([(true, true, null), (true, true, "live")]);
        scope.Certificates.ShouldHaveSingleItem().Details.Value.ShouldNotBeNull();
        scope.LogGroups.ShouldHaveSingleItem().Settings.Value.ShouldNotBeNull();
        scope.UserPools.ShouldHaveSingleItem().Settings.Value.ShouldNotBeNull();
        scope.WebAcls.ShouldHaveSingleItem().Definition.IsKnown.ShouldBeTrue();
        var inventory = new Estate { CollectedAt = DateTimeOffset.UnixEpoch, Accounts = [accountFacts], Scopes = [scope] };
        Encoding.UTF8.GetString(InventoryFile.Write(inventory)).ShouldNotContain("arn:aws:");
        var result = Audit.Run(inventory, RuleCatalogue.From(typeof(RuleDocumentation).Assembly));
        result.Findings.ShouldNotBeEmpty();
        result.Findings.ShouldAllBe(finding => finding.Subject.Identity.Arn.StartsWith($"arn:{partition}:", StringComparison.Ordinal));
        result.Inconclusive.ShouldBeEmpty();
    }

    // Credentials are of one partition (AWS Identity and Access Management: ARNs and partitions): nobody asks Ireland with those of
    // Beijing.
    [Theory]
    [InlineData("aws-cn", "cn-north-1", "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_theirs")]
    [InlineData("aws-us-gov", "us-gov-west-1", "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_theirs")]
    [InlineData("aws", "eu-west-1", "https://cognito-idp.us-gov-west-1.amazonaws.com/us-gov-west-1_theirs")]
    public async Task A_pool_of_another_partition_is_not_asked_for(string partition, string region, string issuer)
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeEstate
        {
            Partition = partition,
            Accounts = [new() { Regions = [new(region) { Apis = [new("http") { Authorizers = [new("far") { Issuer = issuer }], Stages = [new()] }] }] }],
        });
        using var caller = Collected.Caller(aws);
        var account = await AwsAccount.ReadAsync(caller, region, CancellationToken.None);

        var scope = await new AwsCollector(caller, TimeProvider.System, new KnownHosts().ExistsAsync)
            .CollectScopeAsync(account, region, new() { Needs = Needs.UserPools }, null, CancellationToken.None);

        scope.UserPools.ShouldHaveSingleItem().Settings.Unknown.ShouldNotBeNull().Code.ShouldBe("OtherAccount");
        aws.CallCounts.ContainsKey("DescribeUserPool").ShouldBeFalse();
        scope.Gaps.ShouldBeEmpty();
    }

    // Amazon API Gateway in AWS GovCloud (US); Getting Started with AWS services in China: developer portals are not offered there.
    [Theory]
    [InlineData("aws", "eu-west-1", true)]
    [InlineData("aws-cn", "cn-north-1", false)]
    [InlineData("aws-cn", "cn-northwest-1", false)]
    [InlineData("aws-us-gov", "us-gov-west-1", false)]
    [InlineData("aws-us-gov", "us-gov-east-1", false)]
    public async Task What_a_partition_does_not_offer_is_not_asked_for(string partition, string region, bool hasPortals)
    {
        await using var aws = await FakeAwsServer.StartAsync(In(partition, region));
        using var caller = Collected.Caller(aws);
        var account = await AwsAccount.ReadAsync(caller, region, CancellationToken.None);

        var scope = await new AwsCollector(caller, TimeProvider.System, new KnownHosts().ExistsAsync)
            .CollectScopeAsync(account, region, new() { Needs = Collected.Everything }, null, CancellationToken.None);

        aws.CallCounts.ContainsKey("ListPortals").ShouldBe(hasPortals);
        scope.Portals.IsKnown.ShouldBeTrue();
        scope.Gaps.ShouldBeEmpty();
    }

    [Fact]
    public async Task Denied_calls_of_another_partition_name_what_is_there()
    {
        await using var aws = await FakeAwsServer.StartAsync(In("aws-us-gov", "us-gov-west-1"));
        aws.Inject(Testing.FakeAws.Faults.FakeFault.Error("GetStages", 403, "AccessDeniedException", "No").Always);
        using var caller = Collected.Caller(aws);
        var account = await AwsAccount.ReadAsync(caller, "us-gov-west-1", CancellationToken.None);

        var scope = await new AwsCollector(caller, TimeProvider.System, new KnownHosts().ExistsAsync)
            .CollectScopeAsync(account, "us-gov-west-1", new() { Needs = Needs.None }, null, CancellationToken.None);

        scope.Gaps.Length.ShouldBe(5);
        scope.Gaps.ShouldAllBe(gap => gap.Target.StartsWith("arn:aws-us-gov:apigateway:us-gov-west-1::/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_opt_in_Region_that_is_not_enabled_is_one_sentence_and_no_finding()
    {
        const string OptIn = "af-south-1";
        await using var aws = await FakeAwsServer.StartAsync(
            new FakeEstate { Accounts = [new() { DisabledRegions = [OptIn], Regions = [new(Collected.Region)] }] });
        using var caller = Collected.Caller(aws);
        var account = await AwsAccount.ReadAsync(caller, Collected.Region, CancellationToken.None);

        var scope = await new AwsCollector(caller, TimeProvider.System, new KnownHosts().ExistsAsync)
            .CollectScopeAsync(account, OptIn, new() { Needs = Collected.Everything }, null, CancellationToken.None);

        scope.Gaps.ShouldAllBe(gap => gap.Message.Contains("the Region is not enabled for the account", StringComparison.Ordinal));
        (scope.RestApis.IsKnown, scope.HttpAndWebSocketApis.IsKnown, scope.Domains.IsKnown).ShouldBe((false, false, false));
        Audit.Run(
            new() { CollectedAt = DateTimeOffset.UnixEpoch, Scopes = [scope] },
            RuleCatalogue.From(typeof(RuleDocumentation).Assembly)).Flagged.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_account_s_enabled_Regions_leave_out_those_that_it_did_not_opt_into()
    {
        await using var aws = await FakeAwsServer.StartAsync(
            new FakeEstate { Accounts = [new() { DisabledRegions = ["af-south-1"], Regions = [new(Collected.Region)] }] });
        using var caller = Collected.Caller(aws);

        var regions = await AwsAccount.RegionsAsync(caller, Collected.Region, CancellationToken.None);

        regions.ShouldContain(Collected.Region);
        regions.ShouldNotContain("af-south-1");
    }

    // A service that a Region does not offer has no host there.
    [Theory]
    [InlineData("wafv2", "wafv2:GetWebACL")]
    [InlineData("config", "config:DescribeConfigurationRecorders")]
    [InlineData("monitoring", "cloudwatch:ListMetrics")]
    public async Task A_service_that_the_Region_lacks_is_a_gap_and_everything_else_is_read(string service, string operation)
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeEstate { Accounts = [SampleEstate.Account] });
        using var caller = new AwsCaller(
            new()
            {
                Explain = CallAdvice.Of,
                Credentials = new BasicAWSCredentials(aws.Credentials.AccessKeyId, aws.Credentials.SecretAccessKey),
                EndpointUrl = aws.Url,
                MaxRate = 1_000_000,
                HttpClientFactory = new Without(service),
            },
            new ImpatientClock());
        var account = await AwsAccount.ReadAsync(caller, Collected.Region, CancellationToken.None);

        var scope = await new AwsCollector(caller, TimeProvider.System, new KnownHosts().ExistsAsync)
            .CollectScopeAsync(account, Collected.Region, new() { Needs = Collected.Everything }, null, CancellationToken.None);

        scope.Gaps.Select(gap => gap.Operation).Distinct().ShouldContain(operation);
        scope.Gaps.ShouldAllBe(gap => gap.Message.Contains(
            $"The host of {service} in 'eu-west-1' does not exist", StringComparison.Ordinal));
        // One attempt: a host that is not there does not appear by asking again.
        caller.Log.Counts.Single(count => count.Operation == operation).Requests.ShouldBe(1);
        scope.KnownApis.ShouldAllBe(api => api.Stages.IsKnown);
        scope.Domains.IsKnown.ShouldBeTrue();
    }

    [Fact]
    public async Task Copies_of_an_API_that_share_the_ids_of_their_parts_stay_apart()
    {
        FakeRestApi Copy(string name, string authorization) => new(name)
        {
            Authorizers = [new("lambda") { Id = "shared" }],
            Methods = [new("GET", "/orders") { AuthorizationType = authorization, AuthorizerId = "shared" }],
            Deployments = [new("dep001")],
            Stages = [new("prod") { DeploymentId = "dep001" }],
        };
        await using var aws = await FakeAwsServer.StartAsync(Copy("closed", "CUSTOM"), Copy("open", "NONE"));

        var scope = await Collected.ScopeAsync(aws, Needs.Exposure | Needs.Authorizers);

        Api Of(string name) => scope.RestApis.Value.Single(api => api.Name == name);
        Of("closed").Routes.Value.Single().Authorization.Value.ShouldBe(AuthorizationKind.Custom);
        Of("open").Routes.Value.Single().Authorization.Value.ShouldBe(AuthorizationKind.None);
        Of("open").Authorizers.Value.ShouldHaveSingleItem();
        var findings = Audit.Run(
            new() { CollectedAt = DateTimeOffset.UnixEpoch, Scopes = [scope] },
            RuleCatalogue.From(typeof(RuleDocumentation).Assembly)).Flagged.ToArray();
        findings.Where(finding => finding.Rule.Id == "AGW1001").ShouldHaveSingleItem().Subject.Identity.ApiName.ShouldBe("open");
        findings.Select(finding => finding.Fingerprint).ShouldBeUnique();
    }

    [Fact]
    public async Task A_stage_may_be_called_like_a_Region_and_an_API_like_another()
    {
        FakeRestApi Named(string id) =>
            new("orders") { Id = id, Methods = [new("GET", "/")], Stages = [new("us-east-1"), new("eu-west-1")] };
        await using var aws = await FakeAwsServer.StartAsync(Named("first00001"), Named("second0001"));

        var scope = await Collected.ScopeAsync(aws);

        scope.Gaps.ShouldBeEmpty();
        scope.RestApis.Value.Select(api => (api.Id, api.Name, string.Join(' ', api.Stages.Value.Select(stage => stage.Name))))
            .ShouldBe([("first00001", "orders", "eu-west-1 us-east-1"), ("second0001", "orders", "eu-west-1 us-east-1")]);
        aws.Calls.ShouldAllBe(call => call.Region == Collected.Region);
        var findings = Audit.Run(
            new() { CollectedAt = DateTimeOffset.UnixEpoch, Scopes = [scope] },
            RuleCatalogue.From(typeof(RuleDocumentation).Assembly)).Flagged.ToArray();
        findings.ShouldAllBe(finding => finding.Subject.Identity.Region == null || finding.Subject.Identity.Region == Collected.Region);
        findings.Select(finding => finding.Fingerprint).ShouldBeUnique();
    }

    // The sample account, moved: every ARN in it names its Region and partition.
    private static FakeEstate In(string partition, string region) => FakeEstate.Parse(
        new FakeEstate { Partition = partition, Accounts = [SampleEstate.Account] }.ToJson()
            .Replace("arn:aws:", $"arn:{partition}:", StringComparison.Ordinal)
            .Replace(Collected.Region, region, StringComparison.Ordinal));

    private sealed class Without(string service) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Handler(service));

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

        private sealed class Handler(string service) : DelegatingHandler(new SocketsHttpHandler())
        {
            protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
                request.Headers.TryGetValues("Authorization", out var values)
                    && string.Concat(values).Contains($"/{service}/aws4_request", StringComparison.Ordinal)
                    ? throw new HttpRequestException(HttpRequestError.NameResolutionError, "Name or service not known")
                    : base.SendAsync(request, cancellationToken);
        }
    }
}
