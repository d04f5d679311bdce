using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Hygiene;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Hygiene;

[NotRecorded("that nobody calls is no configuration")]
public sealed class UnusedStageTests : RuleTests<UnusedStage>
{
    private static readonly Estate Unused = SmallEstate.Rest().AddStage(Example.RestStage("old") with { Usage = Example.Unused });

    public static TheoryData<string, Func<Estate, Estate>> Clean => new()
    {
        { "there were requests", estate => estate.WithStage(stage => stage with { Usage = Example.Used }) },
        { "it was made within the window", estate => estate.WithStage(stage => stage with { CreatedAt = Example.Now.AddDays(-29) }) },
        { "the whole API is unused, which another rule judges", estate => estate.WithApi(api => api with { Usage = Example.Unused }) },
    };

    [Fact]
    public void Flags_a_stage_without_requests() =>
        Check(Unused).ShouldFlag("Stage 'old' of API 'orders' had no request in 30 days").Severity.ShouldBe(Severity.Low);

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Func<Estate, Estate> apply) => Check(apply(Unused)).ShouldBeClean(change);

    [Fact]
    public void Stages_of_one_name_in_REST_APIs_of_one_name_cannot_be_told_apart()
    {
        var twin = Example.RestApi(Example.Route("GET /other")) with { Id = "zzz" };

        Check(Unused.AddApi(twin)).Length.ShouldBe(3, "both 'prod' stages are counted together, 'old' is not");
        Check(Unused.AddApi(twin)).OnlyFlagged().Message.ShouldContain("'old'");
    }

    [Fact]
    public void A_stage_of_unknown_age_is_no_older_than_its_API()
    {
        var ageless = Unused.WithStage(stage => stage with { CreatedAt = null });

        Check(ageless).ShouldBeInconclusive("API Gateway's answer does not say when the stage was made.");
        Check(ageless.WithApi(api => api with { CreatedAt = Example.Now.AddDays(-1) })).ShouldBeClean();
    }

    [Fact]
    public void Says_so_when_requests_could_not_be_counted() =>
        Check(SmallEstate.Rest().WithStage(stage => stage with { Usage = Example.Denied })).ShouldBeInconclusive("The call was denied.");

    [Fact]
    public void The_window_is_what_people_set_it_to() =>
        Check(Unused, RuleSettings.Default.With(new UnusedStage().Info, UnusedStage.WindowDays, 7))
            .OnlyFlagged().Message.ShouldStartWith("Stage 'old' of API 'orders' had no request in 7 days");

    [Fact]
    public void Says_so_when_another_window_was_read() =>
        Check(Unused, RuleSettings.Default.With(new UnusedStage().Info, UnusedStage.WindowDays, 90))
            .ShouldContain(finding => finding.Unknown != null);
}
