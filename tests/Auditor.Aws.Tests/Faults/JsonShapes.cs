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

    private static string OfLists(string body, Func<JsonArray, JsonNode?> change, bool removes)
    {
        if (Parsed(body) is not JsonObject answer)
        {
            return body;
        }

        return Change(answer, change, removes) > 0 ? answer.ToJsonString() : body;
    }

    // Lists inside of lists belong to one thing of many.
    private static int Change(JsonObject answer, Func<JsonArray, JsonNode?> change, bool removes)
    {
        var lists = 0;
        foreach (var (name, value) in answer.ToArray())
        {
            if (value is JsonObject inner)
            {
                lists += Change(inner, change, removes);
            }
            else if (value is JsonArray list)
            {
                lists++;
                answer.Remove(name);
                if (!removes)
                {
                    answer[name] = change(list);
                }
            }
        }

        return lists;
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
