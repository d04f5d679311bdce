namespace Auditor.Reports.Csv;

/// <summary>Writes a cell that a spreadsheet shows and never runs.</summary>
internal static class CsvCell
{
    // Spreadsheets take a cell that begins so for a formula; East Asian input methods make the full-width ones, which Excel takes too.
    private static readonly char[] FormulaStarts = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

    // The longest that Excel shows.
    private const int Longest = 32_000;

    /// <summary>The text in double quotes, with an apostrophe before what would be a formula; nothing for nothing.</summary>
    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        // White space in front is skipped by some before they look for a formula.
        var isFormula = text.TrimStart() is [var first, ..] && FormulaStarts.Contains(first) || FormulaStarts.Contains(text[0]);
        var visible = VisibleText.Cut(VisibleText.Of(text), Longest);
        return $"\"{(isFormula ? "'" : "")}{visible.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
