using Auditor.Core.Findings;

namespace Auditor.Templates.Tests.Sam;

/// <summary>
/// SAM templates and what SAM's transform makes of them (Pairs, with how they are made). Their inventories are the same, and what the rules
/// say of them.
/// </summary>
public sealed class SamPairsTests
{
    private static readonly string Folder = Path.Combine(RulePages.Root, "tests", "Auditor.Templates.Tests", "Sam", "Pairs");

    public static TheoryData<string> Pairs =>
        [.. Directory.EnumerateFiles(Folder, "*.yaml").Select(Path.GetFileNameWithoutExtension).OfType<string>().Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Pairs))]
    public void Make_the_same_inventory(string pair)
    {
        var (sam, made) = Read(pair);

        InventoryShape.Of(sam).ShouldBe(InventoryShape.Of(made));
    }

    [Theory, MemberData(nameof(Pairs))]
    [Trait("Category", "Exhaustive")]
    public void Are_judged_alike(string pair)
    {
        var (sam, made) = Read(pair);

        Said(sam).ShouldBe(Said(made));
    }

    // Of the stage that SAM makes unasked nothing is said where SAM is written: there is no line that asks for it.
    private static string Said(string template) => string.Join('\n', Checked.Text(template).Result.Findings
        .Where(finding => finding.Subject.Identity.Stage is not "Stage" && finding.Stages is not ["Stage"])
        .Select(finding => $"{finding.Rule.Id} {finding.Outcome is Outcome.Flagged} {finding.Subject.Identity.Stage} "
            + $"{finding.Subject.Identity.Route}")
        .Distinct(StringComparer.Ordinal)
        .Order(StringComparer.Ordinal));

    private static (string Sam, string Made) Read(string pair)
    {
        var halves = File.ReadAllText(Path.Combine(Folder, $"{pair}.yaml")).ReplaceLineEndings("\n").Split("\n---\n");
        return (halves[0], halves[1]);
    }
}
