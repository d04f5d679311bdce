using Auditor.Templates.Values;

namespace Auditor.Templates.Judging;

/// <summary>Chooses the ways in which what a template leaves open is tried.</summary>
internal static class Scenarios
{
    // Six conditions, both ways.
    private const int MostScenarios = 64;

    /// <summary>Answers by question, one for each scenario after the first, in which every question gets its first answer.</summary>
    public static IEnumerable<(ImmutableDictionary<string, int> Answers, bool IsLast)> After(IReadOnlyList<OpenQuestion> asked)
    {
        if (asked.Count == 0)
        {
            yield break;
        }

        var product = asked.Aggregate(1L, (all, question) => Math.Min(all * question.Count, MostScenarios + 1));
        if (product <= MostScenarios)
        {
            for (var number = 1; number < product; number++)
            {
                var rest = number;
                var answers = ImmutableDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
                foreach (var question in asked)
                {
                    answers[question.Key] = rest % question.Count;
                    rest /= question.Count;
                }

                yield return (answers.ToImmutable(), false);
            }

            yield break;
        }

        // Too many for all: the other end of each, and each answer by itself.
        yield return (ImmutableDictionary<string, int>.Empty, true);
        var single = asked.SelectMany(question => Enumerable.Range(1, question.Count - 1)
            .Select(answer => ImmutableDictionary<string, int>.Empty.Add(question.Key, answer)));
        foreach (var answers in single.Take(MostScenarios - 2))
        {
            yield return (answers, false);
        }
    }
}
