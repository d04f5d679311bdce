using System.Text;
using System.Text.Json;
using Auditor.Core.Inventory;
using Auditor.Samples;

namespace Auditor.Core.Tests.Inventory;

/// <summary>The lines of everything in an inventory, against those that whoever reads it from top to bottom finds.</summary>
public sealed class InventoryLinesTests
{
    [Fact]
    public void Every_value_of_the_sample_is_found_where_it_stands()
    {
        var json = InventoryFile.Write(AcmeEstate.Create());
        var lines = InventoryLines.Of(json);
        var read = Read(json);

        read.Count.ShouldBeGreaterThan(3_000);
        foreach (var (pointer, line) in read)
        {
            lines.LineOf(pointer).ShouldBe(line, pointer);
        }
    }

    [Fact]
    public void Every_line_has_the_text_of_an_editor()
    {
        var json = InventoryFile.Write(AcmeEstate.Create());
        var lines = InventoryLines.Of(json);
        var text = Encoding.UTF8.GetString(json).Split('\n');

        lines.Count.ShouldBe(text.Length);
        Enumerable.Range(1, text.Length).Select(lines.TextOf).ShouldBe(text.Select(line => line.Trim()));
    }

    [Theory]
    [InlineData("", 2)]
    [InlineData("/a~1b", 3)]
    [InlineData("/a~1b/c~0d", 3)]
    [InlineData("/a~1b/x\"y", 4)]
    [InlineData("/list", 6)]
    [InlineData("/list/0", 7)]
    [InlineData("/list/1", 8)]
    [InlineData("/list/2", 11)]
    [InlineData("/list/2/z", 11)]
    [InlineData("/list/3", 13)]
    [InlineData("/list/4", 6)]
    [InlineData("/list/one", 6)]
    [InlineData("/nothing", 15)]
    [InlineData("/nowhere/at/all", 2)]
    public void Names_with_marks_are_found(string pointer, int line)
    {
        const string Json = """
            {
              "a/b": {
                "c~d": 1,
                "x\"y": 2
              },
              "list": [
                1,
                {
                },
                {
                  "z": 1
                },
                true
              ],
              "nothing": null
            }
            """;

        InventoryLines.Of(Encoding.UTF8.GetBytes(Json.ReplaceLineEndings("\n"))).LineOf(pointer).ShouldBe(line);
    }

    private static Dictionary<string, int> Read(ReadOnlySpan<byte> json)
    {
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        var path = new Stack<(string Pointer, bool IsArray, int Next, string? Name, bool Spoke)>();
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            var line = 1 + json[..(int)reader.TokenStartIndex].Count((byte)'\n');
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    var owner = path.Pop();
                    path.Push(owner with { Name = reader.GetString()!.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal), Spoke = true });
                    if (!owner.Spoke)
                    {
                        lines[owner.Pointer] = line;
                    }

                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    path.Pop();
                    break;
                default:
                    var pointer = "";
                    if (path.TryPop(out var parent))
                    {
                        pointer = parent.IsArray ? $"{parent.Pointer}/{parent.Next}" : $"{parent.Pointer}/{parent.Name}";
                        path.Push(parent with { Next = parent.Next + 1 });
                    }

                    lines[pointer] = line;
                    if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                    {
                        path.Push((pointer, reader.TokenType is JsonTokenType.StartArray, 0, null, false));
                    }

                    break;
            }
        }

        return lines;
    }
}
