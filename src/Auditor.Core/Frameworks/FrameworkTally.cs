using System.Collections.Immutable;
using Auditor.Core.Findings;
using Auditor.Core.Rules;

namespace Auditor.Core.Frameworks;

/// <summary>What a run says about a framework, control by control.</summary>
/// <param name="Framework">The framework.</param>
/// <param name="Controls">Every control about API Gateway; of a framework that is not <see cref="Framework.IsComplete"/>, those that a rule that ran gives evidence for.</param>
public sealed record FrameworkTally(Framework Framework, ImmutableArray<ControlTally> Controls)
{
    /// <summary>Counts what all frameworks are interested in.</summary>
    public static ImmutableArray<FrameworkTally> Of(AuditResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var findings = result.Findings.Concat(result.OnlyCounted).ToLookup(finding => finding.Rule.Id, StringComparer.Ordinal);
        var failures = result.Failures.ToLookup(failure => failure.Rule.Id, StringComparer.Ordinal);
        ImmutableArray<ControlTally> rules =
        [
            .. result.Rules.Join(result.Tallies, rule => rule.Info.Id, tally => tally.Rule.Id, (rule, tally) => Of(rule, tally, findings[rule.Info.Id], failures[rule.Info.Id])),
        ];
        return [.. FrameworkCatalogue.All.Select(framework => new FrameworkTally(
            framework,
            [.. framework.Controls.Select(control => Of(control, rules)).Where(control => framework.IsComplete || control.Rules is not [])]))];
    }

    private static ControlTally Of(FrameworkControl control, ImmutableArray<ControlTally> rules)
    {
        ImmutableArray<ControlTally> mine = [.. rules.Where(rule => rule.Rules[0].Frameworks.Contains(control.Id, StringComparer.Ordinal))];
        return new()
        {
            Control = control,
            Rules = [.. mine.Select(rule => rule.Rules[0])],
            Passed = mine.Sum(rule => rule.Passed),
            Failed = mine.Sum(rule => rule.Failed),
            CouldNotTell = mine.Sum(rule => rule.CouldNotTell),
            Suppressed = mine.Sum(rule => rule.Suppressed),
        };
    }

    // A thing counts once, and as the worst that the rule says about it. The things that are missing altogether, because a list
    // could not be read, were not looked at: they add one "could not tell" for each that should have had them.
    private static ControlTally Of(Rule rule, RuleTally tally, IEnumerable<Finding> findings, IEnumerable<RuleFailure> failures)
    {
        var (failed, suppressed, untold, missing) = (0, 0, 0, 0);
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var thing in findings.GroupBy(finding => (finding.Subject.Pointer, RuleFailure.NameOf(finding.Subject))))
        {
            named.Add(thing.Key.Item2);
            missing += rule.SubjectType.IsInstanceOfType(thing.First().Subject) ? 0 : 1;
            if (thing.Any(finding => finding is { Outcome: Outcome.Flagged, Suppression: null }))
            {
                failed++;
            }
            else if (thing.Any(finding => finding is { Outcome: Outcome.Inconclusive, Suppression: null }))
            {
                untold++;
            }
            else
            {
                suppressed++;
            }
        }

        // What threw only after it had flagged something counts already.
        var threw = failures.Count(failure => !named.Contains(failure.Subject));
        return new()
        {
            Control = new(rule.Info.Id, rule.Info.Title),
            Rules = [rule.Info],
            Passed = Math.Max(0, tally.Looked + missing - failed - untold - suppressed - threw),
            Failed = failed,
            CouldNotTell = untold + threw,
            Suppressed = suppressed,
        };
    }
}
