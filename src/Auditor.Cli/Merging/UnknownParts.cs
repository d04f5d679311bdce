using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Auditor.Core.Inventory;

namespace Auditor.Cli.Merging;

/// <summary>
/// Fills in what one reading of an account and Region could not tell of an API, a domain name, a function ..., with what another reading of
/// the same thing could.
/// </summary>
/// <remarks>On the inventory as it is written: whatever is unknown is marked there, wherever it stands.</remarks>
internal static class UnknownParts
{
    private const string Marker = "unknown";

    // By what things of a list are told apart; whoever has none of them is no thing by itself.
    private static readonly ImmutableArray<string> Keys = ["id", "arn", "name", "key"];

    /// <summary>The reading with what the other one could tell, and the things that it tells more of.</summary>
    public static (Scope Scope, ImmutableArray<string> Things) Fill(Scope scope, Scope other)
    {
        var (to, from) = (Node(scope), Node(other));
        var filled = new List<(string Thing, string? Operation)>();
        Fill(to, from, "", filled);
        if (filled.Count == 0)
        {
            return (scope, []);
        }

        var joined = InventoryFile.ReadPart<Scope>(System.Text.Encoding.UTF8.GetBytes(to.ToJsonString()));
        return (joined with { Gaps = [.. joined.Gaps.Where(gap => !IsMended(gap, filled, to))] }, [.. filled.Select(part => part.Thing).Distinct(StringComparer.Ordinal)]);
    }

    private static void Fill(JsonObject to, JsonObject from, string thing, List<(string Thing, string? Operation)> filled)
    {
        foreach (var (name, value) in to.ToList())
        {
            var other = from[name];
            if (value is JsonObject unknown && IsUnknown(unknown))
            {
                // What the whole Region lacks is taken list by list.
                if (thing.Length > 0 && from.ContainsKey(name) && !IsUnknown(other))
                {
                    to[name] = other?.DeepClone();
                    filled.Add((thing, $"{unknown[Marker]?["operation"]}"));
                }
            }
            else if (value is JsonObject inner && other is JsonObject otherInner)
            {
                Fill(inner, otherInner, thing, filled);
            }
            else if (value is JsonArray list && other is JsonArray otherList)
            {
                Fill(list, otherList, thing, filled);
            }
        }
    }

    private static void Fill(JsonArray to, JsonArray from, string thing, List<(string Thing, string? Operation)> filled)
    {
        var others = from.OfType<JsonObject>().Where(item => KeyOf(item) is not null).ToLookup(KeyOf, StringComparer.Ordinal);
        foreach (var item in to.OfType<JsonObject>())
        {
            // An id of something that was deleted may come again.
            if (KeyOf(item) is { } key && others[key].Take(2).ToList() is [var other] && $"{item["createdAt"]}" == $"{other["createdAt"]}")
            {
                Fill(item, other, thing.Length > 0 ? thing : key, filled);
            }
        }
    }

    private static bool IsMended(Gap gap, List<(string Thing, string? Operation)> filled, JsonObject scope) =>
        filled.Exists(part => part.Operation == gap.Operation
            && gap.Target.Contains(part.Thing, StringComparison.Ordinal)
            && !StillLacks(scope, part.Thing, gap.Operation));

    private static bool StillLacks(JsonObject scope, string thing, string operation) => scope
        .Select(member => member.Value).OfType<JsonArray>()
        .SelectMany(list => list.OfType<JsonObject>())
        .Where(item => KeyOf(item) == thing)
        .Any(item => UnknownsIn(item).Contains(operation, StringComparer.Ordinal));

    private static IEnumerable<string> UnknownsIn(JsonNode? node) => node switch
    {
        JsonObject unknown when IsUnknown(unknown) => [$"{unknown[Marker]?["operation"]}"],
        JsonObject inner => inner.SelectMany(member => UnknownsIn(member.Value)),
        JsonArray list => list.SelectMany(UnknownsIn),
        _ => [],
    };

    private static bool IsUnknown(JsonNode? node) => node is JsonObject { Count: 1 } only && only.ContainsKey(Marker);

    private static string? KeyOf(JsonObject item) =>
        Keys.Select(key => item[key]).OfType<JsonValue>().Select(value => $"{value}").FirstOrDefault();

    private static JsonObject Node(Scope scope) =>
        JsonNode.Parse(InventoryFile.WritePart(scope)) as JsonObject
            ?? throw new InvalidOperationException("An account in a Region is written as an object.");
}
