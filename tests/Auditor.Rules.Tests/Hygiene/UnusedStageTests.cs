using Auditor.Core.Inventory;
using Auditor.Core.Rules;
using Auditor.Rules.Hygiene;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Hygiene;

public sealed class UnusedStageTests : RuleTests<UnusedStage>
{
    private static readonly Estate s_unused = SmallEstate.Rest().AddStage(Example.RestStage("old") with { Usage = Example.Unused });

    public static TheoryData<string, Func<Estate, Estate>> Clean => new()
    {
        { "there were requests", estate => estate.WithStage(stage => stage with { Usage = Example.Used }) },
        { "it was made within the window", estate => estate.WithStage(stage => stage with { CreatedAt = Example.Now.AddDays(-29) }) },
        { "the whole API is unused, which another rule judges", estate => estate.WithApi(api => api with { Usage = Example.Unused }) },
    };

    [Fact]
    public void Flags_a_stage_without_requests() =>
        Check(s_unused).ShouldFlag("Stage 'old' of API 'orders' had no request in 30 days").Severity.ShouldBe(Severity.Low);

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Func<Estate, Estate> apply) => Check(apply(s_unused)).ShouldBeClean(change);

    [Fact]
    public void Stages_of_one_name_in_REST_APIs_of_one_name_cannot_be_told_apart()
    {
        var twin = Example.RestApi(Example.Route("GET /other")) with { Id = "zzz" };

        Check(s_unused.AddApi(twin)).Length.ShouldBe(3, "both 'prod' stages are counted together, 'old' is not");
        Check(s_unused.AddApi(twin)).OnlyFlagged().Message.ShouldContain("'old'");
    }

    [Fact]
    public void Says_so_when_requests_could_not_be_counted() =>
        Check(SmallEstate.Rest().WithStage(stage => stage with { Usage = Example.Denied })).ShouldBeInconclusive("The call was denied.");
}
