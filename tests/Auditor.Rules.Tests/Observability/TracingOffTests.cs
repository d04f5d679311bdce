using Auditor.Core.Inventory;
using Auditor.Core.Rules;
using Auditor.Rules.Observability;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Observability;

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
}
