using Auditor.EndToEnd.Tests.Tools;

namespace Auditor.EndToEnd.Tests.Moto;

/// <summary>What a template would make is judged as what it made.</summary>
[Trait("Category", "Exhaustive")]
public sealed class DeployedTemplatesTests(DeployedTemplates templates) : IClassFixture<DeployedTemplates>
{
    private IEnumerable<(Verdict Verdict, bool IsOnlyLive)> Differences =>
    [
        .. templates.Live.Except(templates.AsFiles).Select(verdict => (verdict, true)),
        .. templates.AsFiles.Except(templates.Live).Select(verdict => (verdict, false)),
    ];

    [MotoFact]
    public void Every_template_has_verdicts_that_the_scan_has_too()
    {
        templates.Names.Length.ShouldBeGreaterThanOrEqualTo(25);

        templates.Names.Except(templates.Live.Intersect(templates.AsFiles).Select(verdict => verdict.Template)).ShouldBeEmpty();
    }

    [MotoFact]
    public void A_check_of_a_template_and_a_scan_of_what_it_made_say_the_same() => Differences
        .Where(each => !ToleratedDifference.All.Any(tolerated => tolerated.Covers(each.Verdict, each.IsOnlyLive)))
        .Select(each => $"{(each.IsOnlyLive ? "only live" : "only in the file")}: {each.Verdict}")
        .ShouldBeEmpty();

    [MotoFact]
    public void Every_difference_that_is_tolerated_occurs() => ToleratedDifference.All
        .Where(tolerated => !Differences.Any(each => tolerated.Covers(each.Verdict, each.IsOnlyLive)))
        .ShouldBeEmpty();
}
