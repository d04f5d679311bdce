using System.Globalization;
using System.Text;

namespace Auditor.Cli.Suppressing;

/// <summary>Writes values into YAML so that they are read as what they are, whatever is in them.</summary>
internal static class YamlText
{
    /// <summary>The value as it is where it is a plain word, else in double quotes.</summary>
    public static string Of(string value) =>
        value.Length > 0
            && char.IsAsciiLetter(value[0])
            && value.Contains('-', StringComparison.Ordinal)
            && value.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-')
            ? value
            : Quoted(value);

    /// <summary>The value in double quotes.</summary>
    public static string Quoted(string value)
    {
        var text = new StringBuilder("\"");
        foreach (var rune in value.EnumerateRunes())
        {
            if (rune.Value is '"' or '\\')
            {
                text.Append('\\').Append((char)rune.Value);
            }
            else if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse)
            {
                text.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:X8}");
            }
            else
            {
                text.Append(rune.ToString());
            }
        }

        return text.Append('"').ToString();
    }
}
