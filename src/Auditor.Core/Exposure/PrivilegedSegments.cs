using System.Collections.Immutable;

namespace Auditor.Core.Exposure;

/// <summary>The segments of a path by which a route is known to be for administration or internals.</summary>
public static class PrivilegedSegments
{
    /// <summary>Those that are taken for it unless somebody says otherwise.</summary>
    public static ImmutableArray<string> Usual { get; } =
    [
        "actuator", "admin", "administration", "administrator", "api-docs", "backoffice", "console", "debug", "diagnostics", "internal",
        "management", "metrics",
        "openapi", "phpmyadmin", "prometheus", "superuser", "swagger", "swagger-ui",
    ];

    /// <summary>
    /// The segment of a path that says so; <see langword="null"/> when none does. Whole segments count: '/administrative-regions'
    /// administers nothing, and neither does '/{admin}'.
    /// </summary>
    public static string? In(string? path, ImmutableArray<string> words) => path?.Split('/', StringSplitOptions.RemoveEmptyEntries)
        .Where(segment => !segment.StartsWith('{'))
        .FirstOrDefault(segment => words.Any(word =>
            string.Equals(segment, word, StringComparison.OrdinalIgnoreCase) || string.Equals(segment.Split('.')[0], word, StringComparison.OrdinalIgnoreCase)));
}
