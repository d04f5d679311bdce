using System.Collections.Immutable;
using Auditor.Core.Findings;
using Auditor.Core.Metadata;
using Auditor.Core.Subjects;

namespace Auditor.Core.Rules;

/// <summary>What rules say of some things, rule by rule in their order: several can be made at the same time.</summary>
internal sealed class RuleAnswers
{
    public RuleAnswers(
        ImmutableArray<Rule> rules, IReadOnlyList<Subject> subjects, PlaceContext place, CancellationToken cancellationToken)
    {
        (Looked, Findings, Failures) = (new int[rules.Length], new IReadOnlyList<RatedFinding>[rules.Length], new IReadOnlyList<RuleFailure>[rules.Length]);
        foreach (var (index, rule) in rules.Index())
        {
            var findings = new List<Finding>();
            var failures = new List<RuleFailure>();
            foreach (var subject in subjects)
            {
                if (AppliesTo(rule, subject))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    Looked[index]++;
                    Ask(rule, subject, place, findings, failures);
                }
            }

            // Here, while what is known of the thing is at hand, and on all cores.
            Findings[index] = findings.Count == 0
                ? []
                : [.. findings.Select(finding => place.Kept(Rated(finding, place, failures, cancellationToken)))];
            Failures[index] = failures.Count == 0 ? [] : failures;
        }
    }

    /// <summary>How many things each rule looked at.</summary>
    public int[] Looked { get; }

    /// <summary>What each rule found.</summary>
    public IReadOnlyList<RatedFinding>[] Findings { get; }

    /// <summary>Where each rule failed.</summary>
    public IReadOnlyList<RuleFailure>[] Failures { get; }

    private static bool AppliesTo(Rule rule, Subject subject) =>
        rule.SubjectType.IsInstanceOfType(subject) && (SubjectApi.Of(subject)?.Kind is not { } kind || rule.Info.AppliesTo.Contains(kind));

    private static void Ask(Rule rule, Subject subject, PlaceContext place, List<Finding> findings, List<RuleFailure> failures)
    {
        try
        {
            var before = findings.Count;
            foreach (var finding in rule.Run(subject, place.Rules))
            {
                Add(place.StandIns.Qualified(rule, finding), findings);
            }

            if (findings.Count == before && place.StandIns.OfSilence(rule, subject) is { } notRead)
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

    // Exposure that cannot be worked out lowers no severity, and costs nobody the report.
    private static RatedFinding Rated(
        Finding finding, PlaceContext place, List<RuleFailure> failures, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return place.Rated(finding);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            failures.Add(Failure(finding.Rule, finding.Subject, exception));
            return new(finding, IsPrivate: false);
        }
    }

    private static RuleFailure Failure(RuleInfo rule, Subject subject, Exception exception) =>
        new(rule, RuleFailure.NameOf(subject), $"{exception.GetType().Name}: {exception.Message}");

    // Stages may serve an authorizer in several forms: it is one thing, and one finding, all the same.
    private static void Add(Finding finding, List<Finding> findings)
    {
        if (finding.Subject is not AuthorizerSubject authorizer)
        {
            findings.Add(finding);
            return;
        }

        var isAllOfThem = authorizer.Stages is [] || authorizer.Stages.Length == authorizer.Api.Stages.ValueOr([]).Length;
        finding = isAllOfThem
            ? finding
            : finding with { Stages = [.. authorizer.Stages.Select(stage => stage.Name).Order(StringComparer.Ordinal)] };
        // They come one after the other.
        for (var index = findings.Count - 1; index >= 0
            && findings[index].Subject is AuthorizerSubject same
            && same.Authorizer.Id == authorizer.Authorizer.Id; index--)
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
}
