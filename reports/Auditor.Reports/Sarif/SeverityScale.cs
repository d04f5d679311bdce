using Auditor.Core.Metadata;

namespace Auditor.Reports.Sarif;

/// <summary>Severity in the three scales that consumers of SARIF read.</summary>
internal static class SeverityScale
{
    public static string Level(Severity severity) => severity switch
    {
        Severity.Critical or Severity.High => "error",
        Severity.Medium => "warning",
        _ => "note",
    };

    /// <summary>GitHub: 9 and up critical, 7 high, 4 medium; a number, written as text.</summary>
    public static string SecuritySeverity(Severity severity) => severity switch
    {
        Severity.Critical => "9.5",
        Severity.High => "8.0",
        Severity.Medium => "5.5",
        _ => "3.0",
    };

    /// <summary>GitHub's older scale for queries.</summary>
    public static string ProblemSeverity(Severity severity) => severity switch
    {
        Severity.Critical or Severity.High => "error",
        Severity.Medium => "warning",
        _ => "recommendation",
    };
}
