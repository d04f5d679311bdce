using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Protection;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Protection;

[AboutCallers]
public sealed class StageWithoutWebAclTests : RuleTests<StageWithoutWebAcl>
{
    private static readonly Estate Unfiltered = SmallEstate.Rest();

    public static TheoryData<string, Estate> Clean => new()
    {
        { "a web ACL", Unfiltered.WithStage(stage => stage with { WebAclArn = ExampleWaf.Arn }) },
        { "a PRIVATE endpoint", Unfiltered.WithApi(api => api with { EndpointType = EndpointType.Private }) },
        { "no way in", Unfiltered.WithApi(api => api with { DisableExecuteApiEndpoint = true }) },
        { "an HTTP API, which cannot have one", SmallEstate.Http() },
        { "a WebSocket API, which cannot have one", SmallEstate.WebSocket() },
    };

    [Fact]
    public void Flags_a_public_stage_without_a_web_acl()
    {
        var finding = Check(Unfiltered).ShouldFlag("'prod'", "'orders'");
        finding.Severity.ShouldBe(Severity.Medium);
        finding.Evidence.ShouldContain(evidence => evidence.What == "webAclArn");
    }

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Estate estate) => Check(estate).ShouldBeClean(change);

    [Fact]
    public void Flags_an_edge_optimized_api() =>
        Check(Unfiltered.WithApi(api => api with { EndpointType = EndpointType.Edge })).ShouldFlag("'prod'");

    // AWS answers some members with an empty text for "none".
    [Fact]
    public void An_empty_arn_is_no_web_acl() =>
        Check(Unfiltered.WithStage(stage => stage with { WebAclArn = "" })).ShouldFlag("'prod'");

    [Fact]
    public void A_disabled_endpoint_with_a_custom_domain_is_public() =>
        Check(Unfiltered.WithApi(api => api with { DisableExecuteApiEndpoint = true }).AddDomain(Example.Domain())).ShouldFlag("'prod'");

    [Fact]
    public void Says_so_when_the_endpoint_type_could_not_be_read() =>
        Check(Unfiltered.WithApi(api => api with { EndpointType = Example.Denied })).ShouldBeInconclusive(Example.Denied.Because);

    [Fact]
    public void Says_so_when_the_stages_could_not_be_read() =>
        Check(Unfiltered.WithApi(api => api with { Stages = Example.Denied })).ShouldBeInconclusive(Example.Denied.Because);

    [Fact]
    public void Reports_all_stages_at_once() =>
        Check(Unfiltered.AddStage(Example.RestStage("test"))).ShouldFlag("Stages 'prod' and 'test' of API 'orders' have no web ACL");
}
