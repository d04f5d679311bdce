using Auditor.Core.Findings;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;

namespace Auditor.Reports.Html;

/// <summary>How many things a rule passed, and how many it did not.</summary>
/// <param name="Passed">Looked at and found right.</param>
/// <param name="Failed">With findings that count.</param>
/// <param name="Suppressed">Whose findings are all suppressed.</param>
/// <param name="Open">That could not be told about.</param>
internal sealed record Assessment(int Passed, int Failed, int Suppressed, int Open)
{
    public static Assessment None { get; } = new(0, 0, 0, 0);

    public static Assessment operator +(Assessment left, Assessment right) =>
        new(left.Passed + right.Passed, left.Failed + right.Failed, left.Suppressed + right.Suppressed, left.Open + right.Open);

    /// <summary>By the id of the rule.</summary>
    public static Dictionary<string, Assessment> ByRule(AuditResult result)
    {
        var findings = result.Findings.ToLookup(finding => finding.Rule.Id, StringComparer.Ordinal);
        var subjects = result.Rules.ToDictionary(rule => rule.Info.Id, rule => rule.SubjectType, StringComparer.Ordinal);
        return result.Tallies.ToDictionary(
            tally => tally.Rule.Id,
            tally => Of(tally, [.. findings[tally.Rule.Id]], subjects.GetValueOrDefault(tally.Rule.Id)),
            StringComparer.Ordinal);
    }

    // One thing may have several findings.
    private static Assessment Of(RuleTally tally, List<Finding> findings, Type? looksAt)
    {
        var failed = Things(findings.Where(finding => finding is { Outcome: Outcome.Flagged, Suppression: null }));
        var suppressed = Things(findings.Where(finding => finding is { Outcome: Outcome.Flagged, Suppression: not null }));
        var open = Things(findings.Where(finding => finding.Outcome is Outcome.Inconclusive));
        suppressed.ExceptWith(failed);
        open.ExceptWith(failed);
        open.ExceptWith(suppressed);
        // What stands for things that could not even be listed was not looked at.
        var lookedAt = open.Count(subject => looksAt?.IsInstanceOfType(subject) is not false);
        return new(Math.Max(0, tally.Looked - failed.Count - suppressed.Count - lookedAt), failed.Count, suppressed.Count, open.Count);
    }

    private static HashSet<Subject> Things(IEnumerable<Finding> findings) => findings.Select(finding => finding.Subject).ToHashSet<Subject>(ReferenceEqualityComparer.Instance);
}
