using System.Globalization;
using System.Text;

namespace Auditor.Core.Secrets;

/// <summary>A text without its escapes, those of addresses and of JSON, and which of its letters stood where.</summary>
internal sealed class EscapedText
{
    private readonly List<int> _places;

    private EscapedText(string text, List<int> places) => (Text, _places) = (text, places);

    public string Text { get; }

    /// <summary>Decodes a text; null when nothing in it is escaped.</summary>
    public static EscapedText? Decode(string text)
    {
        if (!text.AsSpan().ContainsAny('%', '\\'))
        {
            return null;
        }

        var (plain, places) = (new StringBuilder(text.Length), new List<int>(text.Length + 1));
        for (var at = 0; at < text.Length; at++)
        {
            places.Add(at);
            var (letter, length) = Letter(text.AsSpan(at));
            plain.Append(letter);
            at += length - 1;
        }

        places.Add(text.Length);
        return plain.Length == text.Length ? null : new(plain.ToString(), places);
    }

    private static (char Letter, int Length) Letter(ReadOnlySpan<char> text) => text switch
    {
        ['%', _, _, ..] when byte.TryParse(text[1..3], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) => ((char)code, 3),
        ['\\', 'u', _, _, _, _, ..] when ushort.TryParse(text[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) => ((char)code, 6),
        ['\\', '"' or '/' or '\\' or '\'', ..] => (text[1], 2),
        ['\\', 'n', ..] => ('\n', 2),
        _ => (text[0], 1),
    };

    /// <summary>Where something in <see cref="Text"/> is in the text as it was.</summary>
    public SecretSpan InOriginal(SecretSpan span) => new(_places[span.Start], _places[span.End], span.Kind);
}
