namespace Auditor.Aws.Wire;

/// <summary>Tells lists that are whole from those that only look like it. API Gateway sends a list that has nothing in it as an empty list (recordings of AWS have it for every operation that was seen empty).</summary>
internal static class ListProblem
{
    /// <param name="entries">The list; null when the answer has none.</param>
    /// <param name="id">What AWS names each thing by.</param>
    /// <returns>Null when nothing is missing.</returns>
    public static string? Of<T>(IReadOnlyList<T?>? entries, Func<T, string?> id)
        where T : class
    {
        if (entries is null)
        {
            return "The answer has no list, not even an empty one.";
        }

        return entries.Any(entry => entry is null || string.IsNullOrEmpty(id(entry))) ? "The list has something in it without a name or id." : null;
    }
}
