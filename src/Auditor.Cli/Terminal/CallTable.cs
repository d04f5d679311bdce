using System.Globalization;
using Auditor.Core.Inventory;
using Spectre.Console;

namespace Auditor.Cli.Terminal;

/// <summary>Shows what the reading cost, by operation.</summary>
internal static class CallTable
{
    private const int Gap = 2;
    private static readonly string[] Headings = ["Calls to AWS", "Calls", "Retries", "Throttled", "Denied", "Seconds"];

    public static void Show(IEnumerable<OperationReading> readings, Screen screen)
    {
        var all = readings.ToList();
        List<string[]> rows =
        [
            Headings,
            .. all.GroupBy(reading => reading.Operation, StringComparer.Ordinal)
                .OrderBy(operation => operation.Key, StringComparer.Ordinal)
                .Select(operation => Row(PlainText.Of(operation.Key), [.. operation])),
            Row("all", all),
        ];
        var widths = Headings.Select((_, column) => rows.Max(row => row[column].Length)).ToList();
        // On a terminal too narrow for it, the numbers stand under the operation with their names.
        var isTable = !screen.IsTerminal || widths.Sum() + (Gap * (widths.Count - 1)) <= screen.Width;
        screen.Line();
        foreach (var (index, row) in rows.Index())
        {
            if (isTable)
            {
                var line = string.Join(
                    new string(' ', Gap),
                    row.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column])));
                screen.Say(line, index == 0 ? new(decoration: Decoration.Bold) : Style.Plain);
            }
            else if (index > 0)
            {
                screen.Item("", Style.Plain, row[0]);
                screen.Item(
                    "",
                    Style.Plain,
                    string.Join(", ", row.Skip(1).Select((cell, column) => $"{Headings[column + 1].ToLowerInvariant()} {cell}")),
                    Gap);
            }
        }
    }

    private static string[] Row(string name, List<OperationReading> readings) =>
    [
        name,
        Number(readings.Sum(reading => reading.Calls)),
        Number(readings.Sum(reading => reading.Retries)),
        Number(readings.Sum(reading => reading.Throttled)),
        Number(readings.Sum(reading => reading.Denied)),
        // Answers overlap: together they may take longer than the scan.
        (readings.Sum(reading => reading.Milliseconds) / 1000.0).ToString("N1", CultureInfo.InvariantCulture),
    ];

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
