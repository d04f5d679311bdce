using System.Collections.Immutable;
using Auditor.Core.Findings;
using Auditor.Core.Subjects;

namespace Auditor.Core.Rules;

/// <summary>Decides which findings are listed, and which are only counted because they would drown what matters more.</summary>
/// <param name="findings">What all rules found.</param>
/// <param name="rules">The rules.</param>
internal sealed class Listing(IEnumerable<RatedFinding> findings, IEnumerable<Rule> rules)
{
    private readonly Dictionary<string, HashSet<(ResourceIdentity Api, string Stage)>> _flagged = findings
        .Select(rated => rated.Finding)
        .Where(finding => finding.Outcome is Outcome.Flagged && rules.Any(rule => rule.Info.OnlyCountedBeside == finding.Rule.Id))
        .SelectMany(finding => StagesOf(finding).Select(stage => (Rule: finding.Rule.Id, Stage: stage)))
        .GroupBy(pair => pair.Rule, pair => pair.Stage, StringComparer.Ordinal)
        .ToDictionary(same => same.Key, same => same.ToHashSet(), StringComparer.Ordinal);

    public bool IsOnlyCounted(RatedFinding rated) => rated.Finding is { Outcome: Outcome.Flagged } finding
        && (rated.IsPrivate
            || (finding.Rule.OnlyCountedBeside is { } other
                && _flagged.TryGetValue(other, out var flagged)
                && StagesOf(finding) is { IsEmpty: false } stages
                && stages.All(flagged.Contains)));

    private static ImmutableArray<(ResourceIdentity Api, string Stage)> StagesOf(Finding finding) => finding.Subject switch
    {
        StageSubject stage => [(new ApiSubject(stage.Scope, stage.Api).Identity, stage.Stage.Name)],
        ApiSubject api => [.. finding.Stages.Select(stage => (api.Identity, stage))],
        _ => [],
    };
}
