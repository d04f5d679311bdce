using System.Collections.Immutable;
using Auditor.Core.Findings;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;

namespace Auditor.Core.Results;

/// <summary>Gives findings the severity that somebody set for their rule: all of them, whoever can reach the thing.</summary>
public static class SeverityOverrides
{
    /// <summary>The result with these severities, in the order that follows from them.</summary>
    /// <param name="result">What the rules said.</param>
    /// <param name="severities">Severities by the rules' ids.</param>
    public static AuditResult Apply(AuditResult result, ImmutableDictionary<string, Severity> severities)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(severities);
        return severities.IsEmpty
            ? result
            : result with
            {
                Findings = [.. FindingOrder.Sort(result.Findings.Select(finding => Apply(finding, severities)))],
                SeverityOverrides = severities,
            };
    }

    private static Finding Apply(Finding finding, ImmutableDictionary<string, Severity> severities)
    {
        if (finding.Outcome is not Outcome.Flagged || !severities.TryGetValue(finding.Rule.Id, out var severity))
        {
            return finding;
        }

        // What exposure made of it is overruled, so it explains nothing any more.
        var evidence = finding.Evidence.RemoveAll(one => one.What is Finding.SeverityEvidence);
        return finding with
        {
            Severity = severity,
            Priority = finding.Priority?.With(severity),
            Evidence = severity == finding.Rule.Severity
                ? evidence
                : evidence.Add(new(
                    Finding.SeverityEvidence, $"{severity} instead of {finding.Rule.Severity}: set for this rule in the configuration")),
        };
    }
}
