using System.Collections.Immutable;
using System.Text;

namespace Auditor.Core.Policies.Solving;

/// <summary>Splits a set of texts into the classes that a list of predicates can tell apart, exactly.</summary>
/// <remarks>
/// All patterns run side by side as one automaton, made deterministic on the fly (subset construction). Breadth first, every reachable state is
/// visited once; an accepting state of the universe shows one class, with a shortest text. In each state only the literals that some pattern waits for
/// differ from one another; every other character is represented by a letter, a digit, a slash and a colon.
/// </remarks>
internal static class LanguagePartition
{
    private const int MostStates = 20_000;

    /// <param name="universe">The texts that there are: those of any of these patterns.</param>
    /// <param name="predicates">Each holds for a text that any of its patterns accepts.</param>
    public static ImmutableArray<LanguageClass> Of(ImmutableArray<TextPattern> universe, ImmutableArray<ImmutableArray<TextPattern>> predicates)
    {
        var found = new Dictionary<BitSet, LanguageClass>();
        var texts = universe.Select(pattern => pattern.OnlyText).OfType<string>().ToImmutableArray();
        foreach (var text in texts)
        {
            var vector = BitSet.Of(predicates.Length, Enumerable.Range(0, predicates.Length).Where(at => predicates[at].Any(pattern => pattern.Accepts(text))));
            found.TryAdd(vector, new LanguageClass(vector, text));
        }

        if (texts.Length < universe.Length)
        {
            Explore([.. universe.Where(pattern => pattern.OnlyText is null)], predicates, found);
        }

        return [.. found.Values];
    }

    private static void Explore(
        ImmutableArray<TextPattern> universe,
        ImmutableArray<ImmutableArray<TextPattern>> predicates,
        Dictionary<BitSet, LanguageClass> found)
    {
        var owners = predicates.SelectMany((patterns, at) => patterns.Select(_ => at)).ToImmutableArray();
        var patterns = universe.AddRange(predicates.SelectMany(each => each));
        var start = patterns.Select(pattern => pattern.Start).ToArray();
        var seen = new HashSet<string>(StringComparer.Ordinal) { Key(start) };
        var queue = new Queue<(ImmutableArray<int>[] State, TextTrail? Trail)>([(start, null)]);
        while (queue.TryDequeue(out var next))
        {
            if (Enumerable.Range(0, universe.Length).Any(at => universe[at].Accepts(next.State[at])))
            {
                var held = Enumerable.Range(universe.Length, owners.Length).Where(at => patterns[at].Accepts(next.State[at]));
                var vector = BitSet.Of(predicates.Length, held.Select(at => owners[at - universe.Length]));
                if (!found.ContainsKey(vector))
                {
                    found.Add(vector, new LanguageClass(vector, TextTrail.Text(next.Trail)));
                }
            }

            foreach (var character in Characters(patterns, next.State))
            {
                var state = new ImmutableArray<int>[patterns.Length];
                for (var at = 0; at < universe.Length; at++)
                {
                    state[at] = patterns[at].Step(next.State[at], character);
                }

                if (state.AsSpan(0, universe.Length).ToArray().All(positions => positions.IsEmpty))
                {
                    continue;
                }

                for (var at = universe.Length; at < patterns.Length; at++)
                {
                    state[at] = patterns[at].Step(next.State[at], character);
                }

                if (seen.Add(Key(state)))
                {
                    queue.Enqueue((state, new TextTrail(next.Trail, character)));
                }
            }

            if (seen.Count > MostStates)
            {
                throw new TooEntangledException("its wildcard patterns overlap in too many ways");
            }
        }
    }

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

    private static string Key(ImmutableArray<int>[] state)
    {
        var key = new StringBuilder();
        foreach (var positions in state)
        {
            foreach (var position in positions)
            {
                key.Append((char)position);
            }

            key.Append('\uFFFF');
        }

        return key.ToString();
    }
}
