using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Auditor.Core.Inventory;

namespace Auditor.Cli.Diffing;

/// <summary>
/// Compares what two inventories say of each thing, member by member as the file has them, so that whatever inventories come to hold is
/// compared too; and what either does not know is never a change.
/// </summary>
internal sealed class InventoryDiff
{
    // Traffic and times change without anybody changing anything; how the reading went is about the reading.
    private static readonly ImmutableHashSet<string> Ignored =
    [
        "usage", "createdAt", "lastUpdatedAt", "deployments", "calls", "reading", "gaps", "moreRestApis", "moreHttpAndWebSocketApis",
        "account", "region", "partition",
    ];

    // Objects whose members are not members of a thing, but names that people chose.
    private static readonly ImmutableHashSet<string> Maps = ["tags", "dimensions", "methodThrottles"];

    // Listed only as far as something leads to them.
    private static readonly ImmutableHashSet<string> ListedWhereNeeded =
    [
        "functions",
        "webAcls",
        "certificates",
        "logGroups",
        "userPools",
        "backendHosts",
    ];

    private readonly List<ConfigurationChange> _changes = [];
    private readonly string _account;
    private readonly string? _region;

    private InventoryDiff(string account, string? region) => (_account, _region) = (account, region);

    /// <summary>All differences, in the order of the inventories.</summary>
    public static ImmutableArray<ConfigurationChange> Of(Estate before, Estate after)
    {
        var changes = ImmutableArray.CreateBuilder<ConfigurationChange>();
        foreach (var (id, old, now) in Pairs(before.Accounts, after.Accounts, account => account.Id))
        {
            changes.AddRange(new InventoryDiff(id, null).Compare(old, now, "account"));
        }

        foreach (var (_, old, now) in Pairs(before.Scopes, after.Scopes, scope => $"{scope.Account}/{scope.Region}"))
        {
            if ((old ?? now) is { } scope)
            {
                changes.AddRange(new InventoryDiff(scope.Account, scope.Region).Compare(old, now, "Region"));
            }
        }

        return changes.ToImmutable();
    }

    private List<ConfigurationChange> Compare<T>(T? before, T? after, string what)
        where T : class
    {
        if (before is null || after is null)
        {
            _changes.Add(new(ChangeKind.NotComparable, _account, _region, $"the {what}")
            {
                Before = before is null ? "was not read" : null,
                After = after is null ? "was not read" : null,
            });
        }
        else
        {
            // One account or Region at a time: an organization's inventory as trees would take many times its memory.
            Members("", InventoryFile.Tree(before), InventoryFile.Tree(after));
        }

        return _changes;
    }

    private void Members(string thing, JsonObject before, JsonObject after)
    {
        foreach (var name in NamesOf(before, after).Where(name => !Ignored.Contains(name)))
        {
            Values(thing, name, before[name], after[name], MayHoldMore(before, after, name));
        }

        Deployed(thing, before, after);
    }

    private void Values(string thing, string name, JsonNode? before, JsonNode? after, bool mayHoldMore)
    {
        switch (before, after)
        {
            case var _ when Unknown(before) is not null || Unknown(after) is not null:
                NotKnown(thing, name, Unknown(before), Unknown(after));
                break;
            case (JsonObject old, JsonObject now) when Maps.Contains(name):
                foreach (var key in old.Concat(now).Select(entry => entry.Key).Distinct(StringComparer.Ordinal))
                {
                    Texts(thing, $"{name}[{key}]", Text(old[key]), Text(now[key]));
                }

                break;
            case (JsonObject old, JsonObject now):
                Members(Join(thing, name), old, now);
                break;
            case (JsonArray old, JsonArray now):
                Lists(thing, name, old, now, mayHoldMore);
                break;
            default:
                Texts(thing, name, Text(before), Text(after));
                break;
        }
    }

    private void NotKnown(string thing, string name, string? before, string? after)
    {
        if (before is null || after is null)
        {
            _changes.Add(new(ChangeKind.NotComparable, _account, _region, thing) { Property = name, Before = before, After = after });
        }
    }

