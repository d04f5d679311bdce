using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Metadata;

namespace Auditor.Rules.Authorization;

/// <summary>Knows by its path that a route is for administration or internals.</summary>
internal static class PrivilegedPath
{
    /// <summary>The segments of a path that say so.</summary>
    public static RuleOption<ImmutableArray<string>> Words { get; } = RuleOption.Texts(
        "pathWords",
        "The path segments that name administration or internals, in whatever case and with whatever file extension.",
        PrivilegedSegments.Usual,
        word => word.Length == 0 || word.Contains('/', StringComparison.Ordinal) ? "is not one path segment" : null);

    /// <inheritdoc cref="PrivilegedSegments.In"/>
    public static string? SegmentOf(string? path, ImmutableArray<string> words) => PrivilegedSegments.In(path, words);
}
