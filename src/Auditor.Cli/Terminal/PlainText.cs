using System.Globalization;
using System.Text;
using Spectre.Console;

namespace Auditor.Cli.Terminal;

/// <summary>
/// Makes text safe to print. Whoever names an API must not move the cursor, colour or reorder a line of somebody's terminal.
/// </summary>
internal static class PlainText
{
    /// <summary>The text on one line, with control, direction and other invisible characters as <c>\u202E</c>.</summary>
    public static string Of(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse)
            {
                safe.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
            }
            else
            {
                safe.Append(rune.ToString());
            }
        }

        return safe.ToString();
    }

    /// <summary>Safe text of several lines: line feeds stay.</summary>
    public static string OfLines(string text) => string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(Of));

    /// <summary>Safe text, cut with an ellipsis to a number of columns.</summary>
    public static string Cut(string text, int columns)
    {
        var safe = Of(text);
        if (safe.GetCellWidth() <= columns)
        {
            return safe;
        }

        var kept = new StringBuilder();
        var used = 1;
        foreach (var element in Elements(safe))
        {
            used += element.GetCellWidth();
            if (used > columns)
            {
                break;
            }

            kept.Append(element);
        }

        return kept.Append('…').ToString();
    }

    private static IEnumerable<string> Elements(string text)
    {
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            yield return elements.GetTextElement();
        }
    }
}
