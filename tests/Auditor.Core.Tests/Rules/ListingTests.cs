using System.Collections.Immutable;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Testing.Estates;

namespace Auditor.Core.Tests.Rules;

/// <summary>Which findings are listed, and which are only counted.</summary>
public sealed class ListingTests
{
    private sealed class Probe(string id, Func<StageSubject, bool> isWrong, string? beside = null, bool onlyWherePublic = false)
        : StageRule(new() { Id = id, Name = $"probe-{id}", Title = $"Probe {id}", Category = Category.Other, Severity = Severity.Medium, OnlyCountedBeside = beside, OnlyCountedWherePrivate = onlyWherePublic })
    {
        protected override IEnumerable<StageVerdict> Check(StageSubject subject, RuleContext context) =>
            isWrong(subject) ? [new(stages => $"{stages.Name} is wrong.")] : [];
    }

    private static readonly Api Two = Example.RestApi(
        Example.Route("GET /orders")) with
    { Stages = ImmutableArray.Create(Example.RestStage("dev"), Example.RestStage("prod")) };

    private static readonly Probe Always = new("PRB002", _ => true, "PRB001");

    public static TheoryData<string, Rule[], Estate, int, int> Rows => new()
    {
        { "the other flags the same stage", [new Probe("PRB001", _ => true), Always], SmallEstate.Rest(), 0, 1 },
        {
            "the other comes later in the order", [new Probe("PRB001", _ => true, "PRB002"), new Probe("PRB002", _ => true)],
            SmallEstate.Rest(), 1, 0
        },
        { "the other does not flag", [new Probe("PRB001", _ => false), Always], SmallEstate.Rest(), 1, 0 },
        { "the other does not run", [Always], SmallEstate.Rest(), 1, 0 },
        {
            "the other flags one of two stages", [new Probe("PRB001", stage => stage.Stage.Name == "dev"), Always], SmallEstate.Of(Two), 1,
            0
        },
        { "the other flags both stages", [new Probe("PRB001", _ => true), Always], SmallEstate.Of(Two), 0, 1 },
        {
            "the other flags a stage of that name of another API",
            [new Probe("PRB001", stage => stage.Api.Id == "other"), new Probe("PRB002", stage => stage.Api.Id != "other", "PRB001")],
            SmallEstate.Rest().AddApi(Two with { Id = "other" }), 1, 0
        },
        {
            "only the own VPC calls", [new Probe("PRB002", _ => true, onlyWherePublic: true)],
            SmallEstate.Rest().WithApi(api => api with { EndpointType = EndpointType.Private }), 0, 1
        },
        { "anyone calls", [new Probe("PRB002", _ => true, onlyWherePublic: true)], SmallEstate.Rest(), 1, 0 },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Counts_only_what_comes_after_something_else(string when, Rule[] rules, Estate estate, int listed, int onlyCounted)
    {
        var result = Audit.Run(estate, rules);

        var tally = result.Tallies.Single(tally => tally.Rule.Id == "PRB002");
        (tally.Flagged, tally.OnlyCounted).ShouldBe((listed, onlyCounted), when);
        result.Findings.Count(finding => finding.Rule.Id == "PRB002").ShouldBe(listed);
        result.OnlyCounted.Count(finding => finding.Rule.Id == "PRB002").ShouldBe(onlyCounted);
    }

    [Fact]
    public void What_could_not_be_told_is_always_listed() =>
        Audit.Run(
            SmallEstate.Rest().WithApi(api => api with { Stages = Example.Denied }), [new Probe("PRB001", _ => true), Always]).Findings
            .Select(finding => finding.Outcome).ShouldBe([Outcome.Inconclusive, Outcome.Inconclusive]);
}
