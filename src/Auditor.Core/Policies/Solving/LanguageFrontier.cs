using System.Collections.Immutable;

namespace Auditor.Core.Policies.Solving;

/// <summary>Finds the texts of a universe to which no other text of it is to be preferred, exactly.</summary>
/// <remarks>
/// Not every class of texts has to be told apart to know whether some text gets through: one that is denied by less is as good a witness.
/// So a state of the patterns that run side by side is dropped as soon as another is known from which whatever follows ends at least as
/// well (an antichain). Thirty patterns of which a text can match any subset are thirty steps for this, and 2^30 for whoever lists the
/// subsets. Before anything is searched, a few texts are tried that come to mind: mostly one of them is as good as can be.
/// </remarks>
/// <param name="universe">The texts that there are.</param>
/// <param name="groups">What is asked of them.</param>
/// <param name="work">Counts the steps.</param>
internal sealed class LanguageFrontier(TextPattern universe, ImmutableArray<OpenGroup> groups, Work work)
{
    private const int MostSampled = 40;

    private readonly ImmutableArray<TextPattern> _patterns = [universe, .. groups.SelectMany(group => group.Patterns)];
    private readonly List<(string Text, ImmutableArray<bool> Faults)> _found = [];
    private readonly List<Node> _seen = [];
    private readonly Queue<Node> _queue = [];

    /// <summary>Texts such that each that meets the demand is no better than one of them, the shortest first.</summary>
    public ImmutableArray<string> Best()
    {
        if (BestSample() is not { } sample)
        {
            return Search();
        }

        // What a sample does wrong may be what every text does wrong: that is soon seen of each thing by itself. It is then no longer
        // looked at.
        var faults = sample.Faults;
        if (!faults.Contains(true))
        {
            return [sample.Text];
        }

        ImmutableArray<OpenGroup> asked = [.. groups.Where(group => group.Role is TextRole.Required or TextRole.Forbidden)];
        ImmutableArray<OpenGroup> avoidable = [.. groups.Where((group, at) => group.Role is TextRole.Wanted or TextRole.Unwanted && (!faults[at] || CanBeMet([.. asked, Strict(group)])))];
        if (!groups.Where((group, at) => faults[at]).Intersect(avoidable).Any())
        {
            return [sample.Text];
        }

        var strict = new LanguageFrontier(universe, [.. asked, .. avoidable.Select(Strict)], work).Search();
        return strict.IsEmpty ? new LanguageFrontier(universe, [.. asked, .. avoidable], work).Search() : strict;
    }

    // The first that does nothing wrong, or the one that does least.
    private (string Text, ImmutableArray<bool> Faults)? BestSample()
    {
        (string Text, ImmutableArray<bool> Faults)? best = null;
        var (sampled, fewest) = (0, int.MaxValue);
        foreach (var text in Samples().Distinct(StringComparer.Ordinal))
        {
            var node = After(text);
            if (!IsWhatIsAsked(node))
            {
                continue;
            }

            var faults = Faults(node, isFinal: true);
            var wrong = faults.Count(fault => fault);
            if (wrong < fewest)
            {
                (best, fewest) = ((text, faults), wrong);
            }

            if (wrong == 0 || ++sampled == MostSampled)
            {
                break;
            }
        }

        return best;
    }

    private bool CanBeMet(ImmutableArray<OpenGroup> some) => !new LanguageFrontier(universe, some, work).Search().IsEmpty;

    // As something without which a text is none.
    private static OpenGroup Strict(OpenGroup group) =>
        group with { Role = group.Role is TextRole.Wanted ? TextRole.Required : TextRole.Forbidden };

    private Node After(string text)
    {
        work.Spend(1 + (text.Length * _patterns.Length / 4));
        return text.Aggregate(Start, (node, character) => node.Step(universe, groups, character));
    }

    private Node Start => new(universe.Start, universe.ReachFrom(universe.Start), [.. groups.Select(group => group.Start)], null);

    private ImmutableArray<string> Search()
    {
        Reach(Start);
        while (_queue.TryDequeue(out var node))
        {
            if (IsWhatIsAsked(node))
            {
                var faults = Faults(node, isFinal: true);
                if (!_found.Exists(each => IsWithin(each.Faults, faults)))
                {
                    _found.RemoveAll(each => IsWithin(faults, each.Faults));
                    _found.Add((TextTrail.Text(node.Trail), faults));
                }

                if (!faults.Contains(true))
                {
                    break;
                }
            }

            foreach (var character in Characters(_patterns, Positions(node)))
            {
                Reach(node.Step(universe, groups, character));
            }
        }

        return [.. _found.Select(each => each.Text)];
    }

