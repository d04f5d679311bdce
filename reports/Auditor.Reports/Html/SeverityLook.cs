using Auditor.Core.Metadata;

namespace Auditor.Reports.Html;

/// <summary>A severity as it is shown: by word; the style adds a shape, and only then a colour.</summary>
/// <param name="Key">In class names and in the address's fragment.</param>
/// <param name="Label">The word.</param>
internal sealed record SeverityLook(string Key, string Label)
{
    public static SeverityLook Of(Severity? severity) => severity switch
    {
        Severity.Critical => new("critical", "Critical"),
        Severity.High => new("high", "High"),
        Severity.Medium => new("medium", "Medium"),
        Severity.Low => new("low", "Low"),
        // What a file of an earlier run does not say.
        _ => new("none", "Unknown"),
    };

    /// <summary>Worst first.</summary>
    public static IEnumerable<Severity> WorstFirst => Enum.GetValues<Severity>().OrderDescending();
}
