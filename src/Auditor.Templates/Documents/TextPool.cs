namespace Auditor.Templates.Documents;

/// <summary>Keeps what a document says many times, <c>Type</c> and <c>Fn::Sub</c>, once.</summary>
internal sealed class TextPool
{
    // What is longer is rarely there twice.
    private const int Longest = 64;

    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);

    public string Same(string text)
    {
        if (text.Length > Longest)
        {
            return text;
        }

        if (_texts.TryGetValue(text, out var same))
        {
            return same;
        }

        _texts.Add(text);
        return text;
    }
}