    private void Lists(string thing, string name, JsonArray before, JsonArray after, bool mayHoldMore)
    {
        if (ListedThing.Of(name, before) is not { } old || ListedThing.Of(name, after) is not { } now)
        {
            Texts(thing, name, before is [] ? null : Text(before), after is [] ? null : Text(after));
            return;
        }

        foreach (var (_, was, became) in Pairs(old, now, item => item.Identity))
        {
            if (was is not null && became is not null)
            {
                Members(Join(thing, became.Title), was.Members, became.Members);
            }
            else if ((was ?? became) is { } item)
            {
                var kind = mayHoldMore ? ChangeKind.NotComparable : was is null ? ChangeKind.Added : ChangeKind.Removed;
                _changes.Add(new(kind, _account, _region, Join(thing, item.Title))
                {
                    Before = mayHoldMore && was is null ? "may not have been listed" : null,
                    After = mayHoldMore && became is null ? "may not have been listed" : null,
                });
            }
        }
    }

    // What a stage serves is what its deployment froze, whatever that deployment is called.
    private void Deployed(string thing, JsonObject before, JsonObject after)
    {
        if (before["stages"] is not JsonArray oldStages || after["stages"] is not JsonArray newStages
            || ListedThing.Of("stages", oldStages) is not { } old || ListedThing.Of("stages", newStages) is not { } now)
        {
            return;
        }

        foreach (var (_, was, became) in Pairs(old, now, stage => stage.Identity))
        {
            if (was is not null
                && became is not null
                && MethodsOf(before, was) is { } oldMethods
                && MethodsOf(after, became) is { } newMethods)
            {
                Values(Join(thing, became.Title), "deployed", oldMethods, newMethods, mayHoldMore: false);
            }
        }
    }

    private static JsonNode? MethodsOf(JsonObject api, ListedThing stage) => (api["deployments"] as JsonArray)?
        .OfType<JsonObject>()
        .FirstOrDefault(deployment => JsonNode.DeepEquals(deployment["id"], stage.Members["deploymentId"]))?["methods"];

    private void Texts(string thing, string name, string? before, string? after)
    {
        if (!string.Equals(before, after, StringComparison.Ordinal))
        {
            _changes.Add(new(ChangeKind.Changed, _account, _region, thing) { Property = name, Before = before, After = after });
        }
    }

    private static string? Text(JsonNode? value) => value switch
    {
        null => null,
        _ when value.GetValueKind() is JsonValueKind.String => value.GetValue<string>(),
        _ => value.ToJsonString(Core.Text.JsonStyle.OneLine),
    };

    /// <summary>Why a value is not known; <see langword="null"/> when it is.</summary>
    private static string? Unknown(JsonNode? value) =>
        value is JsonObject { Count: 1 } only && only["unknown"] is JsonObject unknown
            ? unknown["because"]?.GetValue<string>() ?? ""
            : null;

    private static bool MayHoldMore(JsonObject before, JsonObject after, string list) => list switch
    {
        "restApis" => before["moreRestApis"] is not null || after["moreRestApis"] is not null,
        "httpAndWebSocketApis" => before["moreHttpAndWebSocketApis"] is not null || after["moreHttpAndWebSocketApis"] is not null,
        _ when ListedWhereNeeded.Contains(list) => before["gaps"] is JsonArray { Count: > 0 } || after["gaps"] is JsonArray { Count: > 0 },
        _ => false,
    };

    private static string Join(string thing, string part) => thing.Length == 0 ? part : $"{thing} / {part}";

    // What is empty is left out of either, and has its place between its neighbours all the same.
    private static IEnumerable<string> NamesOf(JsonObject before, JsonObject after)
    {
        var late = new Queue<string>(after.Select(member => member.Key));
        foreach (var (name, _) in before)
        {
            while (after.ContainsKey(name) && late.TryDequeue(out var next) && next != name)
            {
                yield return next;
            }

            yield return name;
        }

        foreach (var name in late)
        {
            yield return name;
        }
    }

    private static IEnumerable<(string Key, T? Before, T? After)> Pairs<T>(IEnumerable<T> before, IEnumerable<T> after, Func<T, string> key)
        where T : class
    {
        var old = before.DistinctBy(key, StringComparer.Ordinal).ToDictionary(key, StringComparer.Ordinal);
        var now = after.DistinctBy(key, StringComparer.Ordinal).ToDictionary(key, StringComparer.Ordinal);
        return old.Keys.Union(now.Keys, StringComparer.Ordinal)
            .Select(name => (name, old.GetValueOrDefault(name), now.GetValueOrDefault(name)));
    }
}
