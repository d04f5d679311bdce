using System.Collections.Immutable;

namespace Auditor.Core.Policies.Solving;

/// <summary>A text of the request, as those of its values that no other could stand in for.</summary>
/// <param name="name">The condition key, or what else messages call it.</param>
/// <param name="role">Who picks the value.</param>
/// <param name="universe">The texts that there can be.</param>
/// <param name="canBeAbsent">True where a request may come without it.</param>
internal class TextDimension(
    string name, DimensionRole role, ImmutableArray<TextPattern> universe, bool canBeAbsent) : Dimension(name, role)
{
    private readonly List<TextPattern> _patterns = [];
    private readonly List<ImmutableArray<int>> _predicates = [];
    private readonly List<TextMark> _marks = [];
    private readonly List<int> _excluded = [];
    private readonly List<int> _required = [];
    private ImmutableArray<LanguageClass> _classes = [];
    private ImmutableArray<BitSet> _byPredicate = [];

    /// <summary>Predicate that stands for a request without the key.</summary>
    public const int Absent = -1;

    public override int Count => _classes.Length + (canBeAbsent ? 1 : 0);

    protected ImmutableArray<LanguageClass> TextClasses => _classes;

    /// <summary>Adds the predicate of the texts that any of the patterns accepts.</summary>
    public int Add(params ImmutableArray<TextPattern> patterns)
    {
        _predicates.Add([.. Enumerable.Range(_patterns.Count, patterns.Length)]);
        _patterns.AddRange(patterns);
        return _predicates.Count - 1;
    }

    /// <summary>Tells what the policy names apart from all else.</summary>
    public void Mark(string text, TextPattern pattern, int narrowness = 0)
    {
        if (!_marks.Exists(mark => mark.Name == text))
        {
            _marks.Add(new(text, Add(pattern), narrowness));
        }
    }

    /// <summary>What the policy names, of a class.</summary>
    public IEnumerable<string> Named(int chosen) => Marks(chosen).Select(mark => mark.Name);

    /// <summary>Takes texts out of the universe.</summary>
    public void Exclude(TextPattern pattern) => _excluded.Add(Add(pattern));

    /// <summary>Takes all but these texts out of the universe.</summary>
    public void Require(TextPattern pattern) => _required.Add(Add(pattern));

    public override void Build(ImmutableArray<StatementModel> statements, Work work)
    {
        // One object for each group, by which a state knows again what it has looked at.
        var groups = new Dictionary<TextGroup, TextGroup>(ReferenceEqualityComparer.Instance);
        var demands = new TextDemands(this, statements).All.Select(demand => new TextDemand([.. demand.Groups.Select(OfPatterns)]))
            .ToImmutableArray();
        var found = new Dictionary<BitSet, LanguageClass>();
        ImmutableArray<TextGroup> limits =
        [
            .. _required.Select(each => new TextGroup(TextRole.Required, _predicates[each])),
            .. _excluded.Count == 0
                ? []
                : new[] { new TextGroup(TextRole.Forbidden, [.. _excluded.SelectMany(each => _predicates[each])]) },
        ];
        foreach (var mark in _marks)
        {
            Find(
                Universe(mark.Name),
                [
                    new(TextRole.Required, _predicates[mark.Predicate]),
                    .. Forbidden(_marks.Where(other => other.Narrowness > mark.Narrowness)),
                    .. limits,
                ],
                demands,
                found,
                work);
        }

        Find(universe, [.. Forbidden(_marks), .. limits], demands, found, work);
        _classes = [.. found.Values];
        work.Spend(_classes.Length * _predicates.Count);
        _byPredicate = [.. _predicates.Select((_, predicate) => BitSet.Of(Count, Enumerable.Range(0, _classes.Length).Where(at => _classes[at].Vector.Contains(predicate))))];

        TextGroup OfPatterns(TextGroup group)
        {
            if (!groups.TryGetValue(group, out var known))
            {
                known = group with { Predicates = [.. group.Predicates.SelectMany(predicate => _predicates[predicate])] };
                groups.Add(group, known);
            }

            return known;
        }
    }

    public override BitSet Classes(int predicate) =>
        predicate == Absent ? BitSet.Of(Count, canBeAbsent ? [_classes.Length] : []) : _byPredicate[predicate];

    public override PolicyRequest Apply(PolicyRequest request, int chosen) =>
        chosen == _classes.Length ? request : Apply(request, _classes[chosen].Example);

    // A request without the key is the plainer example.
    public override int Preferred(BitSet possible) =>
        canBeAbsent && possible.Contains(_classes.Length) ? _classes.Length : possible.Members.First();

    protected IEnumerable<TextMark> Marks(int chosen) => _marks.Where(mark => Classes(mark.Predicate).Contains(chosen));

    protected virtual PolicyRequest Apply(PolicyRequest request, string text) => request.With(Name, text);

    /// <summary>Patterns that take in all texts of the universe which have a mark.</summary>
    protected virtual ImmutableArray<TextPattern> Universe(string marked) => universe;

    private IEnumerable<TextGroup> Forbidden(IEnumerable<TextMark> marks) =>
        marks.SelectMany(mark => _predicates[mark.Predicate]).ToImmutableArray() is { IsEmpty: false } patterns
            ? [new(TextRole.Forbidden, patterns)]
            : [];

    private void Find(
        ImmutableArray<TextPattern> pieces,
        ImmutableArray<TextGroup> always,
        ImmutableArray<TextDemand> demands,
        Dictionary<BitSet,
        LanguageClass> found,
        Work work)
    {
        ImmutableArray<TextPattern> patterns = [.. _patterns];
        foreach (var piece in pieces)
        {
            // Behind the literal start most patterns are dead, or accept whatever follows: only the others have to run.
            var start = piece.LiteralStart;
            work.Spend(patterns.Length);
            var state = new TextState(patterns, [.. patterns.Select(pattern => pattern.After(start))], start);
            var rest = piece.Without(start.Length);
            var looked = new HashSet<string>(StringComparer.Ordinal);
            foreach (var demand in demands)
            {
                work.Spend(1 + (demand.Groups.Length / 8));
                if (state.Open(new([.. always, .. demand.Groups])) is not { } open
                    || !looked.Add(string.Join(' ', open.Select(group => $"{group.Role}{string.Join(',', group.Numbers)}"))))
                {
                    continue;
                }

                foreach (var text in new LanguageFrontier(rest, open, work).Best())
                {
                    var vector = Vector(start + text);
                    found.TryAdd(vector, new LanguageClass(vector, start + text));
                }
            }
        }
    }

    private BitSet Vector(string text)
    {
        var accepted = _patterns.ConvertAll(pattern => pattern.Accepts(text));
        return BitSet.Of(
            _predicates.Count, Enumerable.Range(0, _predicates.Count).Where(predicate => _predicates[predicate].Any(at => accepted[at])));
    }
}
