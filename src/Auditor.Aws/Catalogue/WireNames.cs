using System.Reflection;
using System.Text.Json.Serialization;
using Auditor.Aws.Operations;

namespace Auditor.Aws.Catalogue;

/// <summary>The names that AWS's formats prescribe: whoever replaces names leaves these.</summary>
public static class WireNames
{
    private static readonly string Services = $"{typeof(Operation).Assembly.GetName().Name}.Services.";

    public static ImmutableArray<string> All { get; } =
    [
        .. typeof(WireNames).Assembly.GetTypes()
            .Where(type => type.Namespace is { } name
                && name.StartsWith(Services, StringComparison.Ordinal)
                && name.EndsWith(".Wire", StringComparison.Ordinal))
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            .Select(member => member.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? member.Name)
            .Concat(ReadOperations.All.SelectMany(operation => operation.FixedArguments.SelectMany(argument => new[] { argument.Key, argument.Value })
                .Append(operation.Name)))
            .Distinct(StringComparer.Ordinal),
    ];
}
