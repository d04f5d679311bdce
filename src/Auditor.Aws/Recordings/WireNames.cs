using System.Reflection;
using System.Text.Json.Serialization;
using Auditor.Aws.Operations;

namespace Auditor.Aws.Recordings;

/// <summary>The names that AWS's formats prescribe: whoever replaces names leaves these.</summary>
public static class WireNames
{
    public static ImmutableArray<string> All { get; } =
    [
        .. typeof(WireNames).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(Wire.WireJson).Namespace)
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            .Select(member => member.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? member.Name)
            .Concat(ReadOperations.All.SelectMany(operation => operation.FixedArguments.SelectMany(argument => new[] { argument.Key, argument.Value }).Append(operation.Name)))
            .Distinct(StringComparer.Ordinal),
    ];
}
