using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Metadata;

namespace Auditor.Core.Tests.Findings;

/// <summary>What makes a known finding one that nobody knew.</summary>
public sealed class GravityTests
{
    private static readonly Gravity Known = new(Severity.Medium, Audience.OthersOrNetwork, ["dev", "test"]);

    public static TheoryData<string, Gravity, string[]> Worse => new()
    {
        { "severity", Known with { Severity = Severity.High }, ["severity high instead of medium"] },
        { "two steps of severity", Known with { Severity = Severity.Critical }, ["severity critical instead of medium"] },
        {
            "audience", Known with { Audience = Audience.Internet },
            ["reached from the internet instead of reached by other accounts or from given networks"]
        },
        { "one stage more", Known with { Stages = ["dev", "prod", "test"] }, ["also on stage 'prod'"] },
        { "two stages more", Known with { Stages = ["dev", "prod", "beta"] }, ["also on stages 'beta' and 'prod'"] },
        { "another stage instead", Known with { Stages = ["prod"] }, ["also on stage 'prod'"] },
        {
            "all of it", new(Severity.High, Audience.Internet, ["prod"]),
            [
                "severity high instead of medium",
                "reached from the internet instead of reached by other accounts or from given networks",
                "also on stage 'prod'",
            ]
        },
        { "milder, but on one stage more", new(Severity.Low, Audience.Nobody, ["prod"]), ["also on stage 'prod'"] },
    };

    public static TheoryData<string, Gravity> NoWorse => new()
    {
        { "the same", Known },
        { "a lower severity", Known with { Severity = Severity.Low } },
        { "fewer callers", Known with { Audience = Audience.OwnVpcOrAccount } },
        { "fewer stages", Known with { Stages = ["dev"] } },
        { "the same stages in another order", Known with { Stages = ["test", "dev"] } },
        { "nothing known any more", new(null, null, []) },
    };

    [Theory]
    [MemberData(nameof(Worse))]
    public void Tells_what_is_worse(string what, Gravity later, string[] words) =>
        Known.WorseIn(later).ShouldBe(words, ignoreOrder: false, what);

    [Theory]
    [MemberData(nameof(NoWorse))]
    public void Is_silent_about_the_rest(string what, Gravity later) => Known.WorseIn(later).ShouldBeEmpty(what);

    [Fact]
    public void What_was_not_recorded_is_not_compared() =>
        new Gravity(null, null, []).WorseIn(new(Severity.Critical, Audience.Internet, ["prod"])).ShouldBeEmpty();

    [Fact]
    public void Says_itself_in_words() =>
        $"{Known}".ShouldBe("severity medium, reached by other accounts or from given networks, stages 'dev' and 'test'");
}
