using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using Auditor.Core.Secrets;

namespace Auditor.Core.Inventory;

/// <summary>
/// Passes every text of an inventory, or of a part of one, by the <see cref="SecretJudge"/>. It goes by the types, so that a member that
/// somebody adds is judged without anybody's doing, and leaves alone, as the same object, what has no secret in it.
/// </summary>
public static class SecretFilter
{
    private static readonly ConcurrentDictionary<Type, Rewriter?> Rewriters = new();

    // What stands there is a value that somebody chose, and not a sentence.
    private static readonly ImmutableArray<string> Values =
    [
        "IdentityValidationExpression",
        "AllowOrigin",
        "AllowOrigins",
        "JwtIssuer",
        "Uri",
        "TruststoreUri",
    ];

    // S3 makes up the names of versions, AWS and CDK those of things (a deployment's has a hash of the API): they look random and open
    // nothing.
    private static bool NamesSomething(TextMember member) =>
        member.Name is "TruststoreVersion" || member.Name.EndsWith("Id", StringComparison.Ordinal);

    private static readonly ImmutableArray<string> ValueMembers = ["Value", "Values", "SearchString", "Text"];

    private static readonly ImmutableArray<string> NameMembers = ["Name", "PartName", "Header", "Field", "Key"];

    private delegate object Rewriter(object thing, StageVariableNames around);

