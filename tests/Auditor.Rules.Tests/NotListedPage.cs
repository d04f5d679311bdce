using Auditor.Core.Rules;
using Auditor.Rules.Catalogue;

namespace Auditor.Rules.Tests;

/// <summary>What is off or only counted stands on one page with the reason, and on the page of its rule.</summary>
public sealed class NotListedPage
{
    private static readonly string Text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "not-listed.md")).ReplaceLineEndings("\n");

    [Fact]
    public void Lists_exactly_the_rules_that_are_off() => RulesOf("## Rules that are off").ShouldBe(Named(rule => !rule.Info.OnByDefault));

    [Fact]
    public void Lists_exactly_the_rules_whose_findings_may_only_count() =>
        RulesOf("## Findings that are counted")
            .ShouldBe(Named(rule => rule.Info.OnlyCountedWherePrivate || rule.Info.OnlyCountedBeside is not null));

    [Fact]
    public void Each_row_gives_a_reason() =>
        Rows("## Rules that are off")
            .Concat(Rows("## Findings that are counted"))
            .ShouldAllBe(row => row.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Last().Length > 10);

    [Fact]
    public void The_page_of_each_rule_gives_the_reason_too()
    {
        foreach (var rule in EveryRule.All)
        {
            var page = File.ReadAllText(Path.Combine(Repository.RulesFolder, RuleDocumentation.PathOf(rule)));
            page.Contains("The rule is off unless", StringComparison.Ordinal).ShouldBe(!rule.Info.OnByDefault, rule.Info.Id);
            page.Contains("are counted and not listed", StringComparison.Ordinal).ShouldBe(rule.Info.OnlyCountedWherePrivate, rule.Info.Id);
        }
    }

    private static IEnumerable<string> Rows(string heading)
    {
        var from = Text.IndexOf(heading, StringComparison.Ordinal);
        from.ShouldBeGreaterThan(0, heading);
        return Text[(from + heading.Length)..]
            .Split("\n## ")[0]
            .Split('\n')
            .Where(line => line.StartsWith("| [AGW", StringComparison.Ordinal));
    }

    private static IEnumerable<string> RulesOf(string heading) =>
        Rows(heading).Select(row => row[..(row.IndexOf(')', StringComparison.Ordinal) + 1)]);

    private static IEnumerable<string> Named(Func<Rule, bool> isWanted) =>
        EveryRule.All.Where(isWanted).Select(rule => $"| [{rule.Info.Id} `{rule.Info.Name}`](../rules/{RuleDocumentation.PathOf(rule)})");
}
