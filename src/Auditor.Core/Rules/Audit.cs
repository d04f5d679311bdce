using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Priorities;
using Auditor.Core.Subjects;

namespace Auditor.Core.Rules;

/// <summary>Runs rules over an inventory.</summary>
public static class Audit
{
    /// <summary>Asks every rule about everything it looks at. No rule can stop another.</summary>
    public static AuditResult Run(Estate estate, IEnumerable<Rule> rules, CancellationToken cancellationToken = default) =>
        Run(estate, rules, RuleSettings.Default, cancellationToken);

    /// <summary>Asks every rule, as it is set, about everything it looks at. No rule can stop another.</summary>
    public static AuditResult Run(
        Estate estate, IEnumerable<Rule> rules, RuleSettings settings, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(estate);
        ArgumentNullException.ThrowIfNull(rules);
        ImmutableArray<Rule> ordered = [.. rules.OrderBy(rule => rule.Info.Id, StringComparer.Ordinal)];
        var exposure = new ExposureMap(estate);
        var walk = SubjectWalk.Over(estate, exposure);
        var context = new RuleContext(estate.CollectedAt, exposure) { Settings = settings };
        var standIns = new StandIns(context);
        var asked = SubjectGroups.Of(walk.Subjects)
            .AsParallel()
            .AsOrdered()
            .WithCancellation(cancellationToken)
            .Select(group => new RuleAnswers(ordered, group, context, standIns, cancellationToken))
            .ToList();
        var findings = new List<Finding>();
        var failures = new List<RuleFailure>();
        var looked = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (index, rule) in ordered.Index())
        {
            looked[rule.Info.Id] = asked.Sum(answers => answers.Looked[index]);
            findings.AddRange(asked.SelectMany(answers => answers.Findings[index]));
            failures.AddRange(asked.SelectMany(answers => answers.Failures[index]));
            findings.AddRange(walk.Missing
                .Where(missing => missing.Types.Any(rule.SubjectType.IsAssignableFrom)
                    && missing.Kinds.Any(kind => rule.Info.AppliesTo.Contains(kind)))
                .Select(missing => Finding.Inconclusive(rule.Info, missing.Parent, missing.Reason))
                // What one thing lacks for two reasons is one thing that could not be told.
                .DistinctBy(finding => finding.Fingerprint));
        }

        var severity = new SeverityByExposure(exposure);
        var priority = new PriorityRating(exposure);
        var listing = new Listing(findings, severity);
        var isOnlyCounted = findings.ToLookup(listing.IsOnlyCounted);
        var (listed, onlyCounted) = (isOnlyCounted[false].ToList(), isOnlyCounted[true].ToList());
        return new()
        {
            Estate = estate,
            Rules = ordered,
            Findings = [.. FindingOrder.Sort([.. listed.Select(finding => ConfigEvidence.AddTo(WithSeverity(finding, severity, priority, failures)))])],
            OnlyCounted = [.. FindingOrder.Sort([.. onlyCounted.Select(finding => WithSeverity(finding, severity, priority, failures))])],
            Tallies = Tallies(ordered, looked, listed, onlyCounted),
            Failures = [.. failures],
            Exposure = exposure,
            Assumptions = Assumptions.Of(exposure, ordered.Aggregate(Needs.None, (needs, rule) => needs | rule.Info.Needs)),
        };
    }

    private static ImmutableArray<RuleTally> Tallies(
        ImmutableArray<Rule> rules, Dictionary<string, int> looked, List<Finding> listed, List<Finding> onlyCounted)
    {
        var ofRule = listed.ToLookup(finding => finding.Rule.Id, StringComparer.Ordinal);
        var counted = onlyCounted.CountBy(finding => finding.Rule.Id, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return
        [
            .. rules.Select(rule => new RuleTally(
                rule.Info,
                looked[rule.Info.Id],
                ofRule[rule.Info.Id].Count(finding => finding.Outcome is Outcome.Flagged),
                ofRule[rule.Info.Id].Count(finding => finding.Outcome is Outcome.Inconclusive),
                counted.GetValueOrDefault(rule.Info.Id))),
        ];
    }

    // Exposure that cannot be worked out lowers no severity, and costs nobody the report.
    private static Finding WithSeverity(Finding finding, SeverityByExposure severity, PriorityRating priority, List<RuleFailure> failures)
    {
        try
        {
            var known = severity.Apply(finding);
            return known with { Priority = priority.Of(known) };
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            failures.Add(Failure(finding.Rule, finding.Subject, exception));
            return finding;
        }
    }

    internal static RuleFailure Failure(RuleInfo rule, Subject subject, Exception exception) =>
        new(rule, RuleFailure.NameOf(subject), $"{exception.GetType().Name}: {exception.Message}");
}
