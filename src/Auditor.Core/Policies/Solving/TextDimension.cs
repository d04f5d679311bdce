using System.Collections.Immutable;

namespace Auditor.Core.Policies.Solving;

/// <summary>A text of the request, cut along the patterns that the policy names.</summary>
/// <param name="name">The condition key, or what else messages call it.</param>
/// <param name="role">Who picks the value.</param>
/// <param name="universe">The texts that there can be.</param>
/// <param name="canBeAbsent">True where a request may come without it.</param>
internal class TextDimension(string name, DimensionRole role, ImmutableArray<TextPattern> universe, bool canBeAbsent) : Dimension(name, role)
{
    private readonly List<ImmutableArray<TextPattern>> _predicates = [];
    private readonly List<int> _excluded = [];
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private ImmutableArray<LanguageClass> _classes = [];
    private ImmutableArray<BitSet> _byPredicate = [];

    /// <summary>Predicate that stands for a request without the key.</summary>
    public const int Absent = -1;

    public override int Count => _classes.Length + (canBeAbsent ? 1 : 0);

    protected ImmutableArray<LanguageClass> TextClasses => _classes;

    public int Add(params ImmutableArray<TextPattern> patterns)
    {
        _predicates.Add(patterns);
        return _predicates.Count - 1;
    }

    /// <summary>Tells what the policy names apart from all else.</summary>
    public void Mark(string name, TextPattern pattern)
    {
        if (!_names.ContainsKey(name))
        {
            _names.Add(name, Add(pattern));
        }
    }

    /// <summary>What the policy names, of a class.</summary>
    public IEnumerable<string> Named(int chosen) => _names.Where(name => Classes(name.Value).Contains(chosen)).Select(name => name.Key);

    /// <summary>Takes texts out of the universe.</summary>
    public void Exclude(TextPattern pattern) => _excluded.Add(Add(pattern));

    public override void Build()
    {
        _classes = [.. LanguagePartition.Of(universe, [.. _predicates]).Where(each => !_excluded.Any(each.Vector.Contains))];
        _byPredicate = [.. _predicates.Select((_, predicate) => BitSet.Of(Count, Enumerable.Range(0, _classes.Length).Where(at => _classes[at].Vector.Contains(predicate))))];
    }

    public override BitSet Classes(int predicate) =>
        predicate == Absent ? BitSet.Of(Count, canBeAbsent ? [_classes.Length] : []) : _byPredicate[predicate];

    public override PolicyRequest Apply(PolicyRequest request, int chosen) =>
        chosen == _classes.Length ? request : Apply(request, _classes[chosen].Example);

    // A request without the key is the plainer example.
    public override int Preferred(BitSet possible) =>
        canBeAbsent && possible.Contains(_classes.Length) ? _classes.Length : possible.Members.First();

    protected virtual PolicyRequest Apply(PolicyRequest request, string text) => request.With(Name, text);
}
