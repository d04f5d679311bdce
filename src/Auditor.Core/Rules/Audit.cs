using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Subjects;

namespace Auditor.Core.Rules;

/// <summary>Runs rules over an inventory.</summary>
public static class Audit
{
    /// <summary>Asks every rule about everything it looks at. No rule can stop another.</summary>
    public static AuditResult Run(Estate estate, IEnumerable<Rule> rules, CancellationToken cancellationToken = default) =>
        Run(estate, rules, RuleSettings.Default, cancellationToken);

    /// <summary>Asks every rule, as it is set, about everything it looks at. No rule can stop another.</summary>
    public static AuditResult Run(Estate estate, IEnumerable<Rule> rules, RuleSettings settings, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(estate);
        ArgumentNullException.ThrowIfNull(rules);
        ImmutableArray<Rule> ordered = [.. rules.OrderBy(rule => rule.Info.Id, StringComparer.Ordinal)];
        var exposure = new ExposureMap(estate);
        var walk = SubjectWalk.Over(estate, exposure);
        var context = new RuleContext(estate.CollectedAt, exposure) { Settings = settings };
        var findings = new List<Finding>();
        var failures = new List<RuleFailure>();
        var looked = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var rule in ordered)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var subjects = walk.Subjects.Where(subject => LooksAt(rule, subject)).ToList();
            looked[rule.Info.Id] = subjects.Count;
            foreach (var subject in subjects)
            {
                Ask(rule, subject, context, findings, failures);
            }

            findings.AddRange(walk.Missing
                .Where(missing => missing.Types.Any(rule.SubjectType.IsAssignableFrom) && missing.Kinds.Any(kind => rule.Info.AppliesTo.Contains(kind)))
                .Select(missing => Finding.Inconclusive(rule.Info, missing.Parent, missing.Reason))
                // What one thing lacks for two reasons is one thing that could not be told.
                .DistinctBy(finding => finding.Fingerprint));
        }

        var listing = new Listing(findings, exposure);
        var isOnlyCounted = findings.ToLookup(listing.IsOnlyCounted);
        var (listed, onlyCounted) = (isOnlyCounted[false].ToList(), isOnlyCounted[true].ToList());
        return new()
        {
            Estate = estate,
            Rules = ordered,
            Findings = [.. FindingOrder.Sort([.. listed.Select(finding => ConfigEvidence.AddTo(WithSeverity(finding, exposure, failures)))])],
            OnlyCounted = [.. FindingOrder.Sort([.. onlyCounted.Select(finding => WithSeverity(finding, exposure, failures))])],
            Tallies = Tallies(ordered, looked, listed, onlyCounted),
            Failures = [.. failures],
            Exposure = exposure,
            Assumptions = Assumptions.Of(estate, ordered.Aggregate(Needs.None, (needs, rule) => needs | rule.Info.Needs)),
        };
    }

    private static ImmutableArray<RuleTally> Tallies(ImmutableArray<Rule> rules, Dictionary<string, int> looked, List<Finding> listed, List<Finding> onlyCounted)
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
    private static Finding WithSeverity(Finding finding, ExposureMap exposure, List<RuleFailure> failures)
    {
        try
        {
            return SeverityByExposure.Apply(finding, exposure);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            failures.Add(Failure(finding.Rule, finding.Subject, exception));
            return finding;
        }
    }

    private static bool LooksAt(Rule rule, Subject subject) =>
        rule.SubjectType.IsInstanceOfType(subject) && (KindOf(subject) is not { } kind || rule.Info.AppliesTo.Contains(kind));

    private static ApiKind? KindOf(Subject subject) => subject switch
    {
        ApiSubject api => api.Api.Kind,
        StageSubject stage => stage.Api.Kind,
        RouteSubject route => route.Api.Kind,
        AuthorizerSubject authorizer => authorizer.Api.Kind,
        _ => null,
    };

    private static void Ask(Rule rule, Subject subject, RuleContext context, List<Finding> findings, List<RuleFailure> failures)
    {
        try
        {
            var before = findings.Count;
            findings.AddRange(rule.Run(subject, context));
            if (findings.Count == before && StandIns.For(rule.Info, subject, context) is { } notRead)
            {
                findings.Add(Finding.Inconclusive(rule.Info, subject, notRead));
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A rule, perhaps somebody's plug-in, that throws must not cost the findings of the others.
            failures.Add(Failure(rule.Info, subject, exception));
        }
    }

    private static RuleFailure Failure(RuleInfo rule, Subject subject, Exception exception) =>
        new(rule, RuleFailure.NameOf(subject), $"{exception.GetType().Name}: {exception.Message}");
}
