using System.Collections.Immutable;
using Auditor.Core.Metadata;

namespace Auditor.Rules.Authorization;

/// <summary>Knows by its path that a route is for administration or internals.</summary>
internal static class PrivilegedPath
{
    /// <summary>The segments of a path that say so.</summary>
    public static RuleOption<ImmutableArray<string>> Words { get; } = RuleOption.Texts(
        "pathWords",
        "The path segments that name administration or internals, in whatever case and with whatever file extension.",
        [
            "actuator", "admin", "administration", "administrator", "api-docs", "backoffice", "console", "debug", "diagnostics", "internal", "management", "metrics",
            "openapi", "phpmyadmin", "prometheus", "superuser", "swagger", "swagger-ui",
        ],
        word => word.Length == 0 || word.Contains('/', StringComparison.Ordinal) ? "is not one path segment" : null);

    /// <summary>
    /// The segment of a path that says so; <see langword="null"/> when none does. Whole segments count: '/administrative-regions' administers nothing, and
    /// neither does '/{admin}'.
    /// </summary>
    public static string? SegmentOf(string? path, ImmutableArray<string> words) => path?.Split('/', StringSplitOptions.RemoveEmptyEntries)
        .Where(segment => !segment.StartsWith('{'))
        .FirstOrDefault(segment => words.Any(word =>
            string.Equals(segment, word, StringComparison.OrdinalIgnoreCase) || string.Equals(segment.Split('.')[0], word, StringComparison.OrdinalIgnoreCase)));
}
