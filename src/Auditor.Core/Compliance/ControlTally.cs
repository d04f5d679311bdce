using System.Collections.Immutable;
using Auditor.Core.Frameworks;
using Auditor.Core.Metadata;

namespace Auditor.Core.Compliance;

/// <summary>What a run says about one control.</summary>
public sealed record ControlTally
{
    public required FrameworkControl Control { get; init; }

    /// <summary>The rules that ran and give evidence for it; empty when nothing was asked, which is no pass.</summary>
    public required ImmutableArray<RuleInfo> Rules { get; init; }

    /// <summary>The controls of Security Hub that it follows from; empty for those themselves, and where rules name it.</summary>
    public ImmutableArray<string> FollowsFrom { get; init; } = [];

    /// <summary>The controls of NIST SP 800-53 by which it follows from these; empty where Security Hub says so itself.</summary>
    public ImmutableArray<string> Via { get; init; } = [];

    /// <summary>
    /// What it comes to on each thing that it is about; empty of lists of weaknesses, and where it follows from other controls, which have
    /// them.
    /// </summary>
    public ImmutableArray<ControlAnswer> Answers { get; init; } = [];

    /// <summary>Looked at, and held; of a list of weaknesses, where nothing was found.</summary>
    public int Passed { get; init; }

    public int Failed { get; init; }

    /// <summary>Something could not be read, or a rule threw.</summary>
    public int CouldNotTell { get; init; }

    /// <summary>Failed, and somebody decided that it is right so.</summary>
    public int Suppressed { get; init; }

    /// <summary>Whether it is one of a list of weaknesses, of which nobody can say that there is none.</summary>
    public bool IsWeakness { get; init; }

    /// <summary>One thing that fails makes it fail; one that nobody could look at keeps it from passing.</summary>
    public ControlVerdict Verdict => this switch
    {
        { Rules: [] } => ControlVerdict.NotAssessed,
        { Failed: > 0 } => ControlVerdict.Failed,
        { CouldNotTell: > 0 } => ControlVerdict.CouldNotTell,
        { Suppressed: > 0 } => ControlVerdict.Excepted,
        { Passed: > 0, IsWeakness: true } => ControlVerdict.NothingFound,
        { Passed: > 0 } => ControlVerdict.Passed,
        _ => ControlVerdict.NotApplicable,
    };
}
