using System.Collections;
using System.Text;

namespace Auditor.Templates.Documents;

/// <summary>The lines of a file, each made when it is asked for: of most files few are.</summary>
internal sealed class TextLines : IReadOnlyList<string>
{
    private readonly byte[] _bytes;
    private readonly int[] _starts;

    public TextLines(byte[] bytes)
    {
        _bytes = bytes;
        _starts = [0, .. bytes.Index().Where(each => each.Item is (byte)'\n').Select(each => each.Index + 1)];
    }

    public int Count => _starts.Length;

    public string this[int index] =>
        Encoding.UTF8.GetString(_bytes.AsSpan(_starts[index]..(index + 1 < Count ? _starts[index + 1] - 1 : _bytes.Length)));

    public IEnumerator<string> GetEnumerator() => Enumerable.Range(0, Count).Select(index => this[index]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
