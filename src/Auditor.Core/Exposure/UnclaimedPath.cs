using System.Collections.Immutable;

namespace Auditor.Core.Exposure;

/// <summary>Finds a path that a pattern takes and no more specific pattern claims.</summary>
/// <remarks>
/// At each level the patterns tell finitely many segments apart: those that one of them writes out, and any other. So trying one of each
/// decides it, and a pattern of which nothing is found is wholly covered: no request reaches its route.
/// </remarks>
internal static class UnclaimedPath
{
    private static readonly ImmutableArray<string> PlainWords = ["anything", "something", "x", "1"];

    /// <summary>Such a path, <c>/orders/anything</c>; <see langword="null"/> when the others cover all of it.</summary>
    public static string? Of(string[] pattern, IEnumerable<string[]> others)
    {
        var path = new List<string>();
        return Complete(pattern, 0, [.. others], path) ? $"/{string.Join('/', path)}" : null;
    }

    private static bool Complete(string[] pattern, int at, string[][] others, List<string> path)
    {
        var depth = path.Count;
        if (at == pattern.Length)
        {
            return !others.Any(other => other.Length == depth);
        }

        var isGreedy = RouteMatching.Kind(pattern[at]) is SegmentKind.Greedy;
        foreach (var segment in Candidates(pattern[at], others, depth))
        {
            string[][] left = [.. others.Where(other => other.Length > depth && RouteMatching.Takes(other[depth], segment))];
            if (left.Any(other => RouteMatching.Kind(other[depth]) is SegmentKind.Greedy))
            {
                continue;
            }

            path.Add(segment);
            if (Complete(pattern, isGreedy ? pattern.Length : at + 1, left, path)
                || (isGreedy && left.Length > 0 && Complete(pattern, at, left, path)))
            {
                return true;
            }

            path.RemoveAt(depth);
        }

        return false;
    }

    private static IEnumerable<string> Candidates(string segment, string[][] others, int depth)
    {
        if (RouteMatching.Kind(segment) is SegmentKind.Literal)
        {
            return [segment];
        }

        var written = others
            .Where(other => other.Length > depth && RouteMatching.Kind(other[depth]) is SegmentKind.Literal && other[depth].Length > 0)
            .Select(other => other[depth])
            .ToHashSet(StringComparer.Ordinal);
        return [Other(written), .. written.Order(StringComparer.Ordinal)];
    }

    private static string Other(HashSet<string> written) =>
        PlainWords.FirstOrDefault(word => !written.Contains(word))
        ?? Enumerable.Range(2, written.Count)
            .Select(number => FormattableString.Invariant($"x{number}"))
            .First(word => !written.Contains(word));
}
