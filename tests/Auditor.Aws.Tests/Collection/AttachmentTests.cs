using System.Collections.Immutable;
using Auditor.Core.Metadata;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Faults;

namespace Auditor.Aws.Tests.Collection;

/// <summary>What can be attached to APIs: keys, links, certificates, portals.</summary>
public sealed class AttachmentTests
{
    [Fact]
    public async Task API_keys_are_read_to_the_last_page_and_without_their_values()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeRegion(Collected.Region)
        {
            ApiKeys =
            [
                .. Enumerable.Range(0, 501).Select(i => new FakeApiKey($"key {i}") { Id = $"k{i:000}" }),
                new("old") { Id = "old", Enabled = false, CreatedDate = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), Tags = ImmutableDictionary<string, string>.Empty.Add("owner", "team") },
            ],
            UsagePlans = [new("gold") { Id = "gold01", KeyIds = ["old", "k001"] }, new("empty") { Id = "empty1" }],
        });

        var scope = await Collected.ScopeAsync(aws, Needs.ApiKeys);

        scope.ApiKeys.Value.Length.ShouldBe(502);
        var old = scope.ApiKeys.Value.Single(key => key.Id == "old");
        (old.Name, old.Enabled, old.CreatedAt?.Year, old.Tags["owner"]).ShouldBe(("old", false, 2020, "team"));
        scope.UsagePlans.Value.Select(plan => (plan.Id, string.Join(' ', plan.ApiKeyIds.Value)))
            .ShouldBe([("empty1", ""), ("gold01", "k001 old")]);
        Collected.CallsOf(aws).Where(call => call.Contains("keys", StringComparison.Ordinal)
            || call.Contains("usageplans", StringComparison.Ordinal)).Select(call => call.Split("&position")[0]).ShouldBe([
            "GetApiKeys /apikeys?limit=500",
            "GetApiKeys /apikeys?limit=500",
            "GetUsagePlanKeys /usageplans/empty1/keys?limit=500",
            "GetUsagePlanKeys /usageplans/gold01/keys?limit=500",
            "GetUsagePlans /usageplans?limit=500",
        ]);
        scope.Gaps.ShouldBeEmpty();
    }

    [Fact]
    public async Task Usage_plans_without_a_need_for_keys_are_not_asked_for_theirs()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeEstate { Accounts = [SampleEstate.Account] });

        var plan = (await Collected.ScopeAsync(aws, Needs.UsagePlans)).UsagePlans.Value.ShouldHaveSingleItem();

        plan.ApiKeyIds.IsKnown.ShouldBeFalse();
        aws.CallCounts.ContainsKey("GetUsagePlanKeys").ShouldBeFalse();
    }

    [Fact]
    public async Task The_keys_of_a_plan_that_may_not_be_read_are_unknown_for_that_plan_only()
    {
        await using var aws = await FakeAwsServer.StartAsync(
            new FakeRegion(Collected.Region) { ApiKeys = [new("a") { Id = "a" }], UsagePlans = [new("closed") { Id = "closed" }, new("open") { Id = "open", KeyIds = ["a"] }] });
        aws.Inject((FakeFault.Error("GetUsagePlanKeys", 403, "AccessDeniedException") with { Path = "/usageplans/closed" }).Always);

        var scope = await Collected.ScopeAsync(aws, Needs.ApiKeys);

        scope.UsagePlans.Value.Select(plan => (plan.Id, plan.ApiKeyIds.IsKnown)).ShouldBe([("closed", false), ("open", true)]);
        scope.ApiKeys.IsKnown.ShouldBeTrue();
        scope.Gaps.ShouldHaveSingleItem().Target.ShouldBe("arn:aws:apigateway:eu-west-1::/usageplans/closed");
    }

    [Fact]
    public async Task VPC_links_of_both_interfaces_are_one_list()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeRegion(Collected.Region)
        {
            VpcLinks =
            [
                new("to balancer") { Id = "rest01", TargetArns = ["arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/net/a/b"] },
                new("broken") { Id = "rest02", Status = "FAILED", StatusMessage = "NLB is already associated with another VPC Endpoint "
                    + "Service" },
                new("to subnets") { Id = "http01", IsV2 = true, Status = "INACTIVE", SubnetIds = ["subnet-1"] },
            ],
        });

        var links = (await Collected.ScopeAsync(aws, Needs.VpcLinks)).VpcLinks.Value;

        links.Select(link => (link.Id, link.IsV2, link.Status, link.StatusMessage)).ShouldBe([
            ("rest01", false, "AVAILABLE", null), ("rest02", false, "FAILED", "NLB is already associated with another VPC Endpoint "
                + "Service"), ("http01", true, "INACTIVE", null),
        ]);
        links[0].TargetArns.ShouldHaveSingleItem().ShouldContain("loadbalancer/net");
        Collected.CallsOf(aws)
            .Where(call => call.StartsWith("GetVpcLinks", StringComparison.Ordinal))
            .ShouldBe(["GetVpcLinks /v2/vpclinks?maxResults=500", "GetVpcLinks /vpclinks?limit=500"]);
    }

    [Fact]
    public async Task One_list_of_VPC_links_must_not_pass_for_both()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeRegion(Collected.Region) { VpcLinks = [new("a")] });
        aws.Inject((FakeFault.Error("GetVpcLinks", 403, "AccessDeniedException") with { Path = "/v2/" }).Always);

        var scope = await Collected.ScopeAsync(aws, Needs.VpcLinks);

        scope.VpcLinks.Unknown.ShouldNotBeNull().Code.ShouldBe("AccessDeniedException");
        scope.Gaps.ShouldHaveSingleItem().Operation.ShouldBe("apigateway:GetVpcLinks");
    }

    [Fact]
    public async Task Client_certificates_are_known_by_their_dates()
    {
        await using var aws = await FakeAwsServer.StartAsync(
            new FakeRegion(Collected.Region) { ClientCertificates = [new("cert01") { ExpirationDate = new(2026, 2, 1, 12, 0, 0, TimeSpan.Zero) }] });

        var certificate = (await Collected.ScopeAsync(aws, Needs.ClientCertificates)).ClientCertificates.Value.ShouldHaveSingleItem();

        (certificate.Id, certificate.ExpiresAt).ShouldBe(("cert01", new DateTimeOffset(2026, 2, 1, 12, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public async Task Portals_say_who_reads_them_and_what_readers_can_try()
    {
        var product = new FakePortalProduct("product001")
        {
            Endpoints =
            [
                new("POST", "/pets", "a1b2c3", "prod") { TryItState = "DISABLED" },
                .. Enumerable.Range(0, 120).Select(i => new FakeEndpointPage("GET", $"/pets/{i:000}", "a1b2c3", "prod")),
            ],
        };
        var arn = product.Arn(Collected.Region, Collected.AccountId);
        await using var aws = await FakeAwsServer.StartAsync(new FakeRegion(Collected.Region)
        {
            Portals =
            [
                new("portal0001") { DisplayName = "Pets", IncludedPortalProductArns = [arn] },
                new("portal0002") { UserPoolArn = "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_a", IncludedPortalProductArns = [arn] },
                new("portal0003") { PublishStatus = "DISABLED", IncludedPortalProductArns = ["arn:aws:apigateway:eu-west-1:123456789012:/portalproducts/unread0001"] },
            ],
            PortalProducts = [product],
        });

        var scope = await Collected.ScopeAsync(aws, Needs.Portals);

        var portals = scope.Portals.Value;
        portals.Select(portal => (portal.Id, portal.Name, portal.PublishStatus, portal.IsOpenToTheWorld.Value, portal.TryItEndpoints.Value.Length)).ShouldBe([
            ("portal0001", "Pets", "PUBLISHED", true, 120), ("portal0002", "portal0002", "PUBLISHED", false, 120), ("portal0003", "portal0003", "DISABLED", true, 0),
        ]);
        portals[0].TryItEndpoints.Value[0].ShouldBe("GET /pets/000 of API 'a1b2c3', stage 'prod'");
        // A product of two portals is read once, to its last page, and that of a portal without readers not at all.
        Collected.CallsOf(aws).Where(call => call.Contains(
            "ortal", StringComparison.Ordinal)).Select(call => call.Split("&nextToken")[0]).ShouldBe([
            "ListPortals /v2/portals?maxResults=500",
            "ListProductRestEndpointPages /v2/portalproducts/product001/productrestendpointpages?maxResults=500",
            "ListProductRestEndpointPages /v2/portalproducts/product001/productrestendpointpages?maxResults=500",
        ]);
        scope.Gaps.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_product_that_another_account_shares_is_asked_for_in_its_name_and_one_that_fails_makes_the_endpoints_unknown()
    {
        await using var aws = await FakeAwsServer.StartAsync(
            new FakeRegion(Collected.Region) { Portals = [new("portal0001") { IncludedPortalProductArns = ["arn:aws:apigateway:eu-west-1:999999999999:/portalproducts/theirs0001"] }] });

        var scope = await Collected.ScopeAsync(aws, Needs.Portals);

        var portal = scope.Portals.Value.ShouldHaveSingleItem();
        portal.IsOpenToTheWorld.Value.ShouldBeTrue();
        portal.TryItEndpoints.Unknown.ShouldNotBeNull().Operation.ShouldBe("apigateway:ListProductRestEndpointPages");
        scope.Gaps.ShouldHaveSingleItem().Target.ShouldContain("theirs0001");
        Collected.CallsOf(aws)
            .ShouldContain("ListProductRestEndpointPages "
                + "/v2/portalproducts/theirs0001/productrestendpointpages?maxResults=500&resourceOwnerAccountId=999999999999");
    }

    [Fact]
    public async Task A_way_to_sign_in_that_is_new_is_unknown_and_not_open()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeRegion(Collected.Region) { Portals = [new("portal0001")] });
        aws.Inject(FakeFault.Rewritten("ListPortals", "\"none\"", "\"samlConfig\""));

        var portal = (await Collected.ScopeAsync(aws, Needs.Portals)).Portals.Value.ShouldHaveSingleItem();

        portal.IsOpenToTheWorld.Unknown.ShouldNotBeNull().Code.ShouldBe("UnknownValue");
    }
}
