using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using Auditor.Core.Secrets;

namespace Auditor.Core.Inventory;

/// <summary>Finds the members of a thing that held secrets, by the marks that stand there now.</summary>
public static class MarkedMembers
{
    private static readonly ConcurrentDictionary<Type, ImmutableArray<PropertyInfo>> MembersOf = new();

    // What tells one thing of a list from the others.
    private static readonly ImmutableArray<string> Names = ["Key", "Name", "Id", "Arn", "Type"];

    /// <summary>
    /// Where there were secrets, <c>stages prod accessLog format</c>, and what they were. Stage variables are not looked at.
    /// </summary>
    /// <param name="thing">An API, a domain name, ...</param>
    /// <param name="except">Members of the thing that are not looked at.</param>
    public static IEnumerable<(string Place, string Kind)> Of(object thing, params ImmutableArray<string> except)
    {
        ArgumentNullException.ThrowIfNull(thing);
        return Members(thing, "", except).DistinctBy(found => (found.Mark, found.Kind)).Select(found => (found.Place, found.Kind));
    }

    private static IEnumerable<(string Place, string Kind, string Mark)> In(object? value, string place)
    {
        switch (value)
        {
            case null or StageVariable:
                return [];
            case string text:
                return SecretMark.KindsIn(text).Select(kind => (place, kind, $"{kind} {text}"));
            case ImmutableSortedDictionary<string, string> members:
                return members.SelectMany(member => In(member.Key, place).Concat(In(member.Value, $"{place} {member.Key}")));
            case IEnumerable things:
                return things.Cast<object?>().SelectMany(one => In(one, NameOf(one) is { } name ? $"{place} {name}" : place));
            default:
                return Members(value, place, []);
        }
    }

    private static IEnumerable<(string Place, string Kind, string Mark)> Members(object thing, string place, ImmutableArray<string> except)
    {
        var type = thing.GetType();
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Fact<>))
        {
            return type.GetProperty(nameof(Fact<>.IsKnown))?.GetValue(thing) is true
                ? In(type.GetProperty(nameof(Fact<>.Value))?.GetValue(thing), place)
                : [];
        }

        return type.Assembly == typeof(Api).Assembly && type.IsClass
            ? MembersOf.GetOrAdd(type, Written)
                .Where(member => !except.Contains(member.Name))
                .SelectMany(member => In(
                    member.GetValue(thing), $"{place} {JsonNamingPolicy.CamelCase.ConvertName(member.Name)}".TrimStart()))
            : [];
    }

    private static ImmutableArray<PropertyInfo> Written(Type type) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(member => member is { CanRead: true, CanWrite: true })];

    private static string? NameOf(object? thing) => thing is null or string
        ? null
        : Names.Select(name => thing.GetType().GetProperty(name)?.GetValue(thing)).OfType<string>().FirstOrDefault();
}
