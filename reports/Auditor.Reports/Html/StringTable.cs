namespace Auditor.Reports.Html;

/// <summary>Texts, each of them once.</summary>
internal sealed class StringTable
{
    private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);

    /// <summary>In the order in which they came.</summary>
    public List<string> Texts { get; } = [];

    /// <summary>The index of a text, which is added if it is not there yet.</summary>
    public int Add(string text)
    {
        if (!_indexes.TryGetValue(text, out var index))
        {
            _indexes.Add(text, index = Texts.Count);
            Texts.Add(text);
        }

        return index;
    }
}
