using System.Linq.Expressions;
using System.Reflection;

namespace Auditor.Core.Inventory;

/// <summary>A member of a thing that may hold a text; it is read as often as there are things, so reading it is compiled once.</summary>
internal sealed class TextMember(PropertyInfo property)
{
    private readonly Func<object, object?> _get = Getter(property);

    /// <summary>What it is called.</summary>
    public string Name { get; } = property.Name;

    /// <summary>What it holds.</summary>
    public Type Type { get; } = property.PropertyType;

    /// <summary>What it holds in one thing.</summary>
    public object? GetValue(object thing) => _get(thing);

    /// <summary>Changes what it holds.</summary>
    public void SetValue(object thing, object? value) => property.SetValue(thing, value);

    private static Func<object, object?> Getter(PropertyInfo property)
    {
        var thing = Expression.Parameter(typeof(object));
        var read = Expression.Property(Expression.Convert(thing, property.DeclaringType ?? typeof(object)), property);
        return Expression.Lambda<Func<object, object?>>(Expression.Convert(read, typeof(object)), thing).Compile();
    }
}
