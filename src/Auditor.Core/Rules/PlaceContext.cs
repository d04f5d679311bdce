using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Priorities;

namespace Auditor.Core.Rules;

/// <summary>
/// What rules are asked with about one account, or one account in a Region. What is worked out of its routes is kept until all was asked.
/// </summary>
/// <param name="rules">What all rules are asked with.</param>
/// <param name="needs">What the rules look at.</param>
/// <param name="scope">The account in a Region; <see langword="null"/> for what has no Region.</param>
/// <param name="assumptions">Where it is told what verdicts about it assume, when all was asked.</param>
internal sealed class PlaceContext(RuleContext rules, Needs needs, Scope? scope, PlaceAssumptions assumptions)
{
    private readonly SeverityByExposure _severity = new(rules.Exposure);
    private readonly PriorityRating _priority = new(rules.Exposure);
    private int _left;

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

    private void Close()
    {
        if (scope is not null)
        {
            assumptions.Made = Assumptions.Of(scope, rules.Exposure, needs);
            rules.Exposure.Leave(scope);
        }
    }
}
