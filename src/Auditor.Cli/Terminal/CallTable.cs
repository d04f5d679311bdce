using System.Globalization;
using Auditor.Core.Inventory;
using Spectre.Console;

namespace Auditor.Cli.Terminal;

/// <summary>Shows what the reading cost, by operation.</summary>
internal static class CallTable
{
    private static readonly string[] Headings = ["Calls to AWS", "Calls", "Retries", "Throttled", "Denied", "Seconds"];

    public static void Show(IEnumerable<OperationReading> readings, Screen screen)
    {
        var table = new Table().Border(TableBorder.None);
        foreach (var (index, heading) in Headings.Index())
        {
            var column = new TableColumn(new Text(heading, new Style(decoration: Decoration.Bold))).PadLeft(0).PadRight(2);
            table.AddColumn(index == 0 ? column : column.RightAligned());
        }

        var all = readings.ToList();
        foreach (var operation in all.GroupBy(reading => reading.Operation, StringComparer.Ordinal).OrderBy(operation => operation.Key, StringComparer.Ordinal))
        {
            AddRow(table, operation.Key, [.. operation]);
        }

        AddRow(table, "all", all);
        screen.Line();
        screen.Results.Write(table);
    }

    private static void AddRow(Table table, string name, List<OperationReading> readings) => table.AddRow(
        new Text(PlainText.Of(name)),
        Number(readings.Sum(reading => reading.Calls)),
        Number(readings.Sum(reading => reading.Retries)),
        Number(readings.Sum(reading => reading.Throttled)),
        Number(readings.Sum(reading => reading.Denied)),
        // Answers overlap: together they may take longer than the scan.
        new Text((readings.Sum(reading => reading.Milliseconds) / 1000.0).ToString("N1", CultureInfo.InvariantCulture)));

    private static Text Number(int value) => new(value.ToString("N0", CultureInfo.InvariantCulture));
}
