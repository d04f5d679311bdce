using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;

namespace Auditor.Core.Rules;

/// <summary>What all rules said about an inventory.</summary>
public sealed record AuditResult
{
    /// <summary>The inventory; only its outline where <see cref="Places"/> has the rest.</summary>
    public required Estate Estate { get; init; }

    /// <summary>
    /// Where accounts and Regions can be read again, because they went from memory when they were judged; <see langword="null"/> when
    /// <see cref="Estate"/> has all of them.
    /// </summary>
    public InventoryPlaces? Places { get; init; }

    /// <summary>The rules that ran, by id.</summary>
    public required ImmutableArray<Rule> Rules { get; init; }

    /// <summary>Worst first, then by rule, account, Region and thing: the same inventory gives the same order.</summary>
    public required ImmutableArray<Finding> Findings { get; init; }

    /// <summary>
    /// Findings that no report lists, because nobody but the own VPC or account reaches the thing and the rule says that it is then only
    /// good to have (<see cref="RuleInfo.OnlyCountedWherePrivate"/>), or because another finding about the stage comes first
    /// (<see cref="RuleInfo.OnlyCountedBeside"/>). Frameworks count them all the same.
    /// </summary>
    public ImmutableArray<Finding> OnlyCounted { get; init; } = [];

    /// <summary>One for each rule, by id.</summary>
    public required ImmutableArray<RuleTally> Tallies { get; init; }

    /// <summary>Rules that threw.</summary>
    public ImmutableArray<RuleFailure> Failures { get; init; } = [];

    /// <summary>What became of the findings of an earlier run; <see langword="null"/> when there is none to compare with.</summary>
    public Comparison? Comparison { get; init; }

    /// <summary>Who can reach what, as the rules saw it.</summary>
    public required Exposure.ExposureMap Exposure { get; init; }

    /// <summary>Suppressions that have expired or accept nothing.</summary>
    public ImmutableArray<SuppressionNote> SuppressionNotes { get; init; } = [];

    /// <summary>Severities that somebody set, by the rules' ids; the findings have them already.</summary>
    public ImmutableDictionary<string, Severity> SeverityOverrides { get; init; } = [];

    /// <summary>What is wrong, suppressed or not.</summary>
    public IEnumerable<Finding> Flagged => Findings.Where(finding => finding.Outcome is Outcome.Flagged);

    /// <summary>What is wrong and counts.</summary>
    public IEnumerable<Finding> Counted => Flagged.Where(finding => finding.Suppression is null);

    /// <summary>What is wrong and somebody accepts.</summary>
    public IEnumerable<Finding> Suppressed => Flagged.Where(finding => finding.Suppression is not null);

    /// <summary>What could not be told.</summary>
    public IEnumerable<Finding> Inconclusive => Findings.Where(finding => finding.Outcome is Outcome.Inconclusive);

    /// <summary>Whether a gap keeps one of the rules from an answer; what no rule looks at is not missed.</summary>
    public Func<Gap, bool> IsMissed { get; init; } = _ => true;

    /// <summary>Everything that could not be read and is missed.</summary>
    public IEnumerable<Gap> Gaps =>
        Estate.Accounts.SelectMany(account => account.Gaps).Concat(Estate.Scopes.SelectMany(scope => scope.Gaps)).Where(IsMissed);

    /// <summary>What the verdicts assume because AWS has no way to tell it.</summary>
    public ImmutableArray<Assumption> Assumptions { get; init; } = [];

    /// <summary>
    /// Whether something could not be assessed: a gap, a "could not tell", a rule that threw, a collection that ended early or lacks a
    /// shard, or what an earlier run had and this one lacks.
    /// </summary>
    public bool IsIncomplete =>
        Failures is not [] || Gaps.Any() || Inconclusive.Any() || Estate.Interruption is not null || Comparison is { Lost: not [] };
}
