namespace Auditor.Aws.Operations;

/// <summary>
/// Tells lists that are whole from those that only look like it. API Gateway sends a list that has nothing in it as an empty list
/// (recordings of AWS have it for every operation that was seen empty).
/// </summary>
internal static class ListProblem
{
    /// <param name="entries">The list; null when the answer has none.</param>
    /// <param name="id">What AWS names each thing by.</param>
    /// <returns>Null when nothing is missing.</returns>
    public static string? Of<T>(IReadOnlyList<T?>? entries, Func<T, string?> id)
        where T : class
    {
        return OfMissing(entries)
            ?? (entries?.Any(entry => entry is null || string.IsNullOrEmpty(id(entry))) is true
                ? "The list has something in it without a name or id."
                : null);
    }

    /// <summary>
    /// For lists whose things may have no name. AWS Config, CloudWatch Logs and Lambda send empty lists too (the examples of their API
    /// references).
    /// </summary>
    /// <param name="entries">The list; null when the answer has none.</param>
    /// <returns>Null when there is a list.</returns>
    public static string? OfMissing<T>(IReadOnlyList<T?>? entries)
        where T : class => entries is null ? "The answer has no list, not even an empty one." : null;
}
