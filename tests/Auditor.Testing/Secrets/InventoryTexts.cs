using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using Auditor.Core.Inventory;

namespace Auditor.Testing.Secrets;

/// <summary>The members of the inventory's types that hold texts.</summary>
public static class InventoryTexts
{
    /// <summary>Every one of them, and everything that may be unknown, since the reason is a text.</summary>
    public static ImmutableArray<(Type Type, PropertyInfo Member)> All { get; } =
    [
        .. from type in typeof(Estate).Assembly.GetTypes()
           where type.Namespace == typeof(Estate).Namespace
               && type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false }
               && type.GetMethod("<Clone>$") is not null
           from member in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
           where member is { CanRead: true, CanWrite: true } && Holds(member.PropertyType)
           orderby type.Name, member.Name
           select (type, member),
    ];

    /// <summary>A thing that holds a text in one of its members, and nothing else.</summary>
    public static object Planted(Type type, PropertyInfo member, string text)
    {
        ArgumentNullException.ThrowIfNull(member);
        // An API is looked through for what its stage variables name.
        var thing = type == typeof(Api)
            ? new Api { Id = "a1b2c3d4e5", Name = "orders", Kind = ApiKind.Rest }
            : RuntimeHelpers.GetUninitializedObject(type);
        member.SetValue(thing, Value(member.PropertyType, text));
        return thing;
    }

    private static bool Holds(Type type) =>
        type == typeof(string) || type == typeof(ImmutableArray<string>) || type == typeof(ImmutableArray<string>?)
        || type == typeof(ImmutableSortedDictionary<string, string>) || IsFact(type);

    private static bool IsFact(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Fact<>);

    private static object Value(Type type, string text) => type switch
    {
        _ when type == typeof(string) => text,
        _ when type == typeof(ImmutableArray<string>) || type == typeof(ImmutableArray<string>?) => ImmutableArray.Create("first", text),
        _ when type == typeof(ImmutableSortedDictionary<string, string>) =>
            ImmutableSortedDictionary<string, string>.Empty.Add("note", text),
        // What is not known has a reason, which is AWS's text.
        _ => type.GetMethod("op_Implicit", [typeof(Unknown)])!.Invoke(null, [new Unknown(text)])!,
    };
}
