using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Hygiene;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Hygiene;

[NotRecorded("the stage that there is none of has no record")]
public sealed class ApiWithoutStageTests : RuleTests<ApiWithoutStage>
{
    private static readonly Estate Bare = SmallEstate.Rest().WithApi(api => api with { Stages = ImmutableArray<Stage>.Empty });

    [Fact]
    public void Flags_an_API_without_a_stage() => Check(Bare).ShouldFlag("API 'orders' has no stage").Severity.ShouldBe(Severity.Low);

    [Fact]
    public void Flags_an_HTTP_API_without_a_stage() =>
        Check(SmallEstate.Http().WithApi(api => api with { Stages = ImmutableArray<Stage>.Empty })).ShouldFlag("API 'orders' has no stage");

    [Fact]
    public void A_stage_makes_it_clean() => Check(Bare.AddStage(Example.RestStage())).ShouldBeClean();

    [Fact]
    public void Nothing_else_has_to_be_known_of_it() =>
        Check(Bare.WithApi(api => api with { Routes = Example.Denied, EndpointType = Example.Denied }))
            .ShouldFlag("API 'orders' has no stage");

    [Fact]
    public void Says_so_when_stages_could_not_be_read() =>
        Check(Bare.WithApi(api => api with { Stages = Example.Denied })).ShouldBeInconclusive("The call was denied.");
}
