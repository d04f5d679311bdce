using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Hygiene;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Hygiene;

public sealed class OrphanTests : RuleTests<Orphan>
{
    private static readonly UsagePlan Plan = Example.UsagePlan() with { ApiKeyIds = ImmutableArray.Create("k1") };
    private static readonly ApiKey Key = new() { Id = "k1", Name = "partner", Enabled = true };
    private static readonly VpcLink Link = new() { Id = "link1", Name = "backend", Status = "AVAILABLE" };

    private static readonly Estate LonePlan = SmallEstate.Rest().AddUsagePlan(Plan with { Stages = [] });
    private static readonly Estate LoneKey = SmallEstate.Rest()
        .AddUsagePlan(Plan with { ApiKeyIds = ImmutableArray.Create("k2") })
        .WithScope(scope => scope with { ApiKeys = ImmutableArray.Create(Key) });
    private static readonly Estate LoneLink = SmallEstate.Rest().WithScope(scope => scope with { VpcLinks = ImmutableArray.Create(Link) });
    private static readonly Estate LoneDomain = SmallEstate.Rest()
        .AddDomain(Example.Domain() with { Mappings = ImmutableArray<ApiMapping>.Empty });

    public static TheoryData<string, Estate, string> Lone => new()
    {
        { "a plan without stages", LonePlan, "Usage plan 'partners' covers no stage that exists" },
        {
            "a plan whose stage is gone",
            SmallEstate.Rest().AddUsagePlan(Plan with { Stages = [new() { ApiId = Example.ApiId, Stage = "gone" }] }),
            "Usage plan 'partners' covers no stage that exists"
        },
        {
            "a plan whose API is gone",
            SmallEstate.Rest().AddUsagePlan(Plan with { Stages = [new() { ApiId = "gone", Stage = Example.StageName }] }),
            "Usage plan 'partners' covers no stage that exists"
        },
        {
            "a plan without keys", SmallEstate.Rest().AddUsagePlan(Plan with { ApiKeyIds = ImmutableArray<string>.Empty }),
            "Usage plan 'partners' holds no API key"
        },
        { "a key in no plan", LoneKey, "API key 'partner' is in no usage plan" },
        {
            "a key where there are no plans", SmallEstate.Rest().WithScope(scope => scope with { ApiKeys = ImmutableArray.Create(Key) }),
            "API key 'partner' is in no usage plan"
        },
        { "a link that no route uses", LoneLink, "VPC link 'backend' is used by no route" },
        { "a domain name without mappings", LoneDomain, "Custom domain name 'api.example.com' leads to no API" },
    };

    public static TheoryData<string, Estate> Clean => new()
    {
        { "the plan covers a stage", LonePlan.WithUsagePlan(plan => plan with { Stages = Plan.Stages }) },
        {
            "the plan covers one that exists beside one that is gone",
            LonePlan.WithUsagePlan(plan => plan with { Stages = [new() { ApiId = "gone", Stage = "x" }, .. Plan.Stages] })
        },
        { "the plan covers a WebSocket API's stage", SmallEstate.WebSocket().AddUsagePlan(Plan) },
        { "the key is in a plan", LoneKey.WithUsagePlan(plan => plan with { ApiKeyIds = ImmutableArray.Create("k2", "k1") }) },
        {
            "a route uses the link",
            LoneLink.WithIntegration(integration => integration with { ThroughVpcLink = true, ConnectionId = "link1" })
        },
        {
            "a route of the working copy uses the link",
            LoneLink.WithApi(api => api with { Routes = api.Routes.Value.Add(Example.Route("GET /new") with { Integration = (Integration?)(Example.Lambda with { ConnectionId = "link1" }) }) })
        },
        {
            "a stage variable names the link",
            LoneLink.WithIntegration(integration => integration with { ConnectionId = "${stageVariables.link}" })
                .WithStage(stage => stage with { Variables = [new() { Name = "link", Value = "link1" }] })
        },
        { "the domain name has a mapping", LoneDomain.WithDomain(domain => domain with { Mappings = Example.Domain().Mappings }) },
        {
            "the domain name has a mapping to what is gone, which another rule judges",
            LoneDomain.WithDomain(domain => domain with { Mappings = Example.Domain(apiId: "gone").Mappings })
        },
        {
            "the domain name has a routing rule",
            LoneDomain.WithDomain(
                domain => domain with { RoutingMode = "ROUTING_RULE_ONLY", RoutingRules = ImmutableArray.Create(new RoutingRule { ApiId = Example.ApiId, Stage = Example.StageName }) })
        },
    };

