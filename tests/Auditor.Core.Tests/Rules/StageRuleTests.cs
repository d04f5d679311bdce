using System.Collections.Immutable;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;
using Auditor.Testing.Estates;

namespace Auditor.Core.Tests.Rules;

public sealed class StageRuleTests
{
    private static readonly Estate Three = SmallEstate.Http().WithApi(api => api with
    {
        Stages = ImmutableArray.Create(Example.AutomaticStage("prod"), Example.AutomaticStage("dev"), Example.AutomaticStage("test")),
    });

    [Fact]
    public void Stages_with_one_verdict_are_one_finding()
    {
        var finding = Run(Three, stage => [Wrong()]).ShouldHaveSingleItem();

        finding.Message.ShouldBe("Stages 'dev', 'prod' and 'test' are wrong.");
        finding.Stages.ShouldBe(["dev", "prod", "test"]);
        finding.Subject.ShouldBeOfType<ApiSubject>();
    }

    [Fact]
    public void One_stage_is_named_alone() =>
        Run(Three, stage => stage.Stage.Name == "dev" ? [Wrong()] : []).ShouldHaveSingleItem().Message.ShouldBe("Stage 'dev' is wrong.");

    [Fact]
    public void Many_stages_are_counted_and_the_first_named()
    {
        var many = Three.WithApi(
            api => api with { Stages = Enumerable.Range(1, 8).Select(number => Example.AutomaticStage($"s{number}")).ToImmutableArray() });

        Run(many, stage => [Wrong()]).ShouldHaveSingleItem().Message.ShouldBe("Stages 's1', 's2', 's3', 's4', 's5' and 3 more are wrong.");
    }

    [Fact]
    public void Another_key_or_severity_is_a_finding_of_its_own()
    {
        var findings = Run(Three, stage => stage.Stage.Name switch
        {
            "dev" => [Wrong() with { Severity = Severity.Low }],
            "test" => [Wrong() with { Key = "other" }],
            _ => [Wrong()],
        });

        findings.Select(finding => (finding.Stages.Single(), finding.SubKey, finding.Severity)).ShouldBe(
            [("prod", "", Severity.High), ("test", "other", Severity.High), ("dev", "low", Severity.Low)], ignoreOrder: true);
        findings.Select(finding => finding.Fingerprint).ShouldBeUnique();
    }

    // Baselines must not take the finding for a new one because a stage has come or gone.
    [Fact]
    public void The_identity_does_not_hang_on_which_stages_there_are()
    {
        var one = Run(Three, stage => stage.Stage.Name == "dev" ? [Wrong()] : []).ShouldHaveSingleItem();
        var all = Run(Three, stage => [Wrong()]).ShouldHaveSingleItem();

        one.Fingerprint.ShouldBe(all.Fingerprint);
    }

    [Fact]
    public void What_all_stages_share_is_said_once_and_the_rest_with_the_stage()
    {
        var finding = Run(Three, stage => [Wrong() with { Evidence = [new("shared", "1"), new("own", stage.Stage.Name)] }])
            .ShouldHaveSingleItem();

        finding.Evidence.Select(evidence => (evidence.What, evidence.Value)).ShouldBe(
            [("shared", "1"), ("own of stage dev", "dev"), ("own of stage prod", "prod"), ("own of stage test", "test")]);
    }

    [Fact]
    public void Items_of_all_stages_are_joined() =>
        Run(Three, stage => [new StageVerdict(stages => $"{Quote.List(stages.Items)}.") { Items = [stage.Stage.Name, "x"] }])
            .ShouldHaveSingleItem().Message.ShouldBe("'dev', 'prod', 'test' and 'x'.");

    [Fact]
    public void What_is_unknown_of_one_stage_hides_nothing_of_another()
    {
        var findings = Run(Three, stage => stage.Stage.Name == "dev" ? Denied() : [Wrong()]);

        findings.Select(finding => (finding.Outcome, string.Join(' ', finding.Stages)))
            .ShouldBe([(Outcome.Flagged, "prod test"), (Outcome.Inconclusive, "dev")], ignoreOrder: true);
    }

    [Fact]
    public void Unread_stages_are_unknown() =>
        Run(Three.WithApi(api => api with { Stages = Example.Denied }), stage => [Wrong()])
            .ShouldHaveSingleItem().Outcome.ShouldBe(Outcome.Inconclusive);

    // Severity falls with the audience, and that of the stages that are named counts.
    [Fact]
    public void Severity_follows_the_stages_that_are_named()
    {
        var estate = SmallEstate.Http().WithApi(api => api with
        {
            DisableExecuteApiEndpoint = true,
            Stages = ImmutableArray.Create(Example.AutomaticStage("prod"), Example.AutomaticStage("dev")),
        }).AddDomain(Example.Domain(stage: "prod"));

        Run(estate, stage => stage.Stage.Name == "prod" ? [Wrong()] : []).ShouldHaveSingleItem().Severity.ShouldBe(Severity.High);
        Run(estate, stage => stage.Stage.Name == "dev" ? [Wrong()] : []).ShouldHaveSingleItem().Severity.ShouldBe(Severity.Low);
    }

    private static IEnumerable<StageVerdict> Denied() => throw new UnknownFactException(new("It was denied."));

    private static StageVerdict Wrong() => new(stages => $"{stages.Name} {stages.Form("is", "are")} wrong.");

    private static ImmutableArray<Finding> Run(Estate estate, Func<StageSubject, IEnumerable<StageVerdict>> check) =>
        Audit.Run(estate, [new Probe(check)]).Findings;

    private sealed class Probe(Func<StageSubject, IEnumerable<StageVerdict>> check) : StageRule(new()
    {
        Id = "PRB001",
        Name = "probe",
        Title = "A probe",
        Category = Category.Other,
        Severity = Severity.High,
    })
    {
        protected override IEnumerable<StageVerdict> Check(StageSubject subject, RuleContext context) => check(subject);
    }
}
