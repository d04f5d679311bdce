using System.Globalization;
using System.Net;
using System.Text;

namespace Auditor.Reports.Summary;

/// <summary>
/// Writes somebody else's text into GitHub Markdown so that it is read as text: no markup, HTML, link, picture, mention, reference or
/// formula.
/// </summary>
internal static class GitHubText
{
    // GitHub finds mentions, references and addresses in what has been rendered, so no escape helps: something has to stand between.
    private const char ZeroWidthSpace = '\u200B';

    /// <summary>For a paragraph, a list item or a cell; never the first thing in a line.</summary>
    public static string Of(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var character in Defused(text))
        {
            switch (character)
            {
                case '\\' or '`' or '*' or '_' or '[' or ']' or '~' or '!':
                    escaped.Append('\\').Append(character);
                    break;
                // Also inside formulas and cells, where a backslash means something else.
                case '<' or '>' or '&' or '$' or '|':
                    escaped.Append(CultureInfo.InvariantCulture, $"&#{(int)character};");
                    break;
                default:
                    escaped.Append(character);
                    break;
            }
        }

        return escaped.ToString();
    }

    /// <summary>As <see cref="Of"/>, also for the first thing in a line, where headings, lists and code would begin.</summary>
    public static string AtLineStart(string text)
    {
        var escaped = Of(text).TrimStart(' ');
        var afterDigits = escaped.TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        var begins = escaped is ['#' or '+' or '-' or '=', ..] || (afterDigits.Length < escaped.Length && afterDigits is ['.' or ')', ..]);
        return begins ? $"{ZeroWidthSpace}{escaped}" : escaped;
    }

    /// <summary>For text between tags of HTML, where Markdown is not read.</summary>
    public static string InHtml(string text) => WebUtility.HtmlEncode(Defused(text)).Replace("$", "&#36;", StringComparison.Ordinal);

    /// <summary>As code, where nothing is read at all; not for cells of tables.</summary>
    public static string Code(string text)
    {
        var visible = VisibleText.Of(text);
        var (longest, run) = (0, 0);
        foreach (var character in visible)
        {
            run = character == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        var fence = new string('`', longest + 1);
        // One space on either side is taken off again, and keeps backticks of the text from the fence.
        return visible.Length == 0 ? "" : $"{fence} {visible} {fence}";
    }

    private static string Defused(string text)
    {
        var visible = VisibleText.Of(text);
        var defused = new StringBuilder(visible.Length + 8);
        for (var index = 0; index < visible.Length; index++)
        {
            var character = visible[index];
            var next = index + 1 < visible.Length ? visible[index + 1] : ' ';
            if (character == '.' && index >= 3 && visible.AsSpan(index - 3, 3).Equals("www", StringComparison.OrdinalIgnoreCase))
            {
                defused.Append(ZeroWidthSpace);
            }

            defused.Append(character);
            if ((character is '@' or '#' && char.IsLetterOrDigit(next)) || (character is ':' && visible.AsSpan(index + 1).StartsWith("//", StringComparison.Ordinal)) || (character is '-' && char.IsAsciiDigit(next)
                && index >= 2 && visible.AsSpan(index - 2, 2).Equals("GH", StringComparison.OrdinalIgnoreCase)))
            {
                defused.Append(ZeroWidthSpace);
            }
        }

        return defused.ToString();
    }
}
