using System.Buffers;
using System.Text;

namespace Auditor.Reports.Html;

/// <summary>Writes a text into HTML or XML as text, and shows what is invisible in it.</summary>
internal static class HtmlText
{
    private static readonly SearchValues<char> Special = SearchValues.Create("&<>\"'`");

    /// <summary>For text between tags: quotes, of which configurations are full, end nothing there and stay as they are.</summary>
    /// <param name="text">What somebody wrote.</param>
    /// <param name="keepsTokens">Whether there are tokens in it, to be filled in later.</param>
    public static string InText(string text, bool keepsTokens = false) => VisibleText.Of(text, keepLines: true, keepsTokens)
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>For wherever a value stands, in an attribute too.</summary>
    /// <param name="text">What somebody wrote.</param>
    /// <param name="keepsTokens">Whether there are tokens in it, to be filled in later.</param>
    public static string Of(string text, bool keepsTokens = false)
    {
        var visible = VisibleText.Of(text, keepLines: true, keepsTokens);
        if (visible.AsSpan().IndexOfAny(Special) < 0)
        {
            return visible;
        }

        var escaped = new StringBuilder(visible.Length + 16);
        foreach (var character in visible)
        {
            _ = character switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                '`' => escaped.Append("&#96;"),
                _ => escaped.Append(character),
            };
        }

        return escaped.ToString();
    }
}
