using System.Text.Json;
using System.Text.Json.Nodes;

namespace Auditor.Aws.Tests.Faults;

/// <summary>Answers that lack what AWS always sends, or have it in another shape.</summary>
internal static class JsonShapes
{
    /// <summary>Without its lists.</summary>
    public static string WithoutLists(string body) => OfLists(body, _ => null, removes: true);

    /// <summary>With null for each of its lists.</summary>
    public static string NullLists(string body) => OfLists(body, _ => null, removes: false);

    /// <summary>With a word for each of its lists.</summary>
    public static string WordsForLists(string body) => OfLists(body, _ => "not a list", removes: false);

    /// <summary>With things in its lists that have no member.</summary>
    public static string EmptyThings(string body) => OfLists(body, list => new JsonArray([.. list.Select(item => item is JsonObject ? new JsonObject() : item?.DeepClone())]), removes: false);

    /// <summary>With null for each thing in its lists.</summary>
    public static string NullThings(string body) => OfLists(body, list => new JsonArray([.. list.Select(_ => (JsonNode?)null)]), removes: false);

    private static string OfLists(string body, Func<JsonArray, JsonNode?> change, bool removes)
    {
        if (Parsed(body) is not JsonObject answer)
        {
            return body;
        }

        foreach (var (name, value) in answer.ToArray())
        {
            if (value is JsonArray list)
            {
                answer.Remove(name);
                if (!removes)
                {
                    answer[name] = change(list);
                }
            }
        }

        return answer.ToJsonString();
    }

    private static JsonNode? Parsed(string body)
    {
        try
        {
            return JsonNode.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
