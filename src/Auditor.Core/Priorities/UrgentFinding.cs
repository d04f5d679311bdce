using System.Collections.Immutable;
using Auditor.Core.Findings;
using Auditor.Core.Metadata;

namespace Auditor.Core.Priorities;

/// <summary>What to look at first: the most urgent finding of each API, or of what is none of an API.</summary>
/// <param name="Finding">The finding that is told.</param>
/// <param name="Others">How many more there are about the same API that are as bad.</param>
public sealed record UrgentFinding(Finding Finding, int Others)
{
    /// <summary>How many of them a reader is given at most, in every report.</summary>
    public const int Most = 5;

    /// <summary>The most urgent, of as many APIs. What is not high comes only where nothing is, and what is low never.</summary>
    /// <param name="findings">What is wrong and counts, in the order of every report.</param>
    public static ImmutableArray<UrgentFinding> Of(IEnumerable<Finding> findings)
    {
        var all = findings.ToList();
        var enough = all.Exists(finding => finding.Severity >= Severity.High) ? Severity.High : Severity.Medium;
        var bad = all.Where(finding => finding.Severity >= enough).ToList();
        var places = bad.CountBy(Place).ToDictionary();
        return
        [
            .. bad
                .OrderByDescending(finding => finding.Priority?.Score)
                .ThenByDescending(finding => finding.Severity)
                .ThenByDescending(finding => finding.Confidence)
                .DistinctBy(Place)
                .Take(Most)
                .Select(finding => new UrgentFinding(finding, places[Place(finding)] - 1)),
        ];
    }

    // An API, or what is none of an API: a function, a policy, a domain name.
    private static (string Account, string? Region, string Thing) Place(Finding finding) =>
        (finding.Subject.Identity.Account, finding.Subject.Identity.Region, finding.Subject.Identity.ApiId ?? finding.Subject.Identity.Arn);
}
