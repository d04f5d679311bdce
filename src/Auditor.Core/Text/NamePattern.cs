namespace Auditor.Core.Text;

/// <summary>
/// Compares names with patterns in which <c>*</c> stands for any text and <c>?</c> for one character; all else for itself.
/// </summary>
public static class NamePattern
{
    /// <summary>Whether a name fits a pattern, as a whole.</summary>
    public static bool Matches(string pattern, string name, bool ignoreCase = false)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(name);
        return Matches(pattern, name, '*', '?', ignoreCase);
    }

    /// <summary>The same with other characters for what is not literal, where <c>*</c> and <c>?</c> can be literal themselves.</summary>
    internal static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text, char anyText, char anyCharacter, bool ignoreCase)
    {
        // Only the last of those that stand for any text ever needs another try, so that no pattern takes longer than pattern times text.
        var (at, inText, lastAny, afterAny) = (0, 0, -1, 0);
        while (inText < text.Length)
        {
            if (at < pattern.Length && pattern[at] == anyText)
            {
                (lastAny, afterAny) = (at++, inText);
            }
            else if (at < pattern.Length && (pattern[at] == anyCharacter || IsSame(pattern[at], text[inText], ignoreCase)))
            {
                (at, inText) = (at + 1, inText + 1);
            }
            else if (lastAny >= 0)
            {
                (at, inText) = (lastAny + 1, ++afterAny);
            }
            else
            {
                return false;
            }
        }

        return pattern[at..].TrimStart(anyText).IsEmpty;
    }

    private static bool IsSame(char left, char right, bool ignoreCase) =>
        left == right || (ignoreCase && char.ToUpperInvariant(left) == char.ToUpperInvariant(right));
}
