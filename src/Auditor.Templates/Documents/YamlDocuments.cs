using Auditor.Core.Findings;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Auditor.Templates.Documents;

/// <summary>Reads YAML with places. The short forms of CloudFormation's functions, <c>!Sub</c>, become the long ones.</summary>
internal sealed class YamlDocuments
{
    private readonly string _file;
    private readonly Parser _parser;
    private readonly Dictionary<AnchorName, (Node Node, int Weight)> _anchors = [];
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
            return Named(scalar.Anchor, before, Tagged(scalar.Tag, new TextNode(Place(scalar.Start, End(scalar)), scalar.Value, isQuoted)));
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
                Tagged(list.Tag, new ListNode(Spanned(list.Start, end.End, items.LastOrDefault()?.Place), items.ToImmutable())));
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
                entries.Add(new((key as TextNode)?.Text ?? "", key.Place, value));
            }
        }

        var end = _parser.Consume<MappingEnd>();
        var place = Spanned(start.Start, end.End, entries.LastOrDefault()?.Value.Place);
        var own = DocumentReader.Distinct(entries.ToImmutable(), _repeated);
        return Named(start.Anchor, before, Tagged(start.Tag, new MapNode(place, [.. inherited, .. own])));
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
            ? new ListNode(node.Place, [new TextNode(node.Place, id, true), new TextNode(node.Place, attribute, true)])
            : node;
        return new MapNode(node.Place, [new(function, node.Place, value)]);
    }

    // A block ends where its last part does; the parser says where the next one begins.
    private SourcePlace Spanned(Mark start, Mark end, SourcePlace? last) =>
        last is null || end.Line == start.Line
            ? Place(start, end)
            : Place(start, end) with { EndLine = last.EndLine, EndColumn = last.EndColumn };

    private static Mark End(Scalar scalar) => scalar.End;

    private SourcePlace Place(Mark start, Mark end) =>
        new(_file, (int)start.Line, (int)start.Column, (int)Math.Max(start.Line, end.Line), (int)end.Column);
}
