using Auditor.Core.Exposure;
using Auditor.Core.Findings;
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
/// <param name="keep">Adds to a finding what has to be known of it when its account and Region went.</param>
internal sealed class AuditPieces(RuleContext rules, Needs needs, Func<Finding, Finding> keep)
{
    private readonly List<PlaceAssumptions> _assumptions = [];
    private readonly List<MissingSubjects> _missing = [];

    /// <summary>What could not be listed of the places so far.</summary>
    public IReadOnlyList<MissingSubjects> Missing => _missing;

    /// <summary>What is assumed of the places that everything was asked about.</summary>
    public IEnumerable<Assumption> Assumptions => _assumptions.SelectMany(place => place.Made);

    /// <summary>All of an inventory. One thread at a time may go on with it.</summary>
    public IEnumerable<(PlaceContext Place, IReadOnlyList<Subject> Subjects)> Of(Estate estate) =>
        Of(estate, estate.Scopes.Select(scope => (scope, (Scope?)null)));

    /// <summary>All of an inventory of which an account and Region can go when everything was asked about it.</summary>
    public IEnumerable<(PlaceContext Place, IReadOnlyList<Subject> Subjects)> Of(InventoryPlaces places) =>
        Of(places.Outline, places.Scopes.Zip(places.Outline.Scopes, (scope, outline) => (scope, (Scope?)outline)));

    private IEnumerable<(PlaceContext Place, IReadOnlyList<Subject> Subjects)> Of(
        Estate estate, IEnumerable<(Scope Scope, Scope? Outline)> scopes) =>
        estate.Accounts.Index()
            .SelectMany(account => Pieces(
                SubjectWalk.Over(account.Item, account.Index, rules.Exposure), assumptions => new(rules, needs, assumptions)))
            .Concat(scopes.Index().SelectMany(place => Pieces(
                SubjectWalk.Over(place.Item.Scope, place.Index, rules.Exposure),
                assumptions => new(rules, needs, assumptions)
                {
                    Scope = place.Item.Scope,
                    Going = place.Item.Outline is { } outline ? new(place.Item.Scope, outline, keep) : null,
                })));

    private IEnumerable<(PlaceContext Place, IReadOnlyList<Subject> Subjects)> Pieces(
        SubjectWalk walk, Func<PlaceAssumptions, PlaceContext> contextOf)
    {
        var assumptions = new PlaceAssumptions();
        _assumptions.Add(assumptions);
        var place = contextOf(assumptions);
        _missing.AddRange(walk.Missing.Select(place.Kept));
        var groups = SubjectGroups.Of(walk.Subjects);
        place.Expect(groups.Count);
        return groups.Select(group => (place, group));
    }
}
