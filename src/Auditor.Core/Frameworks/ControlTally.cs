using System.Collections.Immutable;
using Auditor.Core.Metadata;

namespace Auditor.Core.Frameworks;

/// <summary>What a run says about one control. The counts are of answers: one rule about one thing.</summary>
public sealed record ControlTally
{
    public required FrameworkControl Control { get; init; }

    /// <summary>The rules that ran and give evidence for it; empty when nothing was asked, which is no pass.</summary>
    public required ImmutableArray<RuleInfo> Rules { get; init; }

    /// <summary>Looked at, and nothing wrong.</summary>
    public int Passed { get; init; }

    public int Failed { get; init; }

    /// <summary>Something could not be read, or the rule threw.</summary>
    public int CouldNotTell { get; init; }

    /// <summary>Flagged, and somebody decided that it is right so.</summary>
    public int Suppressed { get; init; }
}
