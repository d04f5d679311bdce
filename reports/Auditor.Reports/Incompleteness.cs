using System.Collections.Immutable;
using Auditor.Core.Rules;

namespace Auditor.Reports;

/// <summary>Says what a scan or its judgement left open, as all formats do at their top.</summary>
internal static class Incompleteness
{
    /// <summary>
    /// <c>2 things could not be read, 7 questions could not be answered</c>; <see langword="null"/> when everything was assessed.
    /// </summary>
    public static string? Of(AuditResult result)
    {
        ImmutableArray<string> parts =
        [
            .. Part(result.Gaps.Count(), count => $"{Count.Of(count, "thing")} could not be read"),
            .. Part(result.Failures.Length, count => $"a rule failed {Count.Of(count, "time")}"),
            .. Part(result.Inconclusive.Count(), count => $"{Count.Of(count, "question")} could not be answered"),
            .. Part(
                result.Comparison?.Lost.Length ?? 0,
                count => $"{Count.Of(count, "finding")} of the earlier run could not be looked at again"),
            .. result.Estate.Interruption is not null ? ["the inventory is not complete"] : ImmutableArray<string>.Empty,
            .. result.Estate.Scopes is [] ? ["no account and no Region was read"] : ImmutableArray<string>.Empty,
        ];
        return parts is [] ? null : string.Join(", ", parts);
    }

    /// <summary>Everything that could not be read, accounts first.</summary>
    public static ImmutableArray<ScopedGap> Gaps(AuditResult result) =>
    [
        .. result.Estate.Accounts.SelectMany(account => account.Gaps.Where(result.IsMissed)
            .Select(gap => new ScopedGap(account.Id, null, gap))),
        .. result.Estate.Scopes.SelectMany(scope => scope.Gaps.Where(result.IsMissed)
            .Select(gap => new ScopedGap(scope.Account, scope.Region, gap))),
    ];

    private static IEnumerable<string> Part(int count, Func<int, string> text) => count == 0 ? [] : [text(count)];
}
