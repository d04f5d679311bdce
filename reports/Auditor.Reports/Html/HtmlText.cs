using System.Text;
using HandlebarsDotNet;

namespace Auditor.Reports.Html;

/// <summary>Escapes every value that a template writes, and shows what is invisible in it.</summary>
internal sealed class HtmlText : ITextEncoder
{
    /// <summary>Whether there are blanks in the values, to be filled in later.</summary>
    public bool KeepsBlanks { get; init; }

    public void Encode(StringBuilder? text, TextWriter target) => Encode(text?.ToString(), target);

    public void Encode(string? text, TextWriter target)
    {
        foreach (var character in VisibleText.Of(text, keepLines: true, KeepsBlanks))
        {
            switch (character)
            {
                case '&':
                    target.Write("&amp;");
                    break;
                case '<':
                    target.Write("&lt;");
                    break;
                case '>':
                    target.Write("&gt;");
                    break;
                case '"':
                    target.Write("&quot;");
                    break;
                case '\'':
                    target.Write("&#39;");
                    break;
                case '`':
                    target.Write("&#96;");
                    break;
                default:
                    target.Write(character);
                    break;
            }
        }
    }

    public void Encode<T>(T? text, TextWriter target)
        where T : IEnumerator<char>
    {
        var buffer = new StringBuilder();
        while (text?.MoveNext() is true)
        {
            buffer.Append(text.Current);
        }

        Encode(buffer.ToString(), target);
    }
}
