using System.Collections;
using Auditor.Core.Inventory;
using Auditor.Testing.Secrets;

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
            Texts(type.GetProperty("IsKnown")!.GetValue(value) is true
                ? type.GetProperty("Value")!.GetValue(value)
                : type.GetProperty("Unknown")!.GetValue(value)),
        _ => [],
    };
}
