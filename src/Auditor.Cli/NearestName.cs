namespace Auditor.Cli;

/// <summary>Finds what somebody meant who mistyped.</summary>
internal static class NearestName
{
    /// <summary>The name that is fewest typing errors away; <see langword="null"/> when none is near.</summary>
    public static string? Of(string typed, IEnumerable<string> names)
    {
        // A third of a name may be wrong: more is another name.
        var (best, distance) = names
            .Select(name => (Name: name, Distance: Distance(typed, name)))
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .FirstOrDefault();
        return best is not null && distance <= Math.Max(2, Math.Max(typed.Length, best.Length) / 3) ? best : null;
    }

    /// <summary><c>; did you mean 'x'?</c>, or the fallback when no name is near.</summary>
    public static string Suggest(string typed, IEnumerable<string> names, string otherwise) =>
        Of(typed, names) is { } name ? $"; did you mean '{name}'?" : otherwise;

    // Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment), whatever the case.
    private static int Distance(string left, string right)
    {
        if (Math.Abs(left.Length - right.Length) > Math.Max(2, Math.Max(left.Length, right.Length) / 3))
        {
            return int.MaxValue;
        }

        var rows = new int[left.Length + 1, right.Length + 1];
        for (var row = 0; row <= left.Length; row++)
        {
            for (var column = 0; column <= right.Length; column++)
            {
                if (row == 0 || column == 0)
                {
                    rows[row, column] = row + column;
                    continue;
                }

                var cost = Same(left[row - 1], right[column - 1]) ? 0 : 1;
                var best = Math.Min(Math.Min(rows[row - 1, column] + 1, rows[row, column - 1] + 1), rows[row - 1, column - 1] + cost);
                if (row > 1 && column > 1 && Same(left[row - 1], right[column - 2]) && Same(left[row - 2], right[column - 1]))
                {
                    best = Math.Min(best, rows[row - 2, column - 2] + 1);
                }

                rows[row, column] = best;
            }
        }

        return rows[left.Length, right.Length];
    }

    private static bool Same(char left, char right) => char.ToUpperInvariant(left) == char.ToUpperInvariant(right);
}
