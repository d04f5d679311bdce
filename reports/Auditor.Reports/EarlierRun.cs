using System.Collections.Immutable;
using Auditor.Core.Metadata;

namespace Auditor.Reports;

/// <summary>What an earlier run found, for the trend.</summary>
/// <param name="CollectedAt">When its inventory was collected, UTC.</param>
/// <param name="Flagged">How many findings it had that counted, by severity.</param>
/// <param name="IsIncomplete">Whether it could not assess everything.</param>
public sealed record EarlierRun(DateTimeOffset CollectedAt, ImmutableSortedDictionary<Severity, int> Flagged, bool IsIncomplete)
{
    /// <summary>
    /// How many routes anyone on the internet could call without credentials; <see langword="null"/> where its file does not say.
    /// </summary>
    public int? OpenRoutes { get; init; }
}