    [Theory]
    [MemberData(nameof(Lone))]
    public void Flags_what_is_attached_to_nothing(string what, Estate estate, string message) =>
        Check(estate).ShouldFlag(message).Severity.ShouldBe(Severity.Low, what);

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Estate estate) => Check(estate).ShouldBeClean(change);

    [Fact]
    public void A_link_for_HTTP_APIs_is_used_by_an_HTTP_API()
    {
        var lone = SmallEstate.Http().WithScope(scope => scope with { VpcLinks = ImmutableArray.Create(Link with { IsV2 = true }) });

        Check(lone).ShouldFlag("'backend'");
        Check(lone.WithIntegration(integration => integration with { ThroughVpcLink = true, ConnectionId = "link1" })).ShouldBeClean();
    }

    [Fact]
    public void An_API_without_a_stage_uses_no_link_and_hides_nothing() =>
        Check(LoneLink.AddApi(Example.RestApi([]) with { Id = "draft", Stages = ImmutableArray<Stage>.Empty, Routes = default }))
            .ShouldFlag("'backend'");

    public static TheoryData<string, Estate> Unknown => new()
    {
        {
            "the routes of another API",
            LoneLink.AddApi(Example.RestApi([]) with { Id = "other", Routes = Example.Denied, Deployments = [] })
        },
        { "what is behind a route", LoneLink.WithRoute(route => route with { Integration = Example.Denied }) },
        { "the stages of another API", LoneLink.AddApi(Example.RestApi([]) with { Id = "other", Stages = Example.Denied }) },
        { "further APIs", LoneLink.WithScope(scope => scope with { MoreRestApis = Example.Denied }) },
        { "which keys the plan itself holds", SmallEstate.Rest().AddUsagePlan(Plan with { ApiKeyIds = Example.Denied }) },
        {
            "whether the plan's API is on a page that failed",
            SmallEstate.Rest()
                .AddUsagePlan(Plan with { Stages = [new() { ApiId = "later", Stage = "x" }] })
                .WithScope(scope => scope with { MoreRestApis = Example.Denied })
        },
        { "the mappings", LoneDomain.WithDomain(domain => domain with { Mappings = Example.Denied }) },
        { "the domain names", LoneDomain.WithScope(scope => scope with { Domains = Example.Denied }) },
        { "the keys", LoneKey.WithScope(scope => scope with { ApiKeys = Example.Denied, UsagePlans = ImmutableArray<UsagePlan>.Empty }) },
    };

    [Theory]
    [MemberData(nameof(Unknown))]
    public void Says_so_when_nobody_knows(string what, Estate estate) =>
        Check(estate).ShouldBeInconclusive("The call was denied.").Unknown.ShouldNotBeNull(what);

    [Fact]
    public void Says_so_of_keys_and_plans_when_the_keys_of_plans_could_not_be_read() =>
        Check(LoneKey.WithUsagePlan(plan => plan with { ApiKeyIds = Example.Denied }))
            .Select(finding => finding.Unknown)
            .ShouldBe([Example.Denied, Example.Denied]);

    [Fact]
    public void What_is_attached_is_clean_whatever_else_could_not_be_read() =>
        Check(LoneLink.WithIntegration(integration => integration with { ConnectionId = "link1" })
            .AddApi(Example.RestApi([]) with { Id = "other", Routes = Example.Denied, Deployments = [] }))
            .ShouldBeClean();
}
