using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using Auditor.Core.Secrets;

namespace Auditor.Core.Inventory;

/// <summary>
/// Goes through a thing and all that it holds, and notes where a mark stands. Most things have none: a place is put into words where one
/// is found.
/// </summary>
internal sealed class MarkSearch
{
    private static readonly ConcurrentDictionary<Type, ImmutableArray<TextMember>> NamesOf = new();
    private static readonly ConcurrentDictionary<string, string> Written = new(StringComparer.Ordinal);

    // What tells one thing of a list from the others.
    private static readonly ImmutableArray<string> Names = ["Key", "Name", "Id", "Arn", "Type"];

    private readonly List<string> _around = [];

    public List<(string Place, string Kind, string Mark)> Found { get; } = [];

    /// <summary>Looks into the members of a thing.</summary>
    /// <param name="thing">The thing.</param>
    /// <param name="except">Members that are not looked at.</param>
    public void LookInto(object thing, ImmutableArray<string> except)
    {
        var type = thing.GetType();
        if (type.Assembly != typeof(Api).Assembly || !type.IsClass)
        {
            return;
        }

        foreach (var member in TextMember.AllOf(type))
        {
            if (!except.Contains(member.Name))
            {
                LookAt(member.GetValue(thing), Written.GetOrAdd(member.Name, JsonNamingPolicy.CamelCase.ConvertName));
            }
        }
    }

    private void LookAt(object? value, string? place)
    {
        if (place is not null)
        {
            _around.Add(place);
        }

        switch (value)
        {
            case null or StageVariable:
                break;
            case string text:
                foreach (var kind in SecretMark.KindsIn(text))
                {
                    Found.Add((string.Join(' ', _around), kind, $"{kind} {text}"));
                }

                break;
            case IFact fact:
                LookAt(fact.KnownValue, null);
                break;
            case ImmutableSortedDictionary<string, string> members:
                foreach (var (name, text) in members)
                {
                    LookAt(name, null);
                    LookAt(text, name);
                }

                break;
            case IEnumerable things:
                foreach (var one in things)
                {
                    LookAt(one, NameOf(one));
                }

                break;
            default:
                LookInto(value, []);
                break;
        }

        if (place is not null)
        {
            _around.RemoveAt(_around.Count - 1);
        }
    }

    private static string? NameOf(object? thing)
    {
        if (thing is null or string)
        {
            return null;
        }

        foreach (var member in NamesOf.GetOrAdd(thing.GetType(), Naming))
        {
            if (member.GetValue(thing) is string name)
            {
                return name;
            }
        }

        return null;
    }

    private static ImmutableArray<TextMember> Naming(Type type) =>
    [
        .. Names.Select(name => type.GetProperty(name))
            .OfType<PropertyInfo>()
            .Where(member => member.PropertyType == typeof(string))
            .Select(member => new TextMember(member)),
    ];
}
