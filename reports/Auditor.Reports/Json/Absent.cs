namespace Auditor.Reports.Json;

/// <summary>Makes null of what says nothing, so that it is left out.</summary>
internal static class Absent
{
    public static string? IfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    public static IReadOnlyList<T>? IfEmpty<T>(IReadOnlyList<T> list) => list.Count == 0 ? null : list;
}
