using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Transport;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Transport;

[AboutCallers]
[NotRecorded("that no domain name leads to an API is in no record: mappings are recorded nowhere")]
public sealed class ApiWithoutCustomDomainTests : RuleTests<ApiWithoutCustomDomain>
{
    private static readonly Estate Bare = SmallEstate.Rest();

    public static TheoryData<string, Func<Estate, Estate>> Clean => new()
    {
        { "a domain name", estate => estate.AddDomain(Example.Domain()) },
        { "a domain name for all stages", estate => estate.AddDomain(Example.Domain(stage: null)) },
        { "a PRIVATE API", estate => estate.WithApi(api => api with { EndpointType = EndpointType.Private }) },
        { "no stage", estate => estate.WithApi(api => api with { Stages = ImmutableArray<Stage>.Empty }) },
        { "no name at all", estate => estate.WithApi(api => api with { DisableExecuteApiEndpoint = true }) },
    };

    [Fact]
    public void Flags_an_API_that_only_its_execute_api_name_reaches() =>
        Check(Bare).ShouldFlag("API 'orders' can be called only by the execute-api name").Severity.ShouldBe(Severity.Low);

    [Fact]
    public void Flags_HTTP_and_WebSocket_APIs()
    {
        Check(SmallEstate.Http()).ShouldFlag("API 'orders'");
        Check(SmallEstate.WebSocket()).ShouldFlag("API 'orders'");
    }

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Func<Estate, Estate> apply) => Check(apply(Bare)).ShouldBeClean(change);

    [Fact]
    public void A_domain_name_of_another_API_does_not_count() => Check(Bare.AddDomain(Example.Domain(apiId: "zzz"))).ShouldFlag("'orders'");

    [Fact]
    public void A_mapping_to_a_stage_that_is_gone_does_not_count() =>
        Check(Bare.AddDomain(Example.Domain(stage: "old"))).ShouldFlag("'orders'");

    [Fact]
    public void A_mapping_that_the_routing_mode_ignores_does_not_count()
    {
        var rulesOnly = Example.Domain() with { RoutingMode = "ROUTING_RULE_ONLY" };
        var rule = new RoutingRule { Priority = 1, ApiId = Example.ApiId, Stage = Example.StageName };

        Check(Bare.AddDomain(rulesOnly)).ShouldFlag("'orders'");
        Check(Bare.AddDomain(rulesOnly with { RoutingRules = ImmutableArray.Create(rule) })).ShouldBeClean();
    }

    [Fact]
    public void Says_so_when_domain_names_could_not_be_read()
    {
        Check(Bare.WithScope(scope => scope with { Domains = Example.Denied })).ShouldBeInconclusive("The call was denied.");
        Check(Bare.AddDomain(Example.Domain(apiId: "zzz") with { Mappings = Example.Denied })).ShouldBeInconclusive("The call was denied.");
    }

    [Fact]
    public void Unknown_domain_names_do_not_matter_to_a_PRIVATE_API() =>
        Check(Bare.WithApi(api => api with { EndpointType = EndpointType.Private })
            .WithScope(scope => scope with { Domains = Example.Denied }))
            .ShouldBeClean();
}
