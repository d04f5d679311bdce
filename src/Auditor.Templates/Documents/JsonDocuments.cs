using System.Text;
using System.Text.Json;

namespace Auditor.Templates.Documents;

/// <summary>Reads JSON with places.</summary>
internal static class JsonDocuments
{
    private static readonly JsonReaderOptions Options = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = DocumentReader.MaximumDepth,
    };

    public static Node? Read(string file, string text, List<RepeatedNode> repeated)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(bytes, Options);
        var lines = new Lines(file, bytes, repeated);
        var nodes = 0;
        var node = reader.Read() ? Value(ref reader, lines, ref nodes) : null;
        while (reader.Read())
        {
            // What comes behind the document is an error that the reader reports.
        }

        return node;
    }

    private static Node Value(ref Utf8JsonReader reader, Lines lines, ref int nodes)
    {
        var start = (int)reader.TokenStartIndex;
        if (++nodes > DocumentReader.MaximumNodes)
        {
            throw new UnreadableException("It holds more than can be read.", lines.LineOf(start));
        }

        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var entries = ImmutableArray.CreateBuilder<MapEntry>();
                while (reader.Read() && reader.TokenType is not JsonTokenType.EndObject)
                {
                    var key = lines.Pool.Same(Text(ref reader, lines));
                    var place = lines.Span((int)reader.TokenStartIndex, (int)reader.BytesConsumed);
                    reader.Read();
                    entries.Add(new(key, place, Value(ref reader, lines, ref nodes)));
                }

                return new MapNode(
                    lines.Span(start, (int)reader.BytesConsumed), DocumentReader.Distinct(entries.ToImmutable(), lines.Repeated));
            case JsonTokenType.StartArray:
                var items = ImmutableArray.CreateBuilder<Node>();
                while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
                {
                    items.Add(Value(ref reader, lines, ref nodes));
                }

                return new ListNode(lines.Span(start, (int)reader.BytesConsumed), items.ToImmutable());
            case JsonTokenType.String:
                return new TextNode(lines.Span(start, (int)reader.BytesConsumed), lines.Pool.Same(Text(ref reader, lines)), IsQuoted: true);
            default:
                return new TextNode(
                    lines.Span(start, (int)reader.BytesConsumed), lines.Pool.Same(Encoding.UTF8.GetString(reader.ValueSpan)), IsQuoted: false);
        }
    }

    // Half of a surrogate pair is no text.
    private static string Text(ref Utf8JsonReader reader, Lines lines)
    {
        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            throw new UnreadableException("It holds a text that is none.", lines.LineOf((int)reader.TokenStartIndex));
        }
    }

    private sealed class Lines
    {
        private readonly string _file;
        private readonly byte[] _bytes;
        private readonly List<int> _starts = [0];

        public Lines(string file, byte[] bytes, List<RepeatedNode> repeated)
        {
            (_file, _bytes, Repeated) = (file, bytes, repeated);
            for (var at = 0; at < bytes.Length; at++)
            {
                if (bytes[at] is (byte)'\n')
                {
                    _starts.Add(at + 1);
                }
            }
        }

        public List<RepeatedNode> Repeated { get; }

        public TextPool Pool { get; } = new();

        public int LineOf(int at) => _starts.BinarySearch(at) is >= 0 and var exact ? exact + 1 : ~_starts.BinarySearch(at);

        public Span Span(int from, int to)
        {
            var (line, end) = (LineOf(from), LineOf(to));
            return new(_file, line, Column(line, from), end, Column(end, to));
        }

        private int Column(int line, int at) => Encoding.UTF8.GetCharCount(_bytes.AsSpan(_starts[line - 1]..at)) + 1;
    }
}
