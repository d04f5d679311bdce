using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using Auditor.Core.Inventory;

namespace Auditor.Core.Tests.Secrets;

/// <summary>Every text of every type of the inventory passes the judge, those that somebody adds tomorrow included.</summary>
public sealed class PlantedMembersTests
{
    private static readonly string Secret = "gh" + "p_" + "16C7e42F292c6912E7710c838347Ae178B4a";

    public static TheoryData<Type, string> Members()
    {
        var data = new TheoryData<Type, string>();
        foreach (var (type, member) in InventoryTexts.All)
        {
            data.Add(type, member.Name);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void A_secret_in_any_member_is_gone(Type type, string name)
    {
        var member = type.GetProperty(name).ShouldNotBeNull();
        var thing = InventoryTexts.Planted(type, member, $"x {Secret} y");
        Texts(member.GetValue(thing)).ShouldContain(text => text.Contains(Secret, StringComparison.Ordinal), "it was planted");

        var after = SecretFilter.Over(thing);

        var texts = Texts(member.GetValue(after)).ToList();
        texts.ShouldNotContain(text => text.Contains(Secret, StringComparison.Ordinal));
        texts.ShouldContain(text => text.Contains("[secret: GitHub token]", StringComparison.Ordinal));
    }

    [Fact]
    public void There_are_as_many_as_there_are() => InventoryTexts.All.Length.ShouldBeGreaterThan(150);

    private static IEnumerable<string> Texts(object? value) => value switch
    {
        null => [],
        string text => [text],
        Unknown unknown => [unknown.Because],
        IDictionary members => members.Keys.Cast<string>().Concat(members.Values.Cast<object?>().SelectMany(Texts)),
        IEnumerable things => things.Cast<object?>().SelectMany(Texts),
        _ when value.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(Fact<>) =>
            Texts(type.GetProperty("IsKnown")!.GetValue(value) is true ? type.GetProperty("Value")!.GetValue(value) : type.GetProperty("Unknown")!.GetValue(value)),
        _ => [],
    };
}

/// <summary>The members of the inventory's types that hold texts.</summary>
internal static class InventoryTexts
{
    public static ImmutableArray<(Type Type, PropertyInfo Member)> All { get; } =
    [
        .. from type in typeof(Estate).Assembly.GetTypes()
           where type.Namespace == typeof(Estate).Namespace && type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false } && type.GetMethod("<Clone>$") is not null
           from member in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
           where member is { CanRead: true, CanWrite: true } && Holds(member.PropertyType)
           orderby type.Name, member.Name
           select (type, member),
    ];

    public static object Planted(Type type, PropertyInfo member, string text)
    {
        // An API is looked through for what its stage variables name.
        var thing = type == typeof(Api) ? new Api { Id = "a1b2c3d4e5", Name = "orders", Kind = ApiKind.Rest } : RuntimeHelpers.GetUninitializedObject(type);
        member.SetValue(thing, Value(member.PropertyType, text));
        return thing;
    }

    private static bool Holds(Type type) => type == typeof(string) || type == typeof(ImmutableArray<string>) || type == typeof(ImmutableArray<string>?)
        || type == typeof(ImmutableSortedDictionary<string, string>) || IsFact(type);

    private static bool IsFact(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Fact<>);

    private static object Value(Type type, string text) => type switch
    {
        _ when type == typeof(string) => text,
        _ when type == typeof(ImmutableArray<string>) || type == typeof(ImmutableArray<string>?) => ImmutableArray.Create("first", text),
        _ when type == typeof(ImmutableSortedDictionary<string, string>) => ImmutableSortedDictionary<string, string>.Empty.Add("note", text),
        // What is not known has a reason, which is AWS's text.
        _ => type.GetMethod("op_Implicit", [typeof(Unknown)])!.Invoke(null, [new Unknown(text)])!,
    };
}
