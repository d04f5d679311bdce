using Auditor.Core.Findings;

namespace Auditor.Reports;

/// <summary>Says behind a severity what a finding is, measured against an earlier run.</summary>
internal static class StatusText
{
    /// <summary>
    /// <c>, new</c>, <c>, worse: severity high instead of low</c>; nothing where it is unchanged or there is no earlier run.
    /// </summary>
    public static string Of(Finding finding) => finding.Status switch
    {
        FindingStatus.New => ", new",
        FindingStatus.Worsened => $", worse: {string.Join(", ", finding.Worse)}",
        FindingStatus.FirstAssessed => ", not looked at before",
        _ => "",
    };
}
