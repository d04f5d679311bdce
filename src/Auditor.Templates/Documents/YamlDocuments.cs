using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Auditor.Templates.Documents;

/// <summary>Reads YAML with places. The short forms of CloudFormation's functions, <c>!Sub</c>, become the long ones.</summary>
internal sealed class YamlDocuments
{
    private readonly string _file;
    private readonly Parser _parser;
    private readonly Dictionary<AnchorName, (Node Node, int Weight)> _anchors = [];
    private readonly TextPool _pool = new();
    private int _nodes;

    private readonly List<RepeatedNode> _repeated;

    private YamlDocuments(string file, Parser parser, List<RepeatedNode> repeated) =>
        (_file, _parser, _repeated) = (file, parser, repeated);

    public static Node? Read(string file, string text, List<RepeatedNode> repeated)
    {
        using var reader = new StringReader(text);
        var parser = new Parser(reader);
        try
        {
            return new YamlDocuments(file, parser, repeated).First();
        }
        catch (YamlException exception)
        {
            throw new UnreadableException("It is not YAML.", (int)Math.Max(1, exception.Start.Line));
        }
        catch (Exception exception) when (YamlErrors.IsOne(exception))
        {
            throw new UnreadableException("It is not YAML.", (int)Math.Max(1, parser.Current?.Start.Line ?? 1));
        }
    }

    // NOTE: CloudFormation takes one document; what follows it is read by nobody.
    private Node? First()
    {
        _parser.Consume<StreamStart>();
        if (!_parser.TryConsume<DocumentStart>(out _))
        {
            return null;
        }

        return Value(0);
    }

    private Node Value(int depth)
    {
        if (depth > DocumentReader.MaximumDepth)
        {
            throw new UnreadableException(
                $"It is nested more than {DocumentReader.MaximumDepth} deep.", (int)(_parser.Current?.Start.Line ?? 1));
        }

        if (++_nodes > DocumentReader.MaximumNodes)
        {
            throw new UnreadableException("It holds more than can be read.", (int)(_parser.Current?.Start.Line ?? 1));
        }

        var before = _nodes;
        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            var (node, weight) = _anchors.TryGetValue(alias.Value, out var named)
                ? named
                : throw new UnreadableException("It refers to an anchor that is not there.", (int)alias.Start.Line);
            // An alias counts for all that it stands for: a few lines can stand for billions.
            _nodes += weight;
            return _nodes > DocumentReader.MaximumNodes
                ? throw new UnreadableException("Its anchors make more of it than can be read.", (int)alias.Start.Line)
                : node;
        }

        if (_parser.TryConsume<Scalar>(out var scalar))
        {
            var isQuoted = scalar.Style is not ScalarStyle.Plain || !scalar.IsPlainImplicit && scalar.Tag.IsEmpty;
            return Named(scalar.Anchor, before, Tagged(scalar.Tag, new TextNode(Span(scalar.Start, scalar.End), _pool.Same(scalar.Value), isQuoted)));
        }

        if (_parser.TryConsume<SequenceStart>(out var list))
        {
            var items = ImmutableArray.CreateBuilder<Node>();
            while (!_parser.Accept<SequenceEnd>(out _))
            {
                items.Add(Value(depth + 1));
            }

            var end = _parser.Consume<SequenceEnd>();
            return Named(
                list.Anchor,
                before,
                Tagged(list.Tag, new ListNode(Spanned(list.Start, end.End, items.LastOrDefault()?.Span), items.ToImmutable())));
        }

        return Map(depth, before);
    }

    private Node Map(int depth, int before)
    {
        var start = _parser.Consume<MappingStart>();
        var entries = ImmutableArray.CreateBuilder<MapEntry>();
        var inherited = ImmutableArray.CreateBuilder<MapEntry>();
        while (!_parser.Accept<MappingEnd>(out _))
        {
            var key = Value(depth + 1);
            var value = Value(depth + 1);
            if (key is TextNode { Text: "<<", IsQuoted: false } && value is MapNode merged)
            {
                inherited.InsertRange(0, merged.Entries);
            }
            else
            {
                entries.Add(new((key as TextNode)?.Text ?? "", key.Span, value));
            }
        }

        var end = _parser.Consume<MappingEnd>();
        var span = Spanned(start.Start, end.End, entries.LastOrDefault()?.Value.Span);
        var own = DocumentReader.Distinct(entries.ToImmutable(), _repeated);
        return Named(start.Anchor, before, Tagged(start.Tag, new MapNode(span, inherited.Count == 0 ? own : [.. inherited, .. own])));
    }

    private Node Named(AnchorName anchor, int before, Node node)
    {
        if (!anchor.IsEmpty)
        {
            _anchors[anchor] = (node, _nodes - before + 1);
        }

        return node;
    }

    private static Node Tagged(TagName tag, Node node)
    {
        if (tag.IsEmpty || !tag.Value.StartsWith('!') || tag.Value.Length < 2)
        {
            return node;
        }

        var name = tag.Value[1..];
        var function = name is "Ref" or "Condition" ? name : $"Fn::{name}";
        var value = name is "GetAtt" && node is TextNode { Text: var text } && text.Split('.', 2) is [var id, var attribute]
            ? new ListNode(node.Span, [new TextNode(node.Span, id, true), new TextNode(node.Span, attribute, true)])
            : node;
        return new MapNode(node.Span, [new(function, node.Span, value)]);
    }

    // A block ends where its last part does; the parser says where the next one begins.
    private Span Spanned(Mark start, Mark end, Span? last) =>
        last is not { } inner || end.Line == start.Line
            ? Span(start, end)
            : Span(start, end) with { EndLine = inner.EndLine, EndColumn = inner.EndColumn };

    private Span Span(Mark start, Mark end) =>
        new(_file, (int)start.Line, (int)start.Column, (int)Math.Max(start.Line, end.Line), (int)end.Column);
}
