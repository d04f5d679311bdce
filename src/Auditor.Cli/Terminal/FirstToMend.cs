using System.Collections.Immutable;
using Auditor.Core.Findings;
using Auditor.Core.Metadata;

namespace Auditor.Cli.Terminal;

/// <summary>What to act on this morning: the worst of each API, the surest of these first.</summary>
/// <param name="Finding">The finding that is told.</param>
/// <param name="Alike">How many more its rule found in the same API that are as bad.</param>
internal sealed record FirstToMend(Finding Finding, int Alike)
{
    private const int Most = 3;

    /// <summary>At most three, of as many APIs; none where nothing is bad enough to drop other work for.</summary>
    public static ImmutableArray<FirstToMend> Of(ImmutableArray<Finding> findings)
    {
        var bad = findings.Where(finding => finding.Severity >= Severity.High).ToList();
        return
        [
            .. bad
                .OrderByDescending(finding => finding.Severity)
                .ThenByDescending(finding => finding.Confidence)
                .DistinctBy(Place)
                .Take(Most)
                .Select(finding => new FirstToMend(finding, bad.Count(other => Place(other) == Place(finding) && other.Rule.Id == finding.Rule.Id && other.Severity == finding.Severity) - 1)),
        ];
    }

    /// <summary>What was found, where it answers, and what there is besides.</summary>
    public string Text => string.Join(' ', [
        Finding.Message,
        .. Finding.Evidence.FirstOrDefault(evidence => evidence.What is "endpoint") is { } endpoint ? [$"It answers at {endpoint.Value}."] : Array.Empty<string>(),
        .. Alike > 0 ? [$"{Words.Count(Alike, "more finding")} of this rule in the same API {(Alike == 1 ? "is" : "are")} as bad."] : Array.Empty<string>(),
        $"How to mend it: auditor rules explain {Finding.Rule.Id}.",
    ]);

    // An API, or what is none of an API: a function, a policy, a domain name.
    private static (string Account, string? Region, string Thing) Place(Finding finding) =>
        (finding.Subject.Identity.Account, finding.Subject.Identity.Region, finding.Subject.Identity.ApiId ?? finding.Subject.Identity.Arn);
}
