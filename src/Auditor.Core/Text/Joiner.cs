using System.Globalization;
using System.Text;

namespace Auditor.Core.Text;

/// <summary>
/// Tells joiners that belong to a name from those that hide something: between emoji, and between letters of Persian, Hindi and other
/// scripts that join, they decide how the name looks; between Latin letters nobody sees them.
/// </summary>
public static class Joiner
{
    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;

    // Hebrew and Arabic begin here, and all that joins comes after.
    private const int FirstThatJoins = 0x0590;

    /// <summary>Whether the character at a place of a text is a joiner that belongs there.</summary>
    public static bool Belongs(string text, int index)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text[index] is (char)ZeroWidthNonJoiner or (char)ZeroWidthJoiner
            && Rune.DecodeLastFromUtf16(text.AsSpan(0, index), out var before, out _) is System.Buffers.OperationStatus.Done
            && Rune.DecodeFromUtf16(text.AsSpan(index + 1), out var after, out _) is System.Buffers.OperationStatus.Done
            && Joins(before) && Joins(after);
    }

    private static bool Joins(Rune rune) => rune.Value >= FirstThatJoins && Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol;
}
