using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;

namespace Auditor.Core.Secrets;

/// <summary>A text without its escapes, and which of its letters stood where.</summary>
/// <remarks>
/// Escapes are those of addresses, JSON and HTML. Letters that nobody sees are left out, and those that only look like others become those.
/// </remarks>
internal sealed class EscapedText
{
    // Letters of Cyrillic and Greek that look like one of ASCII.
    private const string Alike = "аaеeоoрpсcхxуyіiјjѕsһhԁdԛqԝwАAВBЕEКKМMНHОOРPСCТTХXІIЈJЅSαaοoνvρpΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧX";

    private const int LongestEntity = 12;

    private const int WideToNarrow = 0xFEE0;

    private static readonly SearchValues<char> Marks = SearchValues.Create("%\\&");

    private readonly List<int> _places;

    private EscapedText(string text, List<int> places) => (Text, _places) = (text, places);

    public string Text { get; }

    /// <summary>Decodes a text; null when nothing in it is escaped.</summary>
    public static EscapedText? Decode(string text)
    {
        if (!text.AsSpan().ContainsAny(Marks) && Ascii.IsValid(text))
        {
            return null;
        }

        var (plain, places) = (new StringBuilder(text.Length), new List<int>(text.Length + 1));
        for (var at = 0; at < text.Length;)
        {
            var (letters, length) = Letters(text.AsSpan(at));
            plain.Append(letters);
            places.AddRange(Enumerable.Repeat(at, letters.Length));
            at += length;
        }

        places.Add(text.Length);
        var decoded = plain.ToString();
        return decoded == text ? null : new(decoded, places);
    }

    /// <summary>A form, in which a plus sign stands for a space; null when it is none.</summary>
    public static EscapedText? DecodeForm(string text) =>
        text.Contains('+', StringComparison.Ordinal) && !text.Contains(' ', StringComparison.Ordinal)
        ? new(text.Replace('+', ' '), [.. Enumerable.Range(0, text.Length + 1)])
        : null;

    /// <summary>Where something in <see cref="Text"/> is in the text as it was.</summary>
    public SecretSpan InOriginal(SecretSpan span) => new(_places[span.Start], _places[span.End], span.Kind);

    private static (string Letters, int Length) Letters(ReadOnlySpan<char> text) => text[0] switch
    {
        '%' => OfAddress(text),
        '\\' => OfJson(text),
        '&' => OfHtml(text),
        < '\u0080' => (text[..1].ToString(), 1),
        _ => (Seen(text[0]), 1),
    };

    // The bytes of one letter.
    private static (string Letters, int Length) OfAddress(ReadOnlySpan<char> text)
    {
        Span<byte> bytes = stackalloc byte[4];
        var count = 0;
        while (count < bytes.Length
            && text[(3 * count)..] is ['%', _, _, ..]
            && byte.TryParse(text.Slice((3 * count) + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bytes[count]))
        {
            count++;
            if (Rune.DecodeFromUtf8(bytes[..count], out var rune, out var used) is OperationStatus.Done && used == count)
            {
                return (rune.IsBmp ? Seen((char)rune.Value) : rune.ToString(), 3 * count);
            }
        }

        return count is 0 ? ("%", 1) : (((char)bytes[0]).ToString(), 3);
    }

    private static (string Letters, int Length) OfJson(ReadOnlySpan<char> text) => text switch
    {
        ['\\', 'u', _, _, _, _, ..] when Code(text[2..6]) is { } code => (Seen(code), 6),
        ['\\', 'x', _, _, ..] when Code(text[2..4]) is { } code => (Seen(code), 4),
        ['\\', '"' or '/' or '\\' or '\'', ..] => (text[1..2].ToString(), 2),
        ['\\', 'n' or 'r', ..] => ("\n", 2),
        ['\\', 't', ..] => ("\t", 2),
        _ => ("\\", 1),
    };

    private static char? Code(ReadOnlySpan<char> digits) =>
        ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) ? (char)code : null;

    private static (string Letters, int Length) OfHtml(ReadOnlySpan<char> text)
    {
        var end = text[..Math.Min(text.Length, LongestEntity)].IndexOf(';');
        if (end < 2)
        {
            return ("&", 1);
        }

        var entity = text[..(end + 1)].ToString();
        var letter = entity switch { "&colon;" => ":", "&equals;" => "=", "&sol;" => "/", "&commat;" => "@", "&lowbar;" => "_", "&period;" => ".", _ => WebUtility.HtmlDecode(entity) };
        return letter == entity ? ("&", 1) : (string.Concat(letter.Select(Seen)), entity.Length);
    }

    // What somebody sees: nothing of what has no width, and the letter of ASCII that another one stands for.
    private static string Seen(char letter)
    {
        if (letter < '\u0080')
        {
            return letter.ToString();
        }

        if (CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.Format or UnicodeCategory.NonSpacingMark)
        {
            return "";
        }

        if (char.IsWhiteSpace(letter))
        {
            return " ";
        }

        for (var index = 0; index < Alike.Length; index += 2)
        {
            if (Alike[index] == letter)
            {
                return Alike[index + 1].ToString();
            }
        }

        // "：", "＝", "Ａ"
        return letter is >= '\uFF01' and <= '\uFF5E' ? ((char)(letter - WideToNarrow)).ToString() : letter.ToString();
    }
}
