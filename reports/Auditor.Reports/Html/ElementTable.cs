using System.Runtime.InteropServices;
using System.Xml.Linq;

namespace Auditor.Reports.Html;

/// <summary>
/// Elements of the page as numbers, each different one once: what the script builds them from, since it may not parse any markup.
/// </summary>
internal sealed class ElementTable(StringTable texts)
{
    private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);

    /// <summary>
    /// In the order in which they came, contents before what they are in: the text of the name, the number of attributes, for each the
    /// texts of its name and value, then the contents, of which elements are numbers of this list and texts are negative (<c>~text</c>).
    /// </summary>
    public List<int[]> Elements { get; } = [];

    /// <summary>The number of the one element that some markup is, which has to be well-formed XML.</summary>
    public int Add(string markup) => Add(XElement.Parse(markup.Trim(), LoadOptions.PreserveWhitespace));

    private int Add(XElement element)
    {
        List<int> parts = [texts.Add(element.Name.LocalName), element.Attributes().Count()];
        foreach (var attribute in element.Attributes())
        {
            parts.Add(texts.Add(attribute.Name.LocalName));
            parts.Add(texts.Add(attribute.Value));
        }

        foreach (var node in element.Nodes())
        {
            switch (node)
            {
                case XElement inner:
                    parts.Add(Add(inner));
                    break;
                // Line feeds between elements are the template's, not the page's.
                case XText { Value: var text } when text.Length > 0 && !(text[0] == '\n' && string.IsNullOrWhiteSpace(text)):
                    parts.Add(~texts.Add(text));
                    break;
                default:
                    break;
            }
        }

        var key = new string(MemoryMarshal.Cast<int, char>(CollectionsMarshal.AsSpan(parts)));
        if (!_indexes.TryGetValue(key, out var index))
        {
            _indexes.Add(key, index = Elements.Count);
            Elements.Add([.. parts]);
        }

        return index;
    }
}
