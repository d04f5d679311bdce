using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Auditor.Core.Inventory;

/// <summary>Knows in which line of an inventory file each object starts to speak of itself.</summary>
/// <remarks>
/// A thing's line is that of its first member, which names it: unique per thing, and a better thing to look at than a brace.
/// Findings about live resources point there, because consumers of SARIF want a file and a line. Only where objects and lists begin is
/// kept: a file has many values for each that somebody asks about, and those are read again.
/// </remarks>
public sealed class InventoryLines
{
    private readonly ReadOnlyMemory<byte> _json;

    // In the order of the file: what is in one comes directly after it.
    private readonly List<Container> _containers = [];
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);

    private InventoryLines(ReadOnlyMemory<byte> json)
    {
        _json = json;
        var open = new Stack<Open>();
        var reader = new Utf8JsonReader(json.Span);
        var (line, counted, name) = (1, 0, default(Range));
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    name = new((int)reader.TokenStartIndex, (int)reader.TokenStartIndex + reader.ValueSpan.Length + 2);
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    var start = (int)reader.TokenStartIndex;
                    line += LineFeeds(counted, start);
                    counted = start;
                    var own = open.TryPeek(out var parent) ? parent.IsList ? parent.Elements++ : IdOf(NameIn(name)) : 0;
                    open.Push(new(_containers.Count, reader.TokenType is JsonTokenType.StartArray));
                    _containers.Add(new(start, line, 0, own));
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    var ended = open.Pop().Container;
                    _containers[ended] = _containers[ended] with { Next = _containers.Count };
                    break;
                default:
                    if (open.TryPeek(out var around))
                    {
                        around.Elements++;
                    }

                    break;
            }
        }

        Count = line + LineFeeds(counted, json.Length);
    }

    /// <summary>How many lines the file has.</summary>
    public int Count { get; }

    /// <summary>Finds the lines of all objects in a file.</summary>
    public static InventoryLines Of(ReadOnlyMemory<byte> json) => new(json);

    /// <summary>The line, from 1, of the thing that a JSON pointer names; of the nearest thing around it when it is not there.</summary>
    public int LineOf(string pointer)
    {
        ArgumentNullException.ThrowIfNull(pointer);
        if (_containers.Count == 0)
        {
            return 1;
        }

        var at = 0;
        foreach (var part in pointer.Split('/').Skip(1))
        {
            if (ChildOf(at, part) is { } child)
            {
                at = child;
            }
            else
            {
                return LineOfValue(at, part) ?? OwnLine(at);
            }
        }

        return OwnLine(at);
    }

    /// <summary>The text of a line, without the white space around it.</summary>
    public string TextOf(int line)
    {
        // The last object that begins before it, and then line by line.
        var (low, high) = (0, _containers.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = _containers[middle].Line <= line ? (middle, high) : (low, middle - 1);
        }

        var json = _json.Span;
        var (at, here) = _containers.Count > 0 && _containers[low].Line <= line ? (_containers[low].Start, _containers[low].Line) : (0, 1);
        at = json[..at].LastIndexOf((byte)'\n') + 1;
        for (; here < line; here++)
        {
            at += json[at..].IndexOf((byte)'\n') + 1;
        }

        var end = json[at..].IndexOf((byte)'\n');
        return Encoding.UTF8.GetString(end < 0 ? json[at..] : json.Slice(at, end)).Trim();
    }

    private bool IsArray(int container) => _json.Span[_containers[container].Start] == (byte)'[';

    // An object or a list in another.
    private int? ChildOf(int container, string part)
    {
        var end = _containers[container].Next;
        if (IsArray(container))
        {
            return IndexOf(part) is { } wanted ? ElementOf(container, wanted) : null;
        }

        if (!_names.TryGetValue(Unescaped(part), out var name))
        {
            return null;
        }

        for (var child = container + 1; child < end; child = _containers[child].Next)
        {
            if (_containers[child].Name == name)
            {
                return child;
            }
        }

        return null;
    }

    private int? ElementOf(int container, int wanted)
    {
        var end = _containers[container].Next;
        for (var child = container + 1; child < end; child = _containers[child].Next)
        {
            if (_containers[child].Name == wanted)
            {
                return child;
            }
        }

        return null;
    }

    // A value in an object or a list is read again: the line of its name, or its own.
    private int? LineOfValue(int container, string part)
    {
        var start = _containers[container].Start;
        var reader = new Utf8JsonReader(_json.Span[start..]);
        reader.Read();
        var wanted = IsArray(container) ? IndexOf(part) : null;
        for (var index = 0; reader.Read() && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray); index++)
        {
            var isIt = index == wanted;
            if (reader.TokenType is JsonTokenType.PropertyName)
            {
                isIt = reader.ValueTextEquals(Unescaped(part));
                reader.Read();
            }

            if (isIt)
            {
                return _containers[container].Line + LineFeeds(start, start + (int)reader.TokenStartIndex);
            }

            reader.Skip();
        }

        return null;
    }

    // Of an object that has members, the line of the first.
    private int OwnLine(int container)
    {
        var (start, line) = (_containers[container].Start, _containers[container].Line);
        var reader = new Utf8JsonReader(_json.Span[start..]);
        reader.Read();
        return reader.TokenType is JsonTokenType.StartObject && reader.Read() && reader.TokenType is JsonTokenType.PropertyName
            ? line + LineFeeds(start, start + (int)reader.TokenStartIndex)
            : line;
    }

    private int LineFeeds(int from, int to) => _json.Span[from..to].Count((byte)'\n');

    private int IdOf(string name)
    {
        if (!_names.TryGetValue(name, out var id))
        {
            _names.Add(name, id = _names.Count + 1);
        }

        return id;
    }

    private string NameIn(Range range)
    {
        var reader = new Utf8JsonReader(_json.Span[range]);
        return reader.Read() ? reader.GetString() ?? "" : "";
    }

    private static int? IndexOf(string part) =>
        int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;

    private static string Unescaped(string part) =>
        part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    /// <param name="Start">Its first byte.</param>
    /// <param name="Line">The line of that.</param>
    /// <param name="Next">What comes after all that is in it.</param>
    /// <param name="Name">Of a member, the number of its name; of an element of a list, which one it is.</param>
    private readonly record struct Container(int Start, int Line, int Next, int Name);

    private sealed class Open(int container, bool isList)
    {
        public int Container => container;

        public bool IsList => isList;

        public int Elements { get; set; }
    }
}
