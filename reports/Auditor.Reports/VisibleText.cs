using System.Globalization;
using System.Text;
using Auditor.Core.Text;

namespace Auditor.Reports;

/// <summary>Shows somebody else's text whole, with nothing in it that a reader cannot see or that moves other text about.</summary>
/// <remarks>Sentences use <c>Quote</c>, which also cuts; this is for values and names that stand on their own.</remarks>
internal static class VisibleText
{
    /// <summary>
    /// Control, direction and other invisible characters as <c>\u202E</c>; line feeds and tabs too, unless lines are kept, and what people
    /// agree on among themselves (private use), unless that is.
    /// </summary>
    public static string Of(string? text, bool keepLines = false, bool keepPrivateUse = false)
    {
        if (string.IsNullOrEmpty(text) || !NeedsWork(text))
        {
            return text ?? "";
        }

        var visible = new StringBuilder(text.Length + 16);
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var here = at;
            at += rune.Utf16SequenceLength;
            if (IsInvisible(rune)
                && !Joiner.Belongs(text, here)
                && !(keepLines && rune.Value is '\n' or '\t')
                && !(keepPrivateUse && Rune.GetUnicodeCategory(rune) is UnicodeCategory.PrivateUse))
            {
                visible.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
            }
            else
            {
                visible.Append(rune.ToString());
            }
        }

        return visible.ToString();
    }

    /// <summary>The text, cut with an ellipsis to a length.</summary>
    public static string Cut(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        var end = length - 1;
        // Never between the halves of one character.
        return $"{text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)]}…";
    }

    private static bool NeedsWork(string text)
    {
        foreach (var character in text)
        {
            if (character is < ' ' or > '~')
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        || IsNoncharacter(rune.Value);

    // Characters that never will be any; XML does not allow them.
    private static bool IsNoncharacter(int value) => (value & 0xFFFE) == 0xFFFE || value is >= 0xFDD0 and <= 0xFDEF;
}
