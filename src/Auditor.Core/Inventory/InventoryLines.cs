using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Auditor.Core.Inventory;

/// <summary>Knows in which line of an inventory file each object starts to speak of itself.</summary>
/// <remarks>
/// A thing's line is that of its first member, which names it: unique per thing, and a better thing to look at than a brace.
/// Findings about live resources point there, because consumers of SARIF want a file and a line.
/// </remarks>
public sealed class InventoryLines
{
    private readonly Dictionary<string, int> _lines;
    private readonly ImmutableArray<string> _text;

    private InventoryLines(Dictionary<string, int> lines, ImmutableArray<string> text) => (_lines, _text) = (lines, text);

    /// <summary>How many lines the file has.</summary>
    public int Count => _text.Length;

    /// <summary>Finds the lines of all objects in a file.</summary>
    public static InventoryLines Of(ReadOnlySpan<byte> json)
    {
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        var path = new Stack<Step>();
        var reader = new Utf8JsonReader(json);
        var (line, counted) = (1, 0);
        while (reader.Read())
        {
            line += json[counted..(int)reader.TokenStartIndex].Count((byte)'\n');
            counted = (int)reader.TokenStartIndex;
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    var pointer = Enter(path);
                    path.Push(new(pointer, reader.TokenType is JsonTokenType.StartArray));
                    lines[pointer] = line;
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    path.Pop();
                    break;
                case JsonTokenType.PropertyName:
                    var owner = path.Peek();
                    owner.Name = reader.GetString();
                    if (!owner.Spoke)
                    {
                        owner.Spoke = true;
                        lines[owner.Pointer] = line;
                    }

                    break;
                default:
                    lines[Enter(path)] = line;
                    break;
            }
        }

        return new(lines, [.. Encoding.UTF8.GetString(json).Split('\n')]);
    }

    /// <summary>The line, from 1, of the thing that a JSON pointer names; of the nearest thing around it when it is not there.</summary>
    public int LineOf(string pointer)
    {
        ArgumentNullException.ThrowIfNull(pointer);
        for (var at = pointer; ; at = at[..at.LastIndexOf('/')])
        {
            if (_lines.TryGetValue(at, out var line))
            {
                return line;
            }

            if (at.Length == 0)
            {
                return 1;
            }
        }
    }

    /// <summary>The text of a line, without the white space around it.</summary>
    public string TextOf(int line) => _text[line - 1].Trim();

    private static string Enter(Stack<Step> path)
    {
        if (!path.TryPeek(out var parent))
        {
            return "";
        }

        return parent.IsArray ? $"{parent.Pointer}/{parent.Next++}" : $"{parent.Pointer}/{Escape(parent.Name)}";
    }

    private static string? Escape(string? name) => name?.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private sealed class Step(string pointer, bool isArray)
    {
        public string Pointer { get; } = pointer;

        public bool IsArray { get; } = isArray;

        public int Next { get; set; }

        public string? Name { get; set; }

        public bool Spoke { get; set; }
    }
}
