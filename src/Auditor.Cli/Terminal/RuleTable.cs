using System.Collections.Immutable;
using Auditor.Core.Frameworks;
using Auditor.Core.Metadata;
using Spectre.Console;

namespace Auditor.Cli.Terminal;

/// <summary>Lists rules for people.</summary>
internal static class RuleTable
{
    /// <summary>Shows the rules; for a framework with the controls that they give evidence for instead of their titles.</summary>
    public static void Show(ImmutableArray<RuleInfo> rules, Framework? framework, Screen screen)
    {
        var table = new Table().Border(TableBorder.None);
        foreach (var heading in new[] { "Id", "Severity", "Name", framework is null ? "Title" : "Evidence for" })
        {
            table.AddColumn(new TableColumn(new Text(heading, new Style(decoration: Decoration.Bold))).PadLeft(0).PadRight(2));
        }

        foreach (var info in rules)
        {
            table.AddRow(
                new Text(PlainText.Of(info.Id)),
                new Text(Words.Of(info.Severity), SeverityStyle.Of(info.Severity)),
                new Text(PlainText.Of(info.Name)),
                new Text(PlainText.Of($"{(framework is null ? info.Title : Controls(info, framework))}{(info.OnByDefault ? "" : " (off)")}")));
        }

        screen.Results.Write(table);
        screen.Line();
        if (framework is not null)
        {
            ShowUncovered(rules, framework, screen);
        }

        var off = rules.Count(info => !info.OnByDefault);
        screen.Line($"{Words.Count(rules.Length, "rule")}{(off == 0 ? "" : $", {off} of them off unless 'rules: enable:' in auditor.yaml or '--rule' turns {(off == 1 ? "it" : "them")} on")}. 'auditor rules explain <id or name>' shows what one looks for and how to fix what it finds.");
    }

    private static string Controls(RuleInfo info, Framework framework) =>
        string.Join(", ", framework.Controls.Select(control => control.Id).Intersect(PublishedCrosswalks.Complete(info.Frameworks), StringComparer.Ordinal));

    private static void ShowUncovered(ImmutableArray<RuleInfo> rules, Framework framework, Screen screen)
    {
        var covered = rules.SelectMany(info => PublishedCrosswalks.Complete(info.Frameworks)).ToHashSet(StringComparer.Ordinal);
        var rest = framework.IsComplete ? framework.Controls.Where(control => !covered.Contains(control.Id)).ToList() : [];
        screen.Line($"{framework.Title}.{(rest is [] ? "" : $" No rule gives evidence for {string.Join(", ", rest.Select(control => $"{control.Id} ({control.Title})"))}.")}");
    }
}
