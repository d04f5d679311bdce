namespace Auditor.Core.Findings;

/// <summary>Puts findings into the order of every report.</summary>
public static class FindingOrder
{
    // What a thing is called is made anew whenever somebody asks: once for each finding is enough.
    public static IEnumerable<Finding> Sort(IEnumerable<Finding> findings) => findings
        .Select(finding => (Finding: finding, finding.Subject.Identity))
        .OrderBy(each => each.Finding.Outcome)
        .ThenByDescending(each => each.Finding.Severity)
        .ThenBy(each => each.Finding.Rule.Id, StringComparer.Ordinal)
        .ThenBy(each => each.Identity.Account, StringComparer.Ordinal)
        .ThenBy(each => each.Identity.Region, StringComparer.Ordinal)
        .ThenBy(each => each.Identity.Arn, StringComparer.Ordinal)
        .ThenBy(each => each.Identity.Route, StringComparer.Ordinal)
        .ThenBy(each => each.Finding.SubKey, StringComparer.Ordinal)
        .ThenBy(each => each.Finding.Source?.File, StringComparer.Ordinal)
        .ThenBy(each => each.Finding.Source?.Line)
        .Select(each => each.Finding);
}
