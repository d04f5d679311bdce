using Auditor.Core.Rules;

namespace Auditor.Reports.Html;

/// <summary>A severity as it is shown: by word, by shape, and only then by colour.</summary>
/// <param name="Key">In class names and in the address's fragment.</param>
/// <param name="Label">The word.</param>
/// <param name="Shape">A character of a shape of its own.</param>
internal sealed record SeverityLook(string Key, string Label, string Shape)
{
    public static SeverityLook Of(Severity severity) => severity switch
    {
        Severity.Critical => new("critical", "Critical", "◆"),
        Severity.High => new("high", "High", "▲"),
        Severity.Medium => new("medium", "Medium", "■"),
        _ => new("low", "Low", "●"),
    };

    /// <summary>Worst first.</summary>
    public static IEnumerable<Severity> WorstFirst => Enum.GetValues<Severity>().OrderDescending();
}