    // Texts that fit the universe, or what is required, with as little as possible in the place of wildcards.
    private IEnumerable<string> Samples()
    {
        var required = groups.FirstOrDefault(group => group.Role is TextRole.Required);
        var patterns = required is null
            ? universe.Samples(universe.Start)
            : required.Patterns.Take(MostSampled).SelectMany((pattern, at) => pattern.Samples(required.Start.Positions[at]));
        return patterns.Where(text => universe.Accepts(text));
    }

    private void Reach(Node node)
    {
        work.Spend(1 + (_patterns.Length / 4) + (_seen.Count / 8));
        if (node.Universe.IsEmpty || IsHopeless(node) || _seen.Exists(other => IsAsGood(other, node)))
        {
            return;
        }

        var least = Faults(node, isFinal: false);
        if (_found.Exists(each => IsWithin(each.Faults, least)))
        {
            return;
        }

        _seen.RemoveAll(other => IsAsGood(node, other));
        _seen.Add(node);
        _queue.Enqueue(node);
    }

    private ImmutableArray<int>[] Positions(Node node) =>
    [
        node.Universe,
        .. node.Groups.SelectMany((group, at) => group.Decided is null
            ? group.Positions
            : Enumerable.Repeat(ImmutableArray<int>.Empty, groups[at].Patterns.Length)),
    ];

    // Whatever follows, what is required is missed or what is forbidden is met.
    private bool IsHopeless(Node node) => node.Groups.Where((group, at) => groups[at].Role switch
    {
        TextRole.Required => group.Decided is false,
        TextRole.Forbidden => group.Decided is true,
        _ => false,
    }).Any();

    private bool IsWhatIsAsked(Node node) => universe.Accepts(node.Universe)
        && node.Groups.Index().All(each => groups[each.Index].Role switch
    {
        TextRole.Required => IsMatched(node, each.Index),
        TextRole.Forbidden => !IsMatched(node, each.Index),
        _ => true,
    });

    private bool IsMatched(Node node, int group) => node.Groups[group].IsMatched(groups[group].Patterns);

    // Wanted groups that are missed and unwanted ones that are met; before the end only those of which that is sure.
    private ImmutableArray<bool> Faults(Node node, bool isFinal) =>
    [
        .. groups.Select((group, at) => group.Role switch
        {
            TextRole.Wanted => isFinal ? !IsMatched(node, at) : node.Groups[at].Decided is false,
            TextRole.Unwanted => isFinal ? IsMatched(node, at) : node.Groups[at].Decided is true,
            _ => false,
        }),
    ];

    private static bool IsWithin(ImmutableArray<bool> faults, ImmutableArray<bool> others) =>
        faults.Zip(others).All(each => !each.First || each.Second);

    // Whether each text that can follow on the other can follow on this, and ends no worse.
    private bool IsAsGood(Node node, Node other)
    {
        if (!(node.Reach.Covers(other.Reach) ?? universe.Covers(node.Universe, other.Universe)))
        {
            return false;
        }

        for (var at = 0; at < groups.Length; at++)
        {
            var (more, less) = groups[at].Role is TextRole.Required or TextRole.Wanted ? (node, other) : (other, node);
            if (!more.Groups.ItemRef(at).Covers(in less.Groups.ItemRef(at), groups[at].Patterns))
            {
                return false;
            }
        }

        return true;
    }

    // The characters that states can tell apart, one of each kind.
    private static List<char> Characters(ImmutableArray<TextPattern> patterns, ImmutableArray<int>[] state)
    {
        var awaited = new SortedSet<char>(patterns.SelectMany((pattern, at) => pattern.Awaited(state[at])));
        List<char> others = ['/', ':'];
        return
        [
            Other('x', 'z', awaited), Other('0', '9', awaited), .. awaited, .. others.Where(character => !awaited.Contains(character)),
            // Where x, y and z are all awaited, or all ten digits, another of their kind stands for the rest.
            .. "abcdefghijklmnopqrstuvw~".Where(character => !awaited.Contains(character)).Take(1),
        ];
    }

    private static char Other(char first, char last, SortedSet<char> awaited)
    {
        for (var character = first; character <= last; character++)
        {
            if (!awaited.Contains(character))
            {
                return character;
            }
        }

        return last;
    }

    private sealed record Node(ImmutableArray<int> Universe, PatternReach Reach, ImmutableArray<FrontierGroup> Groups, TextTrail? Trail)
    {
        public Node Step(TextPattern universe, ImmutableArray<OpenGroup> groups, char character)
        {
            var stepped = ImmutableArray.CreateBuilder<FrontierGroup>(Groups.Length);
            for (var at = 0; at < Groups.Length; at++)
            {
                stepped.Add(Groups[at].Step(groups[at].Patterns, character));
            }

            var next = universe.Step(Universe, character);
            return new(next, universe.ReachFrom(next), stepped.MoveToImmutable(), new TextTrail(Trail, character));
        }
    }
}
