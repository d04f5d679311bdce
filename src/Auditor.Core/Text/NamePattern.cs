namespace Auditor.Core.Text;

/// <summary>Compares names with patterns in which <c>*</c> stands for any text and <c>?</c> for one character; all else for itself.</summary>
public static class NamePattern
{
    /// <summary>Whether a name fits a pattern, as a whole.</summary>
    public static bool Matches(string pattern, string name, bool ignoreCase = false)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(name);
        // Only the last '*' ever needs another try, so that no pattern takes longer than pattern times name.
        var (at, inName, star, afterStar) = (0, 0, -1, 0);
        while (inName < name.Length)
        {
            if (at < pattern.Length && pattern[at] is '*')
            {
                (star, afterStar) = (at++, inName);
            }
            else if (at < pattern.Length && (pattern[at] is '?' || IsSame(pattern[at], name[inName], ignoreCase)))
            {
                (at, inName) = (at + 1, inName + 1);
            }
            else if (star >= 0)
            {
                (at, inName) = (star + 1, ++afterStar);
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(at).Trim('*').IsEmpty;
    }

    private static bool IsSame(char left, char right, bool ignoreCase) => left == right || (ignoreCase && char.ToUpperInvariant(left) == char.ToUpperInvariant(right));
}
