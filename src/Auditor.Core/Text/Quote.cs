using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Auditor.Core.Text;

/// <summary>
/// Writes names into sentences. Whoever may name an API writes into reports and terminals: names are shown, never obeyed.
/// </summary>
public static class Quote
{
    private const int MaximumLength = 120;

    /// <summary>
    /// The name in single quotes; control, direction and other invisible characters as <c>\u202E</c>, long ones cut with an ellipsis.
    /// </summary>
    public static string Of(string name) => $"'{Visible(name)}'";

    /// <summary><c>'a'</c>, <c>'a' and 'b'</c>, <c>'a', 'b' and 'c'</c>.</summary>
    public static string List(IEnumerable<string> names)
    {
        var quoted = names.Select(Of).ToList();
        return quoted.Count <= 1 ? string.Concat(quoted) : $"{string.Join(", ", quoted[..^1])} and {quoted[^1]}";
    }

    /// <summary><c>'a' and 'b'</c>, or <c>'a', 'b' and 7 more</c> where there are more than that.</summary>
    public static string Few(ImmutableArray<string> names, int most) => names.Length <= most
        ? List(names)
        : $"{string.Join(", ", names.Take(most).Select(Of))} and {names.Length - most} more";

    /// <summary>The name as a report shows it, in full: what cannot be seen as escapes. Two that are shown alike are the same.</summary>
    internal static string Whole(string name) => Visible(name, int.MaxValue);

    private static string Visible(string name, int maximum = MaximumLength)
    {
        ArgumentNullException.ThrowIfNull(name);
        var text = new StringBuilder(name.Length);
        var at = 0;
        foreach (var rune in name.EnumerateRunes())
        {
            var here = at;
            at += rune.Utf16SequenceLength;
            if (text.Length >= maximum)
            {
                text.Append('…');
                break;
            }

            if (IsInvisible(rune) && !Joiner.Belongs(name, here))
            {
                text.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
            }
            else
            {
                text.Append(rune.ToString());
            }
        }

        return text.ToString();
    }

    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse;
}
