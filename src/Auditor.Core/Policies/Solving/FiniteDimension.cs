using System.Collections.Immutable;

namespace Auditor.Core.Policies.Solving;

/// <summary>
/// A handful of possible values, each tried in turn: flags, moments between the dates that a policy names, listed endpoints.
/// </summary>
/// <param name="name">The condition key, or what else messages call it.</param>
/// <param name="role">Who picks the value.</param>
/// <param name="candidates">What each class adds to the request; a key that a candidate lacks is absent.</param>
internal sealed class FiniteDimension(string name, DimensionRole role, ImmutableArray<ImmutableDictionary<string, string>> candidates)
    : Dimension(name, role)
{
    private readonly List<BitSet> _predicates = [];

    public override int Count => candidates.Length;

    /// <summary>Adds the predicate of the candidates for which a condition has a given truth.</summary>
    public int Add(Func<PolicyRequest, bool> test)
    {
        var empty = new PolicyRequest { Resource = "" };
        _predicates.Add(BitSet.Of(Count, Enumerable.Range(0, Count).Where(at => test(Apply(empty, at)))));
        return _predicates.Count - 1;
    }

    /// <summary>The values that a class gives a key: one, or none.</summary>
    public IEnumerable<string> Values(int chosen, string key) => candidates[chosen].TryGetValue(key, out var value) ? [value] : [];

    public override BitSet Classes(int predicate) => _predicates[predicate];

    public override PolicyRequest Apply(PolicyRequest request, int chosen) =>
        candidates[chosen].Aggregate(request, (each, pair) => each.With(pair.Key, pair.Value));
}
