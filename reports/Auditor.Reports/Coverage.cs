using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Rules;

namespace Auditor.Reports;

/// <summary>How much of an account and Region was read and assessed, for formats in which all that is said is a finding.</summary>
internal sealed record Coverage
{
    public required string Account { get; init; }

    /// <summary>The Region; <see langword="null"/> for what has none (IAM).</summary>
    public required string? Region { get; init; }

    public required string Partition { get; init; }

    /// <summary>Whether everything was read, every question answered and no rule failed.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>What is missing, in one line.</summary>
    public required string Text { get; init; }

    /// <summary>What verdicts assume there, because AWS does not tell it.</summary>
    public ImmutableArray<string> Assumptions { get; init; } = [];

    /// <summary>The same from run to run, so that a complete scan replaces what an incomplete one said.</summary>
    public string Id => $"auditor/{Account}/{Region ?? "global"}/coverage";

    public string Title => IsComplete ? "Auditor could read and assess everything" : "Auditor could not read or assess everything";

    public string AccountArn => $"arn:{Partition}:iam::{Account}:root";

    /// <summary>One for each account and Region, then one for each account of which something without Region was wanted.</summary>
    public static IEnumerable<Coverage> Of(AuditResult result)
    {
        var open = result.Inconclusive.CountBy(finding => (finding.Subject.Identity.Account, finding.Subject.Identity.Region))
            .ToDictionary();
        var failed = result.Failures is [] ? "" : $" A rule failed {Count.Of(result.Failures.Length, "time")}.";
        var assumed = result.Assumptions.ToLookup(assumption => (assumption.Account, assumption.Region), assumption => assumption.Text);
        foreach (var scope in result.Estate.Scopes)
        {
            var coverage = Of(
                scope.Account,
                scope.Region,
                scope.Partition,
                ScopeStatus.Of(scope),
                [.. scope.Gaps],
                open.GetValueOrDefault((scope.Account, (string?)scope.Region)),
                failed);
            ImmutableArray<string> assumptions = [.. assumed[(scope.Account, scope.Region)]];
            yield return assumptions is []
                ? coverage
                : coverage with
                {
                    Assumptions = assumptions,
                    Text = $"{coverage.Text} {Count.Of(assumptions.Length, "thing")} had to be assumed: {string.Join(' ', assumptions)}",
                };
        }

        foreach (var account in result.Estate.Accounts)
        {
            yield return Of(
                account.Id,
                null,
                account.Partition,
                account.Gaps is [] ? ScopeStatus.Complete : ScopeStatus.Partial,
                [.. account.Gaps],
                open.GetValueOrDefault((account.Id, (string?)null)),
                failed);
        }
    }

    private static Coverage Of(string account, string? region, string partition, string status, List<Gap> gaps, int open, string failed)
    {
        var isComplete = (status is ScopeStatus.Complete or ScopeStatus.Closed) && open == 0 && failed.Length == 0;
        var head = status switch
        {
            ScopeStatus.Closed when isComplete => "The Region is closed on purpose, so nothing was asked there.",
            _ when isComplete => "Everything was read and assessed.",
            ScopeStatus.Unreadable => "Nothing could be read, so nothing is known.",
            _ => "Not everything was assessed, and what is missing is not reported as clean.",
        };
        var questions = open == 0 ? "" : $" {Count.Of(open, "question")} could not be answered.";
        return new()
        {
            Account = account,
            Region = region,
            Partition = partition,
            IsComplete = isComplete,
            Text = $"{head}{questions}{failed}{string.Concat(gaps.Select(gap => $" {new ScopedGap(account, region, gap).Text}"))}",
        };
    }
}
