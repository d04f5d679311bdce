using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Priorities;
using Auditor.Core.Subjects;

namespace Auditor.Core.Rules;

/// <summary>
/// What rules are asked with about one account, or one account in a Region. What is worked out of its routes is kept until all was asked.
/// </summary>
/// <param name="rules">What all rules are asked with.</param>
/// <param name="needs">What the rules look at.</param>
/// <param name="assumptions">Where it is told what verdicts about it assume, when all was asked.</param>
internal sealed class PlaceContext(RuleContext rules, Needs needs, PlaceAssumptions assumptions)
{
    private readonly SeverityByExposure _severity = new(rules.Exposure);
    private readonly PriorityRating _priority = new(rules.Exposure);
    private int _left;

    /// <summary>The account in a Region; <see langword="null"/> for what has no Region.</summary>
    public Scope? Scope { get; init; }

    /// <summary>The same, where it goes from memory when all was asked; <see langword="null"/> where it stays.</summary>
    public GoingPlace? Going { get; init; }

    public RuleContext Rules => rules;

    public StandIns StandIns { get; } = new(rules);

    /// <summary>What is to be asked about, in pieces that can be asked about side by side.</summary>
    public void Expect(int pieces)
    {
        _left = pieces;
        if (pieces == 0)
        {
            Close();
        }
    }

    /// <summary>Rules were asked about one of the pieces.</summary>
    public void Answered()
    {
        if (Interlocked.Decrement(ref _left) == 0)
        {
            Close();
        }
    }

    public RatedFinding Rated(Finding finding)
    {
        var isPrivate = finding.Rule.OnlyCountedWherePrivate && _severity.IsPrivate(finding);
        var known = _severity.Apply(finding);
        return new(known with { Priority = _priority.Of(known) }, isPrivate);
    }

    /// <summary>A finding as it stays in memory when all was asked.</summary>
    public RatedFinding Kept(RatedFinding rated) => Going is { } going ? rated with { Finding = going.Kept(rated.Finding) } : rated;

    /// <inheritdoc cref="Kept(RatedFinding)"/>
    public MissingSubjects Kept(MissingSubjects missing) => Going is { } going ? going.Kept(missing) : missing;

    private void Close()
    {
        if (Scope is not { } scope)
        {
            return;
        }

        assumptions.Made = Assumptions.Of(scope, rules.Exposure, needs);
        if (Going is { } going)
        {
            going.Go(rules.Exposure);
        }
        else
        {
            rules.Exposure.Leave(scope);
        }
    }
}
