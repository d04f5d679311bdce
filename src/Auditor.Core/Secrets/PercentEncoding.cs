using System.Globalization;
using System.Text;

namespace Auditor.Core.Secrets;

/// <summary>A text without its percent-encoding, and which of its letters stood where.</summary>
internal sealed class PercentEncoding
{
    private readonly List<int> _places;

    private PercentEncoding(string text, List<int> places) => (Text, _places) = (text, places);

    public string Text { get; }

    /// <summary>Decodes a text; null when nothing in it is encoded.</summary>
    public static PercentEncoding? Decode(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
        {
            return null;
        }

        var (plain, places) = (new StringBuilder(text.Length), new List<int>(text.Length + 1));
        for (var at = 0; at < text.Length; at++)
        {
            places.Add(at);
            if (text[at] is '%' && at + 2 < text.Length && byte.TryParse(text.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                plain.Append((char)code);
                at += 2;
            }
            else
            {
                plain.Append(text[at]);
            }
        }

        places.Add(text.Length);
        return plain.Length == text.Length ? null : new(plain.ToString(), places);
    }

    /// <summary>Where something in <see cref="Text"/> is in the text as it was.</summary>
    public SecretSpan InOriginal(SecretSpan span) => new(_places[span.Start], _places[span.End], span.Kind);
}
