using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Auditor.Core.Inventory;
using Auditor.Core.Text;

namespace Auditor.Cli.Diffing;

/// <summary>
/// Compares what two inventories say of each thing. It goes by the inventory's own records, so that whatever these come to hold is compared
/// too; and what either does not know is never a change.
/// </summary>
internal sealed class InventoryDiff
{
    // Traffic and times change without anybody changing anything; how the reading went is about the reading.
    private static readonly ImmutableHashSet<string> Ignored =
    [
        nameof(Api.Usage), nameof(Api.CreatedAt), nameof(Stage.LastUpdatedAt), nameof(Api.Deployments), nameof(Scope.Calls), nameof(Scope.Reading), nameof(Scope.Gaps),
        nameof(Scope.MoreRestApis), nameof(Scope.MoreHttpAndWebSocketApis), nameof(Scope.Account), nameof(Scope.Region), nameof(Scope.Partition),
    ];

    private static readonly ImmutableArray<string> IdentityNames = ["Id", "Key", "Arn", "Name", "Type", "Host"];

    private static readonly JsonSerializerOptions Compact = new(JsonStyle.OneLine) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    private readonly List<ConfigurationChange> _changes = [];
    private readonly Dictionary<Type, ImmutableArray<PropertyInfo>> _properties = [];
    private readonly string _account;
    private readonly string? _region;

    private InventoryDiff(string account, string? region) => (_account, _region) = (account, region);

    /// <summary>All differences, in the order of the inventories.</summary>
    public static ImmutableArray<ConfigurationChange> Of(Estate before, Estate after)
    {
        var changes = ImmutableArray.CreateBuilder<ConfigurationChange>();
        foreach (var (place, old, now) in Pairs(before.Accounts, after.Accounts, account => account.Id))
        {
            changes.AddRange(new InventoryDiff(place, null).Compare(old, now, "account"));
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

    private List<ConfigurationChange> Compare(object? before, object? after, string what)
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
            Members("", before, after);
        }

        return _changes;
    }

    private void Members(string thing, object before, object after)
    {
        foreach (var property in PropertiesOf(before.GetType()))
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            Values(thing, name, property.PropertyType, property.GetValue(before), property.GetValue(after), MayHoldMore(before, after, property.Name));
        }

