using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Subjects;

namespace Auditor.Core.Rules;

/// <summary>
/// Lists what rules are asked about piece by piece, in the order of the inventory: what is not yet asked about is not yet listed, and what
/// was asked about stays only where somebody found something.
/// </summary>
/// <param name="rules">What all rules are asked with.</param>
/// <param name="needs">What the rules look at.</param>
internal sealed class AuditPieces(RuleContext rules, Needs needs)
{
    private readonly List<PlaceAssumptions> _assumptions = [];
    private readonly List<MissingSubjects> _missing = [];

    /// <summary>What could not be listed of the places so far.</summary>
    public IReadOnlyList<MissingSubjects> Missing => _missing;

    /// <summary>What is assumed of the places that everything was asked about.</summary>
    public IEnumerable<Assumption> Assumptions => _assumptions.SelectMany(place => place.Made);

    /// <summary>All of an inventory. One thread at a time may go on with it.</summary>
    public IEnumerable<(PlaceContext Place, IReadOnlyList<Subject> Subjects)> Of(Estate estate) =>
        estate.Accounts.Index()
            .SelectMany(account => Pieces(null, SubjectWalk.Over(account.Item, account.Index, rules.Exposure)))
            .Concat(estate.Scopes.Index()
                .SelectMany(scope => Pieces(scope.Item, SubjectWalk.Over(scope.Item, scope.Index, rules.Exposure))));

    private IEnumerable<(PlaceContext Place, IReadOnlyList<Subject> Subjects)> Pieces(Scope? scope, SubjectWalk walk)
    {
        var assumptions = new PlaceAssumptions();
        _assumptions.Add(assumptions);
        var place = new PlaceContext(rules, needs, scope, assumptions);
        _missing.AddRange(walk.Missing);
        var groups = SubjectGroups.Of(walk.Subjects);
        place.Expect(groups.Count);
        return groups.Select(group => (place, group));
    }
}
