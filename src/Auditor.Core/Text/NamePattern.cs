namespace Auditor.Core.Text;

/// <summary>Compares names with patterns in which <c>*</c> stands for any text and <c>?</c> for one character; all else for itself, case included.</summary>
internal static class NamePattern
{
    public static bool Matches(string pattern, string name)
    {
        // Only the last '*' ever needs another try, so that no pattern takes longer than pattern times name.
        var (at, inName, star, afterStar) = (0, 0, -1, 0);
        while (inName < name.Length)
        {
            if (at < pattern.Length && pattern[at] is '*')
            {
                (star, afterStar) = (at++, inName);
            }
            else if (at < pattern.Length && (pattern[at] is '?' || pattern[at] == name[inName]))
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
}
