using System.Collections.Immutable;

namespace Auditor.Core.Policies.Solving;

/// <summary>Predicates on texts, each the union of some patterns, as one list of patterns.</summary>
internal sealed class TextPredicates(ImmutableArray<ImmutableArray<TextPattern>> predicates)
{
    private readonly ImmutableArray<int> _owners = [.. predicates.SelectMany((patterns, at) => patterns.Select(_ => at))];

    public ImmutableArray<TextPattern> Patterns { get; } = [.. predicates.SelectMany(patterns => patterns)];

    public ImmutableArray<int>[] Start => [.. Patterns.Select(pattern => pattern.Start)];

    /// <summary>Which predicates hold for a text that ends in a state.</summary>
    public BitSet Vector(ImmutableArray<int>[] state) =>
        BitSet.Of(predicates.Length, Enumerable.Range(0, Patterns.Length).Where(at => Patterns[at].Accepts(state[at])).Select(at => _owners[at]));
}
