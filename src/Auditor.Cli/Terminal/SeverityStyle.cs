using Auditor.Core.Metadata;
using Spectre.Console;

namespace Auditor.Cli.Terminal;

/// <summary>How severities look. The word says it too: colour is never the only sign.</summary>
internal static class SeverityStyle
{
    public static Style Of(Severity severity) => severity switch
    {
        Severity.Critical => new(Color.Red, decoration: Decoration.Bold),
        Severity.High => new(Color.Red),
        Severity.Medium => new(Color.Olive),
        _ => new(Color.Teal),
    };
}
