using System.Collections.Immutable;
using Auditor.Core.Findings;
using Auditor.Core.Subjects;

namespace Auditor.Core.Rules;

/// <summary>Decides which findings are listed, and which are only counted because they would drown what matters more.</summary>
internal sealed class Listing(IEnumerable<RatedFinding> findings)
{
    private readonly ILookup<string, (ResourceIdentity Api, string Stage)> _flagged = findings
        .Select(rated => rated.Finding)
        .Where(finding => finding.Outcome is Outcome.Flagged)
        .SelectMany(finding => StagesOf(finding).Select(stage => (Rule: finding.Rule.Id, Stage: stage)))
        .ToLookup(pair => pair.Rule, pair => pair.Stage, StringComparer.Ordinal);

    public bool IsOnlyCounted(RatedFinding rated) => rated.Finding is { Outcome: Outcome.Flagged } finding
        && (rated.IsPrivate
            || (finding.Rule.OnlyCountedBeside is { } other && StagesOf(finding) is { IsEmpty: false } stages && stages.All(stage => _flagged[other].Contains(stage))));

    private static ImmutableArray<(ResourceIdentity Api, string Stage)> StagesOf(Finding finding) => finding.Subject switch
    {
        StageSubject stage => [(new ApiSubject(stage.Scope, stage.Api).Identity, stage.Stage.Name)],
        ApiSubject api => [.. finding.Stages.Select(stage => (api.Identity, stage))],
        _ => [],
    };
}
