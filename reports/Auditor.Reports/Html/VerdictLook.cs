using Auditor.Core.Compliance;

namespace Auditor.Reports.Html;

/// <summary>What rules say of a control of a framework, as it is shown.</summary>
/// <param name="Key">In class names.</param>
/// <param name="Label">The word.</param>
internal sealed record VerdictLook(string Key, string Label)
{
    private static readonly VerdictLook Fail = new("fail", "Fail");
    private static readonly VerdictLook Open = new("open", "Could not tell");
    private static readonly VerdictLook Suppressed = new("suppressed", "Suppressed");
    private static readonly VerdictLook Pass = new("pass", "Pass");
    private static readonly VerdictLook NothingFound = new("none", "Nothing found");
    private static readonly VerdictLook NotApplicable = new("none", "Not applicable");
    private static readonly VerdictLook NotAssessed = new("none", "Not assessed");

    public static IReadOnlyList<VerdictLook> WorstFirst { get; } = [Fail, Open, Suppressed, Pass, NothingFound, NotApplicable, NotAssessed];

    public static VerdictLook Of(ControlTally control) => control.Verdict switch
    {
        ControlVerdict.Failed => Fail,
        ControlVerdict.CouldNotTell => Open,
        ControlVerdict.Excepted => Suppressed,
        ControlVerdict.Passed => Pass,
        ControlVerdict.NothingFound => NothingFound,
        ControlVerdict.NotApplicable => NotApplicable,
        _ => NotAssessed,
    };
}
