using System.Collections.Immutable;
using Auditor.Core.Rules;
using Spectre.Console;

namespace Auditor.Cli.Terminal;

/// <summary>Lists rules for people.</summary>
internal static class RuleTable
{
    public static void Show(ImmutableArray<RuleInfo> rules, Screen screen)
    {
        var table = new Table().Border(TableBorder.None);
        foreach (var heading in new[] { "Id", "Severity", "Name", "Title" })
        {
            table.AddColumn(new TableColumn(new Text(heading, new Style(decoration: Decoration.Bold))).PadLeft(0).PadRight(2));
        }

        foreach (var info in rules)
        {
            table.AddRow(
                new Text(PlainText.Of(info.Id)),
                new Text(Words.Of(info.Severity), SeverityStyle.Of(info.Severity)),
                new Text(PlainText.Of(info.Name)),
                new Text(PlainText.Of(info.Title)));
        }

        screen.Results.Write(table);
        screen.Line();
        screen.Line($"{Words.Count(rules.Length, "rule")}. 'auditor rules explain <id or name>' shows what one looks for and how to fix what it finds.");
    }
}
