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
        var patterns = new TextPredicates(predicates);
        foreach (var pattern in universe)
        {
            // Behind the literal start most patterns are dead, or accept whatever follows: only the others have to run.
            var start = pattern.LiteralStart;
            var state = patterns.Patterns.Select(each => each.After(start)).ToArray();
            ImmutableArray<int> running = [.. Enumerable.Range(0, state.Length).Where(at => !state[at].IsEmpty && !patterns.Patterns[at].AcceptsAnything(state[at]))];
            foreach (var (end, text) in Ends([pattern.Without(start.Length)], [.. running.Select(at => patterns.Patterns[at])], [.. running.Select(at => state[at])]))
            {
                for (var at = 0; at < running.Length; at++)
                {
                    state[running[at]] = end[at];
                }

                var vector = patterns.Vector(state);
                found.TryAdd(vector, new LanguageClass(vector, start + text));
            }
        }
    }

    /// <summary>The states in which patterns can be after a text of the universe, each once, with a shortest such text.</summary>
    public static IEnumerable<(ImmutableArray<int>[] State, string Text)> Ends(
        ImmutableArray<TextPattern> universe,
        ImmutableArray<TextPattern> patterns,
        ImmutableArray<int>[] start)
    {
        var all = universe.AddRange(patterns);
        ImmutableArray<int>[] first = [.. universe.Select(pattern => pattern.Start), .. start];
        var seen = new HashSet<string>(StringComparer.Ordinal) { Key(first) };
        var ended = new HashSet<string>(StringComparer.Ordinal);
        var queue = new Queue<(ImmutableArray<int>[] State, TextTrail? Trail)>([(first, null)]);
        while (queue.TryDequeue(out var next))
        {
            var end = next.State[universe.Length..];
            if (Enumerable.Range(0, universe.Length).Any(at => universe[at].Accepts(next.State[at])) && ended.Add(Key(end)))
            {
                yield return (end, TextTrail.Text(next.Trail));
            }

            foreach (var character in Characters(all, next.State))
            {
                if (Step(universe, all, next.State, character) is { } state && seen.Add(Key(state)))
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

    // Null where the text has left the universe.
    private static ImmutableArray<int>[]? Step(ImmutableArray<TextPattern> universe, ImmutableArray<TextPattern> all, ImmutableArray<int>[] from, char character)
    {
        var state = new ImmutableArray<int>[all.Length];
        var isInside = false;
        for (var at = 0; at < all.Length; at++)
        {
            state[at] = all[at].Step(from[at], character);
            isInside |= at < universe.Length && !state[at].IsEmpty;
            if (at == universe.Length - 1 && !isInside)
            {
                return null;
            }
        }

        return state;
    }

    /// <summary>The characters that states can tell apart, one of each kind.</summary>
    public static List<char> Characters(ImmutableArray<TextPattern> patterns, ImmutableArray<int>[] state)
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