    /// <summary>The same without its secrets.</summary>
    /// <param name="thing">An estate, a scope, an API, or a record around one.</param>
    /// <param name="secretVariables">Names of stage variables that hold secrets whatever they look like, with <c>*</c> for any
    /// characters.</param>
    public static T Over<T>(T thing, ImmutableArray<string> secretVariables = default)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(thing);
        return RewriterOf(thing.GetType()) is { } rewrite
            ? (T)rewrite(thing, StageVariableNames.None with { Secret = secretVariables.IsDefault ? [] : secretVariables })
            : thing;
    }

    /// <summary>The estate as it is from run to run: two readings of the same secrets are equal.</summary>
    public static Estate Stable(Estate estate) =>
        InventoryFile.Read(Encoding.UTF8.GetBytes(SecretMark.Stable(Encoding.UTF8.GetString(InventoryFile.Write(estate)))));

    private static Rewriter? RewriterOf(Type type) =>
        Rewriters.TryGetValue(type, out var known) ? known : Rewriters.GetOrAdd(type, Build(type));

    private static Rewriter? Build(Type type)
    {
        if (type == typeof(string))
        {
            return (text, _) => SecretJudge.Mask((string)text);
        }

        if (type == typeof(StageVariable))
        {
            return (variable, around) => Masked((StageVariable)variable, around);
        }

        if (type.IsGenericType && Generic(type) is { } generic)
        {
            return generic;
        }

        return type.IsClass && type.GetMethod("<Clone>$") is { } clone ? Record(type, clone) : null;
    }

    private static Rewriter? Generic(Type type)
    {
        var definition = type.GetGenericTypeDefinition();
        var method = definition switch
        {
            _ when definition == typeof(ImmutableArray<>) => nameof(List),
            _ when definition == typeof(ImmutableSortedDictionary<,>)
                && type.GenericTypeArguments[0] == typeof(string) => nameof(Dictionary),
            _ when definition == typeof(Fact<>) => nameof(OfFact),
            _ when definition == typeof(Nullable<>) => nameof(Optional),
            _ => null,
        };
        return method is null
            ? null
            : typeof(SecretFilter)
                .GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)
                ?.MakeGenericMethod(type.GenericTypeArguments[^1])
                .Invoke(null, null) as Rewriter;
    }

    private static Rewriter? List<T>()
        where T : notnull => Element(typeof(T)) is not { } element ? null : (things, around) =>
    {
        var list = (ImmutableArray<T>)things;
        if (list.IsDefaultOrEmpty)
        {
            return things;
        }

        ImmutableArray<T>.Builder? changed = null;
        for (var index = 0; index < list.Length; index++)
        {
            // A file may list null.
            if (list[index] is not { } before)
            {
                continue;
            }

            var after = element(before, around);
            if (!IsSame(list[index], after))
            {
                changed ??= list.ToBuilder();
                changed[index] = (T)after;
            }
        }

        return changed is null ? things : changed.ToImmutable();
    };

    private static Rewriter? Dictionary<T>()
        where T : notnull => (things, around) =>
    {
        var members = (ImmutableSortedDictionary<string, T>)things;
        var element = Element(typeof(T));
        ImmutableSortedDictionary<string, T>.Builder? changed = null;
        foreach (var (name, value) in members)
        {
            if (value is null)
            {
                continue;
            }

            var nameAfter = SecretJudge.Mask(name);
            var valueAfter = value is string text ? SecretJudge.Mask(name, text) : element is null ? value : element(value, around);
            if (nameAfter != name || !IsSame(value, valueAfter))
            {
                changed ??= members.ToBuilder();
                changed.Remove(name);
                changed[nameAfter] = (T)valueAfter;
            }
        }

        return changed is null ? things : changed.ToImmutable();
    };

    private static Rewriter OfFact<T>() => (thing, around) =>
    {
        var fact = (Fact<T>)thing;
        if (fact.Unknown is { } unknown)
        {
            var after = RewriterOf(typeof(Unknown))?.Invoke(unknown, around) ?? unknown;
            return ReferenceEquals(after, unknown) ? thing : (Fact<T>)(Unknown)after;
        }

        var value = (object?)fact.Value;
        if (value is null || Element(typeof(T)) is not { } rewrite)
        {
            return thing;
        }

        var rewritten = rewrite(value, around);
        return IsSame(value, rewritten) ? thing : Fact<T>.Known((T)rewritten);
    };

    private static Rewriter? Optional<T>()
        where T : struct => Element(typeof(T));

    // A nullable value is boxed as what it holds.
    private static Rewriter? Element(Type type) => RewriterOf(Nullable.GetUnderlyingType(type) ?? type);

    private static Rewriter? Record(Type type, MethodInfo clone)
    {
        var members = TextMember.AllOf(type);
        // A type may hold its own kind (a rule group has rules): the rewriters of its members are looked up when they are needed.
        return members is [] ? null : (thing, around) =>
        {
            var here = thing is Api api ? around with { Naming = VariablesThatName(api) } : around;
            object? changed = null;
            foreach (var member in members)
            {
                if (member.GetValue(thing) is not { } value
                    || Rewritten(member, value, thing, members, here) is not { } after
                    || IsSame(value, after))
                {
                    continue;
                }

                changed ??= clone.Invoke(thing, null) ?? throw new InvalidOperationException($"{type} cannot be copied.");
                member.SetValue(changed, after);
            }

            return changed ?? thing;
        };
    }

    private static object? Rewritten(
        TextMember member, object value, object thing, ImmutableArray<TextMember> members, StageVariableNames around)
    {
        if (value is not string text)
        {
            return Values.Contains(member.Name) && value is ImmutableArray<string> { IsDefaultOrEmpty: false } texts
                ? Each(texts, one => SecretJudge.Mask("value", one))
                : RewriterOf(member.Type)?.Invoke(value, around);
        }

        if (ValueMembers.Contains(member.Name)
            && members.FirstOrDefault(other => NameMembers.Contains(other.Name))?.GetValue(thing) is string name)
        {
            return SecretJudge.Mask(name, text);
        }

        return Values.Contains(member.Name) ? SecretJudge.Mask("value", text)
            : NamesSomething(member) ? SecretJudge.Mask("version", text)
            : SecretJudge.Mask(text);
    }

    private static ImmutableArray<string> Each(ImmutableArray<string> texts, Func<string, string> mask)
    {
        ImmutableArray<string> after = [.. texts.Select(mask)];
        return after.SequenceEqual(texts, StringComparer.Ordinal) ? texts : after;
    }

    private static StageVariable Masked(StageVariable variable, StageVariableNames names)
    {
        // What its name says decides of its value first.
        var after = variable.Value is { Length: > 0 } given ? names.Mask(variable.Name, given) : variable.Value;
        if (SecretJudge.Mask(variable.Name ?? "") is var name && name != (variable.Name ?? ""))
        {
            variable = variable with { Name = name };
        }

        if (variable.Value is not { Length: > 0 } value)
        {
            return variable;
        }

        return after == value && (variable.Redacted || !SecretMark.IsIn(value))
            ? variable
            : variable with { Value = after, Redacted = true };
    }

    private static ImmutableHashSet<string> VariablesThatName(Api api) =>
        [.. Addresses(api).Distinct(StringComparer.Ordinal).SelectMany(StageVariableNames.NamingIn)];

    private static IEnumerable<string> Addresses(Api api)
    {
        var routes = api.Routes.ValueOr([])
            .Concat(api.Deployments.SelectMany(deployment => deployment.Definition.IsKnown ? deployment.Definition.Value.Routes : []));
        var authorizers = api.Authorizers.ValueOr([]);
        return routes.Select(route => route.Integration.ValueOr(null))
            .OfType<Integration>()
            .SelectMany(integration => new[] { integration.Uri, integration.CredentialsArn })
            .Concat(authorizers.Select(authorizer => authorizer.Uri))
            .OfType<string>();
    }

    private static bool IsSame(object? before, object? after) => ReferenceEquals(before, after) || Equals(before, after);
}
