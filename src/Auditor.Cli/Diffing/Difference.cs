using System.Collections.Immutable;
using Auditor.Core.Findings;
using Auditor.Core.Results;

namespace Auditor.Cli.Diffing;

/// <summary>What is different.</summary>
internal sealed record Difference
{
    public required string Before { get; init; }

    public required string After { get; init; }

    public required ImmutableArray<PastFinding> New { get; init; }

    public required ImmutableArray<PastFinding> Gone { get; init; }

    /// <summary>In both, and worse in the later run.</summary>
    public required ImmutableArray<WorseFinding> Worsened { get; init; }

    /// <summary>In the later run only, because the earlier could not look or did not ask.</summary>
    public required ImmutableArray<PastFinding> FirstAssessed { get; init; }

    /// <summary>Not there any more, and not looked at either.</summary>
    public required ImmutableArray<PastFinding> NotReread { get; init; }

    /// <summary>How configurations differ; <see langword="null"/> when one of the two is no inventory.</summary>
    public ImmutableArray<ConfigurationChange>? Configuration { get; init; }

    public bool IsDifferent =>
        New is not []
            || Gone is not []
            || Worsened is not []
            || Configuration is { } changes && changes.Any(change => change.Kind is not ChangeKind.NotComparable);

    /// <summary>Whether something could not be compared.</summary>
    public bool IsIncomplete =>
        NotReread is not []
            || FirstAssessed is not []
            || Configuration is { } changes && changes.Any(change => change.Kind is ChangeKind.NotComparable);

    /// <summary>
    /// Compares two runs. The later one knows what it looked at; what the earlier one lacks counts as new where its file does not tell.
    /// </summary>
    public static Difference Of(DiffSide before, DiffSide after, Assessment later)
    {
        var old = before.Findings.ToLookup(finding => finding.Fingerprint, StringComparer.Ordinal);
        var current = after.Findings.DistinctBy(finding => finding.Fingerprint, StringComparer.Ordinal).ToImmutableArray();
        var fresh = current.Where(finding => !old.Contains(finding.Fingerprint))
            .ToLookup(finding => before.Assessment?.CouldHaveSeen(finding) is not false);
        var now = after.Findings.Select(finding => finding.Fingerprint).ToHashSet(StringComparer.Ordinal);
        var (gone, notReread) = Baseline.Sort(before.Findings.Where(finding => !now.Contains(finding.Fingerprint)), later);
        return new()
        {
            Before = before.Name,
            After = after.Name,
            New = [.. fresh[true]],
            FirstAssessed = [.. fresh[false]],
            Worsened = [.. current.SelectMany(finding => old[finding.Fingerprint].Take(1).Select(was => new WorseFinding(finding, Baseline.Seen(was, before.Assessment).WorseIn(finding.Gravity)))).Where(finding => finding.Worse is not [])],
            Gone = gone,
            NotReread = notReread,
            Configuration = before.Estate is { } earlier && after.Estate is { } latest ? InventoryDiff.Of(earlier, latest) : null,
        };
    }
}
