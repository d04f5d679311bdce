using System.Collections.Immutable;
using Auditor.Core.Findings;
using Auditor.Core.Rules;

namespace Auditor.Core.Results;

/// <summary>Measures findings against those of an earlier run.</summary>
public static class Baseline
{
    /// <summary>What the evidence for a finding that got worse is called.</summary>
    public const string EvidenceName = "since the earlier run";

    /// <summary>The result with what each finding is, measured against the earlier run, and what became of the others.</summary>
    /// <param name="result">What the rules said.</param>
    /// <param name="past">What was flagged then, suppressed or not.</param>
    /// <param name="source">Where that was read from, as people named it.</param>
    /// <param name="collectedAt">When the earlier run was collected.</param>
    /// <param name="earlier">What the earlier run looked at; <see langword="null"/> when its report does not tell, and what it lacks is
    /// new.</param>
    public static AuditResult Compare(
        AuditResult result, ImmutableArray<PastFinding> past, string source, DateTimeOffset? collectedAt, Assessment? earlier = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        var known = past.ToLookup(finding => finding.Fingerprint, StringComparer.Ordinal);
        var current = new HashSet<string>(StringComparer.Ordinal);
        var findings = result.Findings.Select(finding => finding.Outcome is Outcome.Flagged ? Mark(finding) : finding).ToImmutableArray();
        var assessed = Assessment.Of(result);
        var (absent, notReread) = Sort(past.Where(finding => !current.Contains(finding.Fingerprint)), assessed);
        var ran = result.Rules.Select(rule => rule.Info.Id).ToHashSet(StringComparer.Ordinal);
        return result with
        {
            Findings = findings,
            Comparison = new()
            {
                Source = source,
                CollectedAt = collectedAt,
                Absent = absent,
                NotReread = notReread,
                Lost = [.. notReread.Where(finding => ran.Contains(finding.RuleId) && !assessed.IsClosed(finding))],
            },
        };

        Finding Mark(Finding finding)
        {
            var fingerprint = finding.Fingerprint;
            current.Add(fingerprint);
            return known[fingerprint].FirstOrDefault() is { } before
                ? Measure(finding, Seen(before, earlier))
                : finding with { Status = earlier?.CouldHaveSeen(PastFinding.Of(finding)) is false ? FindingStatus.FirstAssessed : FindingStatus.New };
        }
    }

    private static Finding Measure(Finding finding, Gravity before) => before.WorseIn(finding.Gravity) is { IsEmpty: false } worse
        ? finding with
        {
            Status = FindingStatus.Worsened,
            Was = before,
            Evidence = finding.Evidence.Add(new(EvidenceName, string.Join(", ", worse))),
        }
        : finding with { Status = FindingStatus.Unchanged };

    /// <summary>
    /// How bad a finding was, as far as the run that has it could see: where it left a question about the thing open, nobody knows of how
    /// many stages, routes or holders it was true.
    /// </summary>
    public static Gravity Seen(PastFinding finding, Assessment? by)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return by?.CouldHaveSeen(finding) is false ? finding.Gravity with { Stages = [], Named = [] } : finding.Gravity;
    }

    /// <summary>Findings that a later run does not have: gone, or not looked at again.</summary>
    public static (ImmutableArray<PastFinding> Absent, ImmutableArray<PastFinding> NotReread) Sort(
        IEnumerable<PastFinding> missing, Assessment later)
    {
        ArgumentNullException.ThrowIfNull(later);
        var looked = missing.DistinctBy(finding => finding.Fingerprint, StringComparer.Ordinal).ToLookup(later.LookedAgainAt);
        return ([.. Ordered(looked[true])], [.. Ordered(looked[false])]);
    }

    private static IEnumerable<PastFinding> Ordered(IEnumerable<PastFinding> findings) => findings
        .OrderByDescending(finding => finding.Severity)
        .ThenBy(finding => finding.RuleId, StringComparer.Ordinal)
        .ThenBy(finding => finding.Account, StringComparer.Ordinal)
        .ThenBy(finding => finding.Region, StringComparer.Ordinal)
        .ThenBy(finding => finding.Resource, StringComparer.Ordinal)
        .ThenBy(finding => finding.Route, StringComparer.Ordinal)
        .ThenBy(finding => finding.Fingerprint, StringComparer.Ordinal);
}
