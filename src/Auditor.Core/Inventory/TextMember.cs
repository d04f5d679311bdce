using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Reflection;

namespace Auditor.Core.Inventory;

/// <summary>A member of a thing that may hold a text; it is read as often as there are things, so reading it is compiled once.</summary>
internal sealed class TextMember(PropertyInfo property)
{
    private static readonly ConcurrentDictionary<Type, ImmutableArray<TextMember>> OfTypes = new();

    private readonly Func<object, object?> _get = Getter(property);

    /// <summary>The members of a type that are written and may hold a text.</summary>
    public static ImmutableArray<TextMember> AllOf(Type type) => OfTypes.GetOrAdd(type, each =>
    [
        .. each.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(member => member is { CanRead: true, CanWrite: true }
                && member.GetIndexParameters() is []
                && MayHoldText(member.PropertyType))
            .Select(member => new TextMember(member)),
    ]);

    /// <summary>What it is called.</summary>
    public string Name { get; } = property.Name;

    /// <summary>What it holds.</summary>
    public Type Type { get; } = property.PropertyType;

    /// <summary>What it holds in one thing.</summary>
    public object? GetValue(object thing) => _get(thing);

    /// <summary>Changes what it holds.</summary>
    public void SetValue(object thing, object? value) => property.SetValue(thing, value);

    // Numbers, times and choices are no texts, and most of what there is.
    private static bool MayHoldText(Type type) =>
        Nullable.GetUnderlyingType(type) is { } inner ? MayHoldText(inner)
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Fact<>)
            || !(type.IsPrimitive || type.IsEnum || type == typeof(DateTimeOffset) || type == typeof(TimeSpan) || type == typeof(decimal));

    private static Func<object, object?> Getter(PropertyInfo property)
    {
        var thing = Expression.Parameter(typeof(object));
        var read = Expression.Property(Expression.Convert(thing, property.DeclaringType ?? typeof(object)), property);
        return Expression.Lambda<Func<object, object?>>(Expression.Convert(read, typeof(object)), thing).Compile();
    }
}
