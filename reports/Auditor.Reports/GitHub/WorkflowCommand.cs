namespace Auditor.Reports.GitHub;

/// <summary>Escapes text for GitHub's workflow commands as the runner unescapes it.</summary>
internal static class WorkflowCommand
{
    /// <summary>What stands behind the second pair of colons.</summary>
    public static string Data(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    /// <summary>What stands behind an equals sign.</summary>
    public static string Property(string text) => Data(text)
        .Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);
}
