using System.Collections.Immutable;
using Auditor.Core.Findings;
using Auditor.Core.Metadata;
using Shouldly;

namespace Auditor.Testing.Rules;

/// <summary>What tests expect of findings.</summary>
[ShouldlyMethods]
public static class FindingAssertions
{
    /// <summary>There is exactly one finding, it is flagged, and its message contains each of the parts.</summary>
    public static Finding ShouldFlag(this ImmutableArray<Finding> findings, params IEnumerable<string> parts)
    {
        var finding = findings.ShouldHaveSingleItem();
        finding.Outcome.ShouldBe(Outcome.Flagged, finding.Message);
        foreach (var part in parts)
        {
            finding.Message.ShouldContain(part, Case.Sensitive);
        }

        return finding;
    }

    /// <summary>There is nothing, neither wrong nor unknown.</summary>
    public static void ShouldBeClean(this ImmutableArray<Finding> findings, string? because = null) =>
        findings.Select(finding => $"{finding.Outcome}: {finding.Message}").ShouldBeEmpty(because);

    /// <summary>There is exactly one result, "could not tell", for this reason.</summary>
    public static Finding ShouldBeInconclusive(this ImmutableArray<Finding> findings, string because)
    {
        var finding = findings.ShouldHaveSingleItem();
        finding.Outcome.ShouldBe(Outcome.Inconclusive, finding.Message);
        finding.Message.ShouldBe(because);
        return finding;
    }

    /// <summary>The only answer is that the inventory lacks what the rule reads, with what that is and what to do.</summary>
    public static Finding ShouldLackWhatItReads(this ImmutableArray<Finding> findings)
    {
        var rule = findings.ShouldHaveSingleItem().Rule;
        return findings.ShouldBeInconclusive(
            $"What rule '{rule.Name}' reads of this ({NeedsText.Of(rule.Needs)}) is not in the inventory, which was made without the "
                + $"rule or by an earlier version: collect again with it.");
    }

    /// <summary>Exactly one of the findings is flagged; others may be inconclusive.</summary>
    public static Finding OnlyFlagged(this ImmutableArray<Finding> findings) =>
        findings.Where(finding => finding.Outcome is Outcome.Flagged).ShouldHaveSingleItem();
}
