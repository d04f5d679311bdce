using System.Text.Json;
using System.Text.Json.Nodes;
using Auditor.Aws.Services.Config.Wire;
using Auditor.Core.Inventory;

namespace Auditor.Aws.Services.Config;

/// <summary>
/// Compares what AWS Config recorded at one time with what it recorded before. Values are compared and forgotten: a stage's variables may
/// hold a password.
/// </summary>
internal static class ConfigItems
{
    // They change with everything else, and say nothing.
    private static readonly ImmutableArray<string> Clocks = ["createdDate", "lastUpdatedDate"];

    // A member that is there twice would be found out only when it is read.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The history of a thing; null when nothing was recorded of it as it is now.</summary>
    public static ConfigHistory? History(string arn, ConfigurationItems answer)
    {
        var items = Unbroken(answer.Items ?? []).ToList();
        if (items is [])
        {
            return null;
        }

        try
        {
            return new()
            {
                Arn = arn,
                Since = items[^1].At,
                HasMore = !string.IsNullOrEmpty(answer.NextToken) && items.Count == answer.Items?.Count,
                Changes = [.. items.Zip(items.Skip(1), (newer, older) => Changes(newer.At, older.Members, newer.Members)).SelectMany(change => change)],
            };
        }
        catch (InvalidOperationException)
        {
            // Half a character cannot be compared: JSON may hold it, text may not.
            return null;
        }
    }

    // Newest first, back to where the thing was made or where nobody recorded: what was before is another thing, or unknown.
    private static IEnumerable<(DateTimeOffset At, JsonObject Members)> Unbroken(IEnumerable<ConfigurationItem?> items)
    {
        foreach (var item in items.OfType<ConfigurationItem>().OrderByDescending(item => item.ConfigurationItemCaptureTime))
        {
            if (item is not { ConfigurationItemCaptureTime: { } at, ConfigurationItemStatus: "OK" or "ResourceDiscovered" }
                || Members(item.Configuration) is not { } members)
            {
                yield break;
            }

            yield return (at, members);
            if (item.ConfigurationItemStatus is "ResourceDiscovered")
            {
                yield break;
            }
        }
    }

    private static JsonObject? Members(string? configuration)
    {
        try
        {
            return configuration is null ? null : JsonNode.Parse(configuration, documentOptions: Strict) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IEnumerable<ConfigChange> Changes(DateTimeOffset at, JsonObject older, JsonObject newer) =>
        older.Select(member => member.Key)
        .Union(newer.Select(member => member.Key), StringComparer.Ordinal)
        .Where(name => !Clocks.Contains(name, StringComparer.Ordinal))
        .Order(StringComparer.Ordinal)
        .Select(name => Change(at, name, older[name], newer[name]))
        .OfType<ConfigChange>();

    private static ConfigChange? Change(DateTimeOffset at, string name, JsonNode? older, JsonNode? newer)
    {
        if (IsNothing(older) && IsNothing(newer) || JsonNode.DeepEquals(older, newer))
        {
            return null;
        }

        var change = new ConfigChange { At = at, Member = name, Kind = KindOf(older, newer) };
        return Leaves(older, newer, "").Take(2).ToList() is [var (path, before, after)]
            ? change with
            {
                Part = path.Length == 0 ? null : path,
                Kind = KindOf(before, after),
                To = after is JsonValue value && value.TryGetValue<bool>(out var to) ? to : null,
            }
            : change;
    }

    // The members, however deep, that differ.
    private static IEnumerable<(string Path, JsonNode? Older, JsonNode? Newer)> Leaves(JsonNode? older, JsonNode? newer, string path)
    {
        if (older is not JsonObject left || newer is not JsonObject right)
        {
            return [(path, older, newer)];
        }

        return left.Select(member => member.Key)
            .Union(right.Select(member => member.Key), StringComparer.Ordinal)
            .Where(name => !JsonNode.DeepEquals(left[name], right[name]))
            .SelectMany(name => Leaves(left[name], right[name], path.Length == 0 ? name : $"{path}.{name}"));
    }

    private static ConfigChangeKind KindOf(JsonNode? older, JsonNode? newer) => (IsNothing(older), IsNothing(newer)) switch
    {
        (true, false) => ConfigChangeKind.Added,
        (false, true) => ConfigChangeKind.Removed,
        _ => ConfigChangeKind.Changed,
    };

    private static bool IsNothing(JsonNode? value) => value switch
    {
        null => true,
        JsonObject members => members.Count == 0,
        JsonArray items => items.Count == 0,
        JsonValue text => text.TryGetValue<string>(out var written) && written.Length == 0,
        _ => false,
    };
}
