using Auditor.Core.Frameworks;

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
    private static readonly VerdictLook Nothing = new("none", "Nothing to look at");
    private static readonly VerdictLook NotAsked = new("none", "Not asked");

    public static IReadOnlyList<VerdictLook> WorstFirst { get; } = [Fail, Open, Suppressed, Pass, Nothing, NotAsked];

    /// <summary>One thing that fails makes it fail; one that nobody could look at keeps it from passing.</summary>
    public static VerdictLook Of(ControlTally control) => control switch
    {
        { Rules: [] } => NotAsked,
        { Failed: > 0 } => Fail,
        { CouldNotTell: > 0 } => Open,
        { Suppressed: > 0 } => Suppressed,
        { Passed: > 0 } => Pass,
        _ => Nothing,
    };
}
