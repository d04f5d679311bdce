using System.Globalization;
using Auditor.Aws.Transport;
using Spectre.Console;

namespace Auditor.Cli.Terminal;

/// <summary>Shows what the reading cost, by operation.</summary>
internal static class CallTable
{
    private static readonly string[] Headings = ["Calls to AWS", "Calls", "Retries", "Throttled", "Denied", "Failed"];

    public static void Show(IEnumerable<CallCount> counts, Screen screen)
    {
        var table = new Table().Border(TableBorder.None);
        foreach (var (index, heading) in Headings.Index())
        {
            var column = new TableColumn(new Text(heading, new Style(decoration: Decoration.Bold))).PadLeft(0).PadRight(2);
            table.AddColumn(index == 0 ? column : column.RightAligned());
        }

        var all = counts.ToList();
        foreach (var operation in all.GroupBy(count => count.Operation, StringComparer.Ordinal).OrderBy(operation => operation.Key, StringComparer.Ordinal))
        {
            AddRow(table, operation.Key, [.. operation]);
        }

        AddRow(table, "all", all);
        screen.Line();
        screen.Results.Write(table);
    }

    private static void AddRow(Table table, string name, List<CallCount> counts) => table.AddRow(
        new Text(PlainText.Of(name)),
        Number(counts.Sum(count => count.Calls)),
        // A call whose credentials fail is never sent.
        Number(counts.Sum(count => Math.Max(0, count.Requests - count.Calls))),
        Number(counts.Sum(count => count.Throttled)),
        Number(counts.Sum(count => count.Denied)),
        Number(counts.Sum(count => count.Failed)));

    private static Text Number(int value) => new(value.ToString("N0", CultureInfo.InvariantCulture));
}
