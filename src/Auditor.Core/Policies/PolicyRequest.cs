using System.Collections.Immutable;

namespace Auditor.Core.Policies;

/// <summary>One concrete request, with the condition keys that it carries.</summary>
public sealed record PolicyRequest
{
    /// <summary>Null for a request without AWS credentials.</summary>
    public CallerPrincipal? Principal { get; init; }

    public string Action { get; init; } = "execute-api:Invoke";

    public required string Resource { get; init; }

    /// <summary>Condition keys and their values; a key that is not here, or has no value, is absent from the request.</summary>
    public ImmutableDictionary<string, ImmutableArray<string>> Context { get; init; } =
        ImmutableDictionary.Create<string, ImmutableArray<string>>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The same request with one more key.</summary>
    public PolicyRequest With(string key, params string[] values) =>
        this with { Context = Context.WithComparers(StringComparer.OrdinalIgnoreCase).SetItem(key, [.. values]) };

    /// <summary>Values of a key; empty where it is absent. What a principal's ARN tells need not be in <see cref="Context"/>.</summary>
    public ImmutableArray<string> Values(string key)
    {
        if (Context.WithComparers(StringComparer.OrdinalIgnoreCase).TryGetValue(key, out var values))
        {
            return values;
        }

        return Principal is null ? [] : PrincipalKeys.Derived(Principal, key);
    }
}
