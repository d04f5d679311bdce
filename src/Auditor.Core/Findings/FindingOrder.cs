namespace Auditor.Core.Findings;

/// <summary>Puts findings into the order of every report.</summary>
public static class FindingOrder
{
    public static IEnumerable<Finding> Sort(IEnumerable<Finding> findings) => findings
        .OrderBy(finding => finding.Outcome)
        .ThenByDescending(finding => finding.Severity)
        .ThenByDescending(finding => finding.Priority?.Score)
        .ThenBy(finding => finding.Rule.Id, StringComparer.Ordinal)
        .ThenBy(finding => finding.Subject.Identity.Account, StringComparer.Ordinal)
        .ThenBy(finding => finding.Subject.Identity.Region, StringComparer.Ordinal)
        .ThenBy(finding => finding.Subject.Identity.Arn, StringComparer.Ordinal)
        .ThenBy(finding => finding.Subject.Identity.Route, StringComparer.Ordinal)
        .ThenBy(finding => finding.SubKey, StringComparer.Ordinal)
        .ThenBy(finding => finding.Source?.File, StringComparer.Ordinal)
        .ThenBy(finding => finding.Source?.Line);
}
