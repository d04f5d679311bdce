using System.Collections.Immutable;
using Auditor.Core.Findings;
using Auditor.Core.Metadata;
using Auditor.Core.Results;

namespace Auditor.Cli.Baselines;

/// <summary>What a report of an earlier run says of its findings.</summary>
internal sealed record EarlierFindings
{
    /// <summary>The file, as people named it.</summary>
    public required string Name { get; init; }

    public DateTimeOffset? CollectedAt { get; init; }

    /// <summary>Whether that run could not assess everything.</summary>
    public bool IsIncomplete { get; init; }

    /// <summary>What was flagged, suppressed or not; and what it had taken over from runs before because it could not look again.</summary>
    public ImmutableArray<PastFinding> Findings { get; init; } = [];

    /// <summary>The fingerprints of findings that were suppressed.</summary>
    public ImmutableHashSet<string> Suppressed { get; init; } = [];

    /// <summary>How many findings counted, by severity.</summary>
    public ImmutableSortedDictionary<Severity, int> Counts { get; init; } = ImmutableSortedDictionary<Severity, int>.Empty;

    /// <summary>
    /// How many routes anyone on the internet could call without credentials; <see langword="null"/> where the file does not say.
    /// </summary>
    public int? OpenRoutes { get; init; }

    /// <summary>What that run looked at; <see langword="null"/> where the format does not tell (SARIF).</summary>
    public Assessment? Assessment { get; init; }
}
