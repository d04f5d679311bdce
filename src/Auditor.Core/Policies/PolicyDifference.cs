using System.Text.Json;
using System.Text.Json.Nodes;

namespace Auditor.Core.Policies;

/// <summary>Compares policies as texts: AWS escapes one and the same policy in one answer and not in another.</summary>
public static class PolicyDifference
{
    /// <summary>
    /// Whether two policies are the same but for escaping, spaces, and the order of members and of values; two texts that are no JSON,
    /// whether they are equal.
    /// </summary>
    public static bool AreSame(string? one, string? other) =>
        string.Equals(one, other, StringComparison.Ordinal)
            || (one is not null && other is not null && Ordered(one) is { } text && text == Ordered(other));

    private static string? Ordered(string policy)
    {
        try
        {
            return Ordered(PolicyParser.Json(policy))?.ToJsonString();
        }
        catch (Exception exception) when (exception is PolicyFormatException or JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    // One value and a list of one value mean the same in every member of a policy.
    private static JsonNode? Ordered(JsonNode? node) => node switch
    {
        JsonObject members =>
            new JsonObject(members.OrderBy(member => member.Key, StringComparer.Ordinal)
                .Select(member => KeyValuePair.Create(member.Key, Ordered(member.Value)))),
        JsonArray { Count: 1 } list => Ordered(list[0]),
        JsonArray list => new JsonArray([.. list.Select(Ordered).OrderBy(entry => entry?.ToJsonString(), StringComparer.Ordinal)]),
        _ => node?.DeepClone(),
    };
}
