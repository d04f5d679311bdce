using System.Collections.Immutable;

namespace Auditor.Core.Policies.Solving;

/// <summary>The address of the caller, cut along the address sets that the policy names.</summary>
internal sealed class AddressDimension(string key, AddressSet universe) : Dimension(key, DimensionRole.Chosen)
{
    private readonly List<AddressSet> _predicates = [];
    private ImmutableArray<AddressSet> _classes = [];

    public override int Count => _classes.Length;

    public int Add(AddressSet addresses)
    {
        _predicates.Add(addresses);
        return _predicates.Count - 1;
    }

    public override void Build(ImmutableArray<StatementModel> statements, Work work)
    {
        IReadOnlyCollection<AddressSet> classes = [universe];
        foreach (var predicate in _predicates.Distinct())
        {
            work.Spend(classes.Count);
            classes = [.. classes.SelectMany(each => new[] { each.Intersect(predicate), each.Except(predicate) }).Where(each => !each.IsEmpty)];
        }

        _classes = [.. classes.Where(each => !each.IsEmpty)];
    }

    public override BitSet Classes(int predicate) =>
        BitSet.Of(Count, Enumerable.Range(0, Count).Where(at => _classes[at].IsSubsetOf(_predicates[predicate])));

    public AddressSet Addresses(BitSet classes) => classes.Members.Aggregate(AddressSet.Empty, (set, at) => set.Union(_classes[at]));

    public override PolicyRequest Apply(PolicyRequest request, int chosen) => request.With(Name, _classes[chosen].Example());

    public override int Preferred(BitSet possible)
    {
        var examples = possible.Members.Where(at => _classes[at].Contains(universe.Example())).ToImmutableArray();
        return examples.IsEmpty ? possible.Members.First() : examples[0];
    }
}
