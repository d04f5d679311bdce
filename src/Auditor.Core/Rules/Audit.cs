using System.Collections.Concurrent;
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
    public static AuditResult Run(
        Estate estate, IEnumerable<Rule> rules, RuleSettings settings, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(estate);
        return Run(estate, pieces => pieces.Of(estate), rules, settings, finding => finding, cancellationToken);
    }

    /// <summary>
    /// Asks every rule, as it is set, about everything it looks at, with one account and Region after the other in memory. No rule can stop
    /// another.
    /// </summary>
    /// <param name="places">The inventory.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="settings">How they are set.</param>
    /// <param name="keep">
    /// Adds to a finding what has to be known of it when its account and Region went from memory, as <c>FixBook.Kept</c> does.
    /// </param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>
    /// The same as for all of the inventory at once, of which it has the outline, and findings have things of the outline.
    /// </returns>
    public static AuditResult Run(
        InventoryPlaces places,
        IEnumerable<Rule> rules,
        RuleSettings settings,
        Func<Finding, Finding> keep,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(places);
        return Run(places.Outline, pieces => pieces.Of(places), rules, settings, keep, cancellationToken) with { Places = places };
    }

    private static AuditResult Run(
        Estate estate,
        Func<AuditPieces, IEnumerable<(PlaceContext Place, IReadOnlyList<Subject> Subjects)>> piecesIn,
        IEnumerable<Rule> rules,
        RuleSettings settings,
        Func<Finding, Finding> keep,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ImmutableArray<Rule> ordered = [.. rules.OrderBy(rule => rule.Info.Id, StringComparer.Ordinal)];
        var needs = ordered.Aggregate(Needs.None, (needs, rule) => needs | rule.Info.Needs);
        var exposure = new ExposureMap(estate);
        var pieces = new AuditPieces(new RuleContext(estate.CollectedAt, exposure) { Settings = settings }, needs, keep);
        var asked = Partitioner.Create(piecesIn(pieces), EnumerablePartitionerOptions.NoBuffering)
            .AsParallel()
            .AsOrdered()
            .WithCancellation(cancellationToken)
            .Select(piece =>
            {
                var answers = new RuleAnswers(ordered, piece.Subjects, piece.Place, cancellationToken);
                piece.Place.Answered();
                return answers;
            })
            .ToList();
        var findings = new List<RatedFinding>();
        var failures = new List<RuleFailure>();
        var looked = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (index, rule) in ordered.Index())
        {
            looked[rule.Info.Id] = asked.Sum(answers => answers.Looked[index]);
            findings.AddRange(asked.SelectMany(answers => answers.Findings[index]));
            failures.AddRange(asked.SelectMany(answers => answers.Failures[index]));
            findings.AddRange(pieces.Missing
                .Where(missing => missing.Types.Any(rule.SubjectType.IsAssignableFrom)
                    && missing.Kinds.Any(kind => rule.Info.AppliesTo.Contains(kind)))
                .Select(missing => Finding.Inconclusive(rule.Info, missing.Parent, missing.Reason))
                // What one thing lacks for two reasons is one thing that could not be told.
                .DistinctBy(finding => finding.Fingerprint)
                .Select(finding => new RatedFinding(finding, IsPrivate: false)));
        }

        var listing = new Listing(findings, ordered.Where(rule => rule.Info.OnlyCountedBeside is not null).ToList());
        var isOnlyCounted = findings.ToLookup(listing.IsOnlyCounted, rated => rated.Finding);
        var (listed, onlyCounted) = (isOnlyCounted[false].ToList(), isOnlyCounted[true].ToList());
        return new()
        {
            Estate = estate,
            Rules = ordered,
            Findings = [.. FindingOrder.Sort(listed.Select(ConfigEvidence.AddTo))],
            OnlyCounted = [.. FindingOrder.Sort(onlyCounted)],
            Tallies = Tallies(ordered, looked, listed, onlyCounted),
            Failures = [.. failures],
            Exposure = exposure,
            Assumptions = [.. PolicyAssumptions.Of(exposure, needs), .. pieces.Assumptions],
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
}
