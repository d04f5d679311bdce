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
    public static AuditResult Run(Estate estate, IEnumerable<Rule> rules, RuleSettings settings, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(estate);
        ArgumentNullException.ThrowIfNull(rules);
        ImmutableArray<Rule> ordered = [.. rules.OrderBy(rule => rule.Info.Id, StringComparer.Ordinal)];
        var exposure = new ExposureMap(estate);
        var walk = SubjectWalk.Over(estate, exposure);
        var context = new RuleContext(estate.CollectedAt, exposure) { Settings = settings };
        var standIns = new StandIns(context);
        var findings = new List<Finding>();
        var failures = new List<RuleFailure>();
        var looked = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var rule in ordered)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var subjects = walk.Subjects.Where(subject => AppliesTo(rule, subject)).ToList();
            looked[rule.Info.Id] = subjects.Count;
            foreach (var subject in subjects)
            {
                Ask(rule, subject, context, standIns, findings, failures);
            }

            findings.AddRange(walk.Missing
                .Where(missing => missing.Types.Any(rule.SubjectType.IsAssignableFrom) && missing.Kinds.Any(kind => rule.Info.AppliesTo.Contains(kind)))
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

    private static bool AppliesTo(Rule rule, Subject subject) =>
        rule.SubjectType.IsInstanceOfType(subject) && (KindOf(subject) is not { } kind || rule.Info.AppliesTo.Contains(kind));

    private static ApiKind? KindOf(Subject subject) => subject switch
    {
        ApiSubject api => api.Api.Kind,
        StageSubject stage => stage.Api.Kind,
        RouteSubject route => route.Api.Kind,
        AuthorizerSubject authorizer => authorizer.Api.Kind,
        _ => null,
    };

    private static void Ask(Rule rule, Subject subject, RuleContext context, StandIns standIns, List<Finding> findings, List<RuleFailure> failures)
    {
        try
        {
            var before = findings.Count;
            foreach (var finding in rule.Run(subject, context))
            {
                Add(standIns.Qualified(rule, finding), findings);
            }

            if (findings.Count == before && standIns.OfSilence(rule, subject) is { } notRead)
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

    // Stages may serve an authorizer in several forms: it is one thing, and one finding, all the same.
    private static void Add(Finding finding, List<Finding> findings)
    {
        if (finding.Subject is not AuthorizerSubject authorizer)
        {
            findings.Add(finding);
            return;
        }

        var isAllOfThem = authorizer.Stages is [] || authorizer.Stages.Length == authorizer.Api.Stages.ValueOr([]).Length;
        finding = isAllOfThem ? finding : finding with { Stages = [.. authorizer.Stages.Select(stage => stage.Name).Order(StringComparer.Ordinal)] };
        // They come one after the other.
        for (var index = findings.Count - 1; index >= 0 && findings[index].Rule == finding.Rule && findings[index].Subject is AuthorizerSubject same && same.Authorizer.Id == authorizer.Authorizer.Id; index--)
        {
            if (findings[index].Fingerprint == finding.Fingerprint)
            {
                findings[index] = Merged(findings[index], finding);
                return;
            }
        }

        findings.Add(finding);
    }

    private static Finding Merged(Finding one, Finding other)
    {
        var (worse, milder) = other.Severity > one.Severity ? (other, one) : (one, other);
        return worse with
        {
            Stages = [.. worse.Stages.Union(milder.Stages, StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Named = NamedThings.Union(worse.Named, milder.Named),
        };
    }

    private static RuleFailure Failure(RuleInfo rule, Subject subject, Exception exception) =>
        new(rule, RuleFailure.NameOf(subject), $"{exception.GetType().Name}: {exception.Message}");
}
