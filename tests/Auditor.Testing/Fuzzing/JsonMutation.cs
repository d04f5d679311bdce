using System.Text.Json;
using System.Text.Json.Nodes;

namespace Auditor.Testing.Fuzzing;

/// <summary>
/// Changes a JSON document so that it stays one: values of another kind, members that are missing, doubled or moved, texts that mean
/// something.
/// </summary>
public static class JsonMutation
{
    private const int MostChanges = 3;
    private const int Deep = 70;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, MaxDepth = 4 * Deep };
    private static readonly JsonSerializerOptions OneLine = new() { MaxDepth = 4 * Deep };

    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "7", "1.5", "1e308", "-9223372036854775808", "9223372036854775807", "18446744073709551616", "\"\"",
        "\" \"", "\"\\u0000\"", "\"\\u202e\"", "\"*\"", "\"null\"",
        "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59.9999999+14:00\"", "\"arn:aws:iam::111122223333:role/\"", "\"arn:\"",
        "\"::::::\"", "\"ANY /{proxy+}\"", "\"GET \"", "\"{}\"", "\"[\"", "[]", "[null]", "[[]]", "{}",
        "{\"unknown\":null}", "{\"unknown\":{}}", "{\"unknown\":{\"because\":\"\"}}", "{\"unknown\":{\"because\":\"x\"},\"more\":1}",
        "{\"\":null}",
    ];

    /// <summary>The document with some changes.</summary>
    public static string Of(Random random, string json)
    {
        var root = JsonNode.Parse(json) ?? throw new ArgumentException("It is null.", nameof(json));
        for (var change = random.Next(1, MostChanges + 1); change > 0; change--)
        {
            var all = Everything(root).Skip(1).ToList();
            if (all.Count > 0)
            {
                Change(random, all[random.Next(all.Count)], all);
            }
        }

        var text = root.ToJsonString(random.Next(2) == 0 ? Indented : OneLine);
        return random.Next(12) == 0 ? WithDouble(random, text) : text;
    }

    private static void Change(Random random, JsonNode node, List<JsonNode> all)
    {
        switch (random.Next(6))
        {
            case 0:
                Remove(node);
                break;
            case 1:
                node.ReplaceWith(all[random.Next(all.Count)].DeepClone());
                break;
            case 2 when node.Parent is JsonArray list:
                list.Add(node.DeepClone());
                break;
            case 3 when node.Parent is JsonObject map:
                var value = node.DeepClone();
                map.Remove(node.GetPropertyName());
                map[random.Next(2) == 0 ? "" : "unknown"] = value;
                break;
            case 4:
                node.ReplaceWith(JsonNode.Parse(
                    string.Concat(Enumerable.Repeat("[", Deep)) + string.Concat(Enumerable.Repeat("]", Deep)),
                    documentOptions: new() { MaxDepth = 4 * Deep }));
                break;
            default:
                node.ReplaceWith(JsonNode.Parse(Values[random.Next(Values.Length)]));
                break;
        }
    }

    private static void Remove(JsonNode node)
    {
        if (node.Parent is JsonObject map)
        {
            map.Remove(node.GetPropertyName());
        }
        else if (node.Parent is JsonArray list)
        {
            list.Remove(node);
        }
    }

    // The first member of some object once more.
    private static string WithDouble(Random random, string text)
    {
        var members = Enumerable.Range(0, text.Length).Where(at => text[at] == '{' && at + 1 < text.Length && text[at + 1] == '"').ToList();
        return members.Count == 0 ? text : text.Insert(members[random.Next(members.Count)] + 1, "\"id\":\"a\",\"id\":\"b\",");
    }

    private static IEnumerable<JsonNode> Everything(JsonNode node) =>
    [
        node,
        .. node switch
        {
            JsonObject map => map.Select(member => member.Value).OfType<JsonNode>().SelectMany(Everything),
            JsonArray list => list.OfType<JsonNode>().SelectMany(Everything),
            _ => [],
        },
    ];
}
