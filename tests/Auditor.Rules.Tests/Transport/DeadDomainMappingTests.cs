using System.Collections.Immutable;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Transport;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Transport;

[NotRecorded("mappings are no part of the record of a domain name")]
public sealed class DeadDomainMappingTests : RuleTests<DeadDomainMapping>
{
    private static readonly Estate Gone = SmallEstate.Rest().AddDomain(Example.Domain(apiId: "gone"));

    [Fact]
    public void Flags_a_mapping_to_an_API_that_is_gone() =>
        Check(Gone).ShouldFlag(
            "The root of domain name 'api.example.com' leads nowhere: there is no API 'gone'.").Severity.ShouldBe(Severity.Low);

    [Fact]
    public void Flags_a_mapping_to_a_stage_that_is_gone() =>
        Check(Gone.WithDomain(domain => Example.Domain(stage: "old"))).ShouldFlag("API 'orders' has no stage 'old'.");

    [Fact]
    public void Flags_a_mapping_that_the_routing_mode_ignores() =>
        Check(Gone.WithDomain(domain => Example.Domain() with { RoutingMode = "ROUTING_RULE_ONLY" })).ShouldFlag("uses only routing rules");

    [Fact]
    public void A_mapping_to_a_stage_makes_it_clean() => Check(Gone.WithDomain(domain => Example.Domain())).ShouldBeClean();

    [Fact]
    public void A_mapping_to_all_stages_makes_it_clean() => Check(Gone.WithDomain(domain => Example.Domain(stage: null))).ShouldBeClean();

    // Routing rules to connect API stages to a custom domain name for REST APIs.
    [Fact]
    public void Flags_a_routing_rule_that_leads_nowhere()
    {
        static Estate With(string api, string stage) => Gone.WithDomain(domain => domain with
        {
            RoutingMode = "ROUTING_RULE_ONLY",
            Mappings = ImmutableArray<ApiMapping>.Empty,
            RoutingRules = ImmutableArray.Create(new RoutingRule { Priority = 10, ApiId = api, Stage = stage, BasePaths = ["v1"] }),
        });

        Check(With("gone", "prod")).ShouldFlag(
            "The routing rule of priority 10 of domain name 'api.example.com' leads requests to '/v1' nowhere: there is no API 'gone'.");
        Check(With(Example.ApiId, "old")).ShouldFlag("API 'orders' has no stage 'old'.");
        Check(With(Example.ApiId, "prod")).ShouldBeClean();
        Check(With(Example.ApiId, "prod").WithDomain(domain => domain with { RoutingRules = Example.Denied }))
            .ShouldBeInconclusive("The call was denied.");
    }

    [Fact]
    public void Each_path_is_a_finding_of_its_own()
    {
        var findings = Check(Gone.WithDomain(
            domain => domain with { Mappings = domain.Mappings.Value.Add(new() { Key = "v1", ApiId = "gone" }) }));

        findings.Select(finding => finding.Message[..12]).ShouldBe(["Path 'v1' of", "The root of "], ignoreOrder: true);
        findings.Select(finding => finding.Fingerprint).ShouldBeUnique();
    }

    [Fact]
    public void An_API_that_may_be_on_a_page_that_failed_is_not_gone()
    {
        Check(Gone.WithScope(scope => scope with { MoreRestApis = Example.Denied }))
            .ShouldAllBe(finding => finding.Outcome == Outcome.Inconclusive);
        Check(Gone.WithScope(scope => scope with { HttpAndWebSocketApis = Example.Denied }))
            .ShouldAllBe(finding => finding.Outcome == Outcome.Inconclusive);
    }

    [Fact]
    public void Says_so_when_stages_could_not_be_read() =>
        Check(Gone.WithDomain(domain => Example.Domain()).WithApi(api => api with { Stages = Example.Denied }))
            .ShouldBeInconclusive("The call was denied.");

    [Fact]
    public void Says_so_when_the_mappings_could_not_be_read() =>
        Check(Gone.WithDomain(domain => domain with { Mappings = Example.Denied })).ShouldBeInconclusive("The call was denied.");
}
