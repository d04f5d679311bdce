namespace Auditor.Reports.Json;

/// <summary>Makes null of what says nothing, so that it is left out.</summary>
public static class Absent
{
    /// <summary>The text, or null for an empty one.</summary>
    public static string? IfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    /// <summary>The list, or null for an empty one.</summary>
    public static IReadOnlyList<T>? IfEmpty<T>(IReadOnlyList<T> list)
    {
        ArgumentNullException.ThrowIfNull(list);
        return list.Count == 0 ? null : list;
    }
}
