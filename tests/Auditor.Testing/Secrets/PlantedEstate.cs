using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using Auditor.Core.Inventory;

namespace Auditor.Testing.Secrets;

/// <summary>An estate that is empty but for one text, in any member of any type of the inventory, and what leads there.</summary>
public static class PlantedEstate
{
    /// <summary>
    /// The estate; <see langword="null"/> when nothing leads from one to the type, or the member holds no text that anybody wrote.
    /// </summary>
    /// <param name="type">The type that has the member.</param>
    /// <param name="member">Where the text is.</param>
    /// <param name="text">What is written there.</param>
    /// <param name="closed">Members that are not gone through.</param>
    public static Estate? Of(Type type, PropertyInfo member, string text, ImmutableArray<string> closed)
    {
        ArgumentNullException.ThrowIfNull(member);
        if (ValueOf(member.PropertyType, text) is not { } value || Path(type, closed) is not { } path)
        {
            return null;
        }

        var thing = Empty(type);
        member.SetValue(thing, value);
        foreach (var step in path.Reverse())
        {
            var around = Empty(step.DeclaringType ?? type);
            step.SetValue(around, Around(step.PropertyType, thing));
            thing = around;
        }

        return (Estate)thing;
    }

    private static object? ValueOf(Type type, string text) => type switch
    {
        _ when type == typeof(string) => text,
        _ when type == typeof(ImmutableArray<string>) || type == typeof(ImmutableArray<string>?) => ImmutableArray.Create("first", text),
        _ when type == typeof(ImmutableSortedDictionary<string, string>) =>
            ImmutableSortedDictionary<string, string>.Empty.Add("note", text),
        _ when IsFact(type) && ValueOf(type.GenericTypeArguments[0], text) is { } known => Known(type, known),
        _ => null,
    };

    // The shortest way from an estate.
    private static ImmutableArray<PropertyInfo>? Path(Type target, ImmutableArray<string> closed)
    {
        var seen = new HashSet<Type> { typeof(Estate) };
        var next = new Queue<(Type Type, ImmutableArray<PropertyInfo> Path)>([(typeof(Estate), [])]);
        while (next.TryDequeue(out var at))
        {
            if (at.Type == target)
            {
                return at.Path;
            }

            foreach (var member in Written(at.Type).Where(member => !closed.Contains(member.Name)))
            {
                var held = Held(member.PropertyType);
                if (held.Namespace == typeof(Estate).Namespace && held.IsClass && seen.Add(held))
                {
                    next.Enqueue((held, at.Path.Add(member)));
                }
            }
        }

        return null;
    }

    private static Type Held(Type type) =>
        type.IsGenericType
            && (IsFact(type)
                || type.GetGenericTypeDefinition() is var generic && (generic == typeof(ImmutableArray<>) || generic == typeof(Nullable<>)))
        ? Held(type.GenericTypeArguments[0])
        : type;

    private static object Around(Type type, object thing)
    {
        if (type == thing.GetType())
        {
            return thing;
        }

        var inner = type.GenericTypeArguments[0];
        if (Nullable.GetUnderlyingType(type) is not null)
        {
            return Around(inner, thing);
        }

        if (IsFact(type))
        {
            return Known(type, Around(inner, thing));
        }

        var list = Array.CreateInstance(inner, 1);
        list.SetValue(thing, 0);
        return typeof(ImmutableArray)
            .GetMethods()
            .Single(method => method is { Name: nameof(ImmutableArray.Create), IsGenericMethod: true }
                && method.GetParameters() is [{ ParameterType.IsArray: true }])
            .MakeGenericMethod(inner).Invoke(null, [list]) ?? throw new InvalidOperationException("No list was made.");
    }

    private static object Empty(Type type)
    {
        var thing = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var member in Written(type))
        {
            // What may be missing is: a Region that is closed is not looked at.
            member.SetValue(
                thing,
                new NullabilityInfoContext().Create(member).WriteState is NullabilityState.Nullable ? null : Nothing(member.PropertyType));
        }

        return thing;
    }

    private static object? Nothing(Type type) => type switch
    {
        _ when type == typeof(string) => "x",
        _ when type == typeof(ImmutableArray<string>?) => ImmutableArray<string>.Empty,
        _ when Nullable.GetUnderlyingType(type) is not null => null,
        _ when IsFact(type) =>
            Nothing(type.GenericTypeArguments[0]) is { } known
                ? Known(type, known)
                : type.GetMethod("op_Implicit", [typeof(Unknown)])?.Invoke(null, [new Unknown("Not read.")]),
        _ when type.IsGenericType && type.IsValueType => type.GetField("Empty")?.GetValue(null) ?? Activator.CreateInstance(type),
        _ when type.IsGenericType => type.GetField("Empty")?.GetValue(null),
        _ when type.IsValueType => Activator.CreateInstance(type),
        _ => null,
    };

    private static object Known(Type fact, object value) =>
        fact.GetMethod("op_Implicit", [fact.GenericTypeArguments[0]])?.Invoke(null, [value])
            ?? throw new InvalidOperationException($"{fact} cannot be known.");

    private static bool IsFact(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Fact<>);

    private static IEnumerable<PropertyInfo> Written(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(member => member is { CanRead: true, CanWrite: true } && member.GetIndexParameters() is []);
}