        if (before is Api oldApi && after is Api newApi)
        {
            Deployed(thing, oldApi, newApi);
        }
    }

    private void Values(string thing, string name, Type type, object? before, object? after, bool mayHoldMore)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Fact<>))
        {
            Facts(thing, name, type, before, after, mayHoldMore);
        }
        else if (before is IDictionary oldTags && after is IDictionary newTags)
        {
            foreach (var (key, old, now) in Pairs(oldTags.Keys.Cast<string>(), newTags.Keys.Cast<string>(), key => key))
            {
                Scalars(thing, $"{name}[{key}]", old is null ? null : oldTags[key], now is null ? null : newTags[key]);
            }
        }
        else if (before is not string && before is IEnumerable oldItems && after is IEnumerable newItems)
        {
            Lists(thing, name, [.. oldItems.Cast<object>()], [.. newItems.Cast<object>()], mayHoldMore);
        }
        else if (before is not null && after is not null && IsRecord(before.GetType()) && before.GetType() == after.GetType())
        {
            Members(Join(thing, name), before, after);
        }
        else
        {
            Scalars(thing, name, before, after);
        }
    }

    private void Facts(string thing, string name, Type type, object? before, object? after, bool mayHoldMore)
    {
        var (old, now) = (UnknownOf(type, before), UnknownOf(type, after));
        if (old is null && now is null)
        {
            var value = type.GetProperty(nameof(Fact<>.Value));
            Values(thing, name, type.GetGenericArguments()[0], value?.GetValue(before), value?.GetValue(after), mayHoldMore);
        }
        else if (old is null || now is null)
        {
            _changes.Add(new(ChangeKind.NotComparable, _account, _region, thing) { Property = name, Before = old?.Because, After = now?.Because });
        }
    }

    private static Unknown? UnknownOf(Type type, object? fact) => type.GetProperty(nameof(Fact<>.Unknown))?.GetValue(fact) as Unknown;

    private void Lists(string thing, string name, ImmutableArray<object> before, ImmutableArray<object> after, bool mayHoldMore)
    {
        var isKnownByName = before.Concat(after).All(item => Identity(item) is not null)
            && before.Select(Identity).Distinct(StringComparer.Ordinal).Count() == before.Length
            && after.Select(Identity).Distinct(StringComparer.Ordinal).Count() == after.Length;
        if (!isKnownByName)
        {
            Scalars(thing, name, before is [] ? null : before, after is [] ? null : after);
            return;
        }

        foreach (var (_, old, now) in Pairs(before, after, item => Identity(item) ?? ""))
        {
            if (old is not null && now is not null)
            {
                Members(Join(thing, Title(name, now)), old, now);
            }
            else if ((old ?? now) is { } item)
            {
                var kind = mayHoldMore ? ChangeKind.NotComparable : old is null ? ChangeKind.Added : ChangeKind.Removed;
                _changes.Add(new(kind, _account, _region, Join(thing, Title(name, item)))
                {
                    Before = mayHoldMore && old is null ? "may not have been listed" : null,
                    After = mayHoldMore && now is null ? "may not have been listed" : null,
                });
            }
        }
    }

    // What a stage serves is what its deployment froze, whatever that deployment is called.
    private void Deployed(string thing, Api before, Api after)
    {
        foreach (var (name, old, now) in Pairs(before.Stages.ValueOr([]), after.Stages.ValueOr([]), stage => stage.Name))
        {
            if (MethodsOf(before, old) is { } oldMethods && MethodsOf(after, now) is { } newMethods)
            {
                Facts(Join(thing, $"stage {Quote.Of(name)}"), "deployed", typeof(Fact<ImmutableArray<DeployedMethod>>), oldMethods, newMethods, mayHoldMore: false);
            }
        }
    }

    private static Fact<ImmutableArray<DeployedMethod>>? MethodsOf(Api api, Stage? stage) =>
        stage is null ? null : api.Deployments.FirstOrDefault(deployment => deployment.Id == stage.DeploymentId)?.Methods;

    private void Scalars(string thing, string name, object? before, object? after)
    {
        var (old, now) = (Text(before), Text(after));
        if (!string.Equals(old, now, StringComparison.Ordinal))
        {
            _changes.Add(new(ChangeKind.Changed, _account, _region, thing) { Property = name, Before = old, After = now });
        }
    }

    private static string? Text(object? value) => value switch
    {
        null => null,
        string text => text,
        ImmutableArray<object> items => JsonSerializer.Serialize(items.ToArray(), Compact),
        _ => JsonSerializer.Serialize(value, value.GetType(), Compact).Trim('"'),
    };

    private static bool MayHoldMore(object before, object after, string property) => (before, after, property) switch
    {
        (Scope old, Scope now, nameof(Scope.RestApis)) => old.MoreRestApis is not null || now.MoreRestApis is not null,
        (Scope old, Scope now, nameof(Scope.HttpAndWebSocketApis)) => old.MoreHttpAndWebSocketApis is not null || now.MoreHttpAndWebSocketApis is not null,
        // Listed only as far as something leads to them.
        (Scope old, Scope now, nameof(Scope.Functions) or nameof(Scope.WebAcls) or nameof(Scope.Certificates) or nameof(Scope.LogGroups) or nameof(Scope.UserPools) or nameof(Scope.BackendHosts)) =>
            old.Gaps is not [] || now.Gaps is not [],
        _ => false,
    };

    private static string Title(string list, object item) => item switch
    {
        Api api => $"API {Quote.Of(api.Name)} ({api.Id})",
        Stage stage => $"stage {Quote.Of(stage.Name)}",
        Route route => $"route {Quote.Of(route.Key)}",
        DeployedMethod method => $"deployed route {Quote.Of(method.Key)}",
        Authorizer authorizer => $"authorizer {Quote.Of(authorizer.Name)} ({authorizer.Id})",
        Domain domain => $"domain name {Quote.Of(domain.Name)}",
        UsagePlan plan => $"usage plan {Quote.Of(plan.Name ?? plan.Id)}",
        _ => $"{list} {Quote.Of(Identity(item) ?? "")}",
    };

    private static string? Identity(object item) => item switch
    {
        Domain domain => $"{domain.Name}+{domain.DomainNameId}",
        Function function => $"{function.Arn}:{function.Qualifier}",
        UsagePlanStage stage => $"{stage.ApiId}/{stage.Stage}",
        _ when IsRecord(item.GetType()) => IdentityNames.Select(name => item.GetType().GetProperty(name)?.GetValue(item) as string).FirstOrDefault(name => name is not null),
        _ => null,
    };

    private static bool IsRecord(Type type) => type is { IsClass: true, Namespace: "Auditor.Core.Inventory" };

    private ImmutableArray<PropertyInfo> PropertiesOf(Type type)
    {
        if (!_properties.TryGetValue(type, out var properties))
        {
            properties =
            [
                .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                    .Where(property => property.GetCustomAttribute<JsonIgnoreAttribute>() is null && property.GetIndexParameters() is [] && !Ignored.Contains(property.Name)),
            ];
            _properties.Add(type, properties);
        }

        return properties;
    }

    private static string Join(string thing, string part) => thing.Length == 0 ? part : $"{thing} / {part}";

    private static IEnumerable<(string Key, T? Before, T? After)> Pairs<T>(IEnumerable<T> before, IEnumerable<T> after, Func<T, string> key)
        where T : class
    {
        var old = before.DistinctBy(key, StringComparer.Ordinal).ToDictionary(key, StringComparer.Ordinal);
        var now = after.DistinctBy(key, StringComparer.Ordinal).ToDictionary(key, StringComparer.Ordinal);
        return old.Keys.Union(now.Keys, StringComparer.Ordinal).Select(name => (name, old.GetValueOrDefault(name), now.GetValueOrDefault(name)));
    }
}
