using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Rules.Catalogue;

namespace Auditor.Rules.Tests;

/// <summary>
/// Things are looked at side by side, on as many cores as there are: what is said of them is the same, in the same order, as one after the
/// other.
/// </summary>
public sealed class SideBySide
{
    // Rules one by one begin the estate anew for each: nine groups do for a first look.
    [Fact]
    public void The_findings_are_those_of_a_few_rules_after_the_others() => SaysTheSame(10);

    [Fact]
    [Trait("Category", "Exhaustive")]
    public void The_findings_are_those_of_one_rule_after_the_other() => SaysTheSame(1);

    private static void SaysTheSame(int rulesAtOnce)
    {
        var estate = VariedEstate.Make(7);
        var rules = RuleCatalogue.From(typeof(RuleDocumentation).Assembly);
        var together = Audit.Run(estate, rules);

        var alone = rules.Chunk(rulesAtOnce).Select(few => Audit.Run(estate, few))
            .SelectMany(result => result.Findings.Concat(result.OnlyCounted))
            .Select(finding => finding.Fingerprint)
            .Order(StringComparer.Ordinal);

        together.Findings.Concat(together.OnlyCounted).Select(finding => finding.Fingerprint).Order(StringComparer.Ordinal).ShouldBe(alone);
        for (var again = 0; again < 3; again++)
        {
            Audit.Run(estate, rules).Findings.Select(Said).ShouldBe(together.Findings.Select(Said));
        }
    }

    [Fact]
    public void Whoever_cancels_waits_for_one_question_and_not_for_all()
    {
        using var cancellation = new CancellationTokenSource();
        var asked = 0;
        var estate = VariedEstate.Make(7);

        Should.Throw<OperationCanceledException>(() => Audit.Run(estate, [new CancellingRule(() =>
        {
            Interlocked.Increment(ref asked);
            cancellation.Cancel();
        })], cancellation.Token));

        asked.ShouldBeInRange(1, Environment.ProcessorCount);
    }

    private static string Said(Finding finding) =>
        $"{finding.Fingerprint} {finding.Severity} {finding.Message} {string.Join(' ', finding.Evidence)}";

    private sealed class CancellingRule(Action cancel) : Rule<StageSubject>(new()
    {
        Id = "TEST001",
        Name = "cancels",
        Title = "Cancels when it is asked",
        Category = Category.Hygiene,
        Severity = Severity.Low,
        AppliesTo = [ApiKind.Rest, ApiKind.Http, ApiKind.WebSocket],
    })
    {
        protected override IEnumerable<Finding> Check(StageSubject subject, RuleContext context)
        {
            cancel();
            return [];
        }
    }
}
