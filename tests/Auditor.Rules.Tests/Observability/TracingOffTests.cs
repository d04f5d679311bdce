using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Observability;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Observability;

[AboutCallers]
public sealed class TracingOffTests : RuleTests<TracingOff>
{
    public static TheoryData<string, Estate> Clean => new()
    {
        { "tracing on", SmallEstate.Rest().WithStage(stage => stage with { TracingEnabled = true }) },
        { "an HTTP API, which cannot be traced", SmallEstate.Http() },
        { "a WebSocket API, which cannot be traced", SmallEstate.WebSocket() },
    };

    [Fact]
    public void Flags_a_rest_stage_without_tracing() =>
        Check(SmallEstate.Rest()).ShouldFlag("'prod'", "'orders'", "X-Ray").Severity.ShouldBe(Severity.Low);

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Estate estate) => Check(estate).ShouldBeClean(change);

    [Fact]
    public void Says_so_when_the_stages_could_not_be_read() =>
        Check(SmallEstate.Rest().WithApi(api => api with { Stages = Example.Denied })).ShouldBeInconclusive(Example.Denied.Because);

    [Theory]
    [InlineData("prod", true)]
    [InlineData("Prod", true)]
    [InlineData("*", true)]
    [InlineData("live*", false)]
    public void Only_production_is_asked_for_it(string production, bool flagged)
    {
        Check(SmallEstate.Rest()).ShouldFlag("'prod'");
        Check(SmallEstate.Rest(), Production(production)).Length.ShouldBe(flagged ? 1 : 0);
    }

    private static RuleSettings Production(params ImmutableArray<string> stages) =>
        RuleSettings.Default.With(new TracingOff().Info, TracingOff.Production, stages);
}
