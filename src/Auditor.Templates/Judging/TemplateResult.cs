using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Rules;

namespace Auditor.Templates.Judging;

/// <summary>
/// What is kept of a template that was judged. Neither what was read of the file nor who can call what of it is: of a thousand files that
/// is gigabytes.
/// </summary>
internal sealed record TemplateResult
{
    public required Account? Account { get; init; }

    /// <summary>The inventory that it would make.</summary>
    public required Scope Scope { get; init; }

    /// <summary>The findings of all ways in which what the template leaves open may turn out.</summary>
    public required ImmutableArray<Finding> Findings { get; init; }

    public required ImmutableArray<Finding> OnlyCounted { get; init; }

    public required ImmutableArray<RuleTally> Tallies { get; init; }

    public required ImmutableArray<RuleFailure> Failures { get; init; }

    /// <summary>What is assumed of the APIs that it only refers to.</summary>
    public required ImmutableArray<Assumption> Assumptions { get; init; }

    public static TemplateResult Of(JudgedTemplate judged) => new()
    {
        Account = judged.Inventory.Account,
        Scope = judged.Inventory.Written,
        Findings = judged.Findings,
        OnlyCounted = [.. judged.Result.OnlyCounted.Where(finding => !TemplateJudge.IsListedHere(finding))],
        Tallies = judged.Result.Tallies,
        Failures = judged.Result.Failures,
        Assumptions = [.. judged.Inventory.Assumptions],
    };
}
