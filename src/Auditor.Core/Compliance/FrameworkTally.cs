using System.Collections.Immutable;
using Auditor.Core.Findings;
using Auditor.Core.Frameworks;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;

namespace Auditor.Core.Compliance;

/// <summary>What a run says about a framework, control by control.</summary>
/// <param name="Framework">The framework.</param>
/// <param name="Controls">Every control about API Gateway; of a framework that is not <see cref="Framework.IsComplete"/>, those that a rule
/// that ran gives evidence for.</param>
public sealed record FrameworkTally(Framework Framework, ImmutableArray<ControlTally> Controls)
{
    /// <summary>Counts what all frameworks are interested in.</summary>
    public static ImmutableArray<FrameworkTally> Of(AuditResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var rules = ByRule(result);
        var hub = FrameworkCatalogue.All.SelectMany(framework => framework.Controls)
            .Where(control => SecurityHubControls.Has(control.Id))
            .Select(control => OfThings(control, result, rules))
            .ToDictionary(tally => tally.Control.Id, StringComparer.Ordinal);
        return
        [
            .. FrameworkCatalogue.All.Select(framework => new FrameworkTally(
                framework,
                [
                    .. framework.Controls
                        .Select(control => hub.GetValueOrDefault(control.Id) ?? OfOthers(control, hub) ?? OfRules(
                            control, rules, framework.IsOfWeaknesses))
                        .Where(control => framework.IsComplete || control.Rules is not []),
                ])),
        ];
    }

    private static ControlTally OfThings(FrameworkControl control, AuditResult result, ImmutableArray<ControlTally> rules)
    {
        ImmutableArray<RuleInfo> mine = [.. rules.Select(rule => rule.Rules[0]).Where(rule => rule.Frameworks.Contains(control.Id, StringComparer.Ordinal))];
        if (mine is [])
        {
            // What the control is about may not have been read either.
            return new() { Control = control, Rules = [] };
        }

        var ids = mine.Select(rule => rule.Id).ToHashSet(StringComparer.Ordinal);
        var findings = result.Flagged.Where(finding => ids.Contains(finding.Rule.Id))
            .SelectMany(finding => Keys(finding).Select(key => (Key: key, Finding: finding)))
            .ToLookup(pair => pair.Key, pair => pair.Finding);
        ImmutableArray<ControlAnswer> answers = [.. SecurityHubControls.SubjectsOf(control.Id, result.Estate).Select(subject => Answer(subject, findings))];
        int Number(ControlOutcome outcome) => answers.Count(answer => answer.Outcome == outcome);
        return new()
        {
            Control = control,
            Rules = mine,
            Answers = answers,
            Passed = Number(ControlOutcome.Passed),
            Failed = Number(ControlOutcome.Failed),
            CouldNotTell = Number(ControlOutcome.CouldNotTell),
            Suppressed = Number(ControlOutcome.Excepted),
        };
    }

    // What fails is an exception where somebody accepted every finding about it.
    private static ControlAnswer Answer(ControlSubject subject, ILookup<(string, string?, string, string?), Finding> findings)
    {
        if (subject.Complaint.Unknown is { } reason)
        {
            return new(subject.Thing, ControlOutcome.CouldNotTell, reason.Because);
        }

        if (subject.Complaint.Value is not { } complaint)
        {
            return new(subject.Thing, ControlOutcome.Passed, null);
        }

        var about = subject.FoundOn.SelectMany(identity => findings[Key(identity)]).ToList();
        return about.Count > 0 && about.TrueForAll(finding => finding.Suppression is not null)
            ? new(subject.Thing, ControlOutcome.Excepted, complaint) { Exception = about[0].Suppression }
            : new(subject.Thing, ControlOutcome.Failed, complaint);
    }

    // One finding about an API may be about several of its stages.
    private static IEnumerable<(string, string?, string, string?)> Keys(Finding finding) =>
        finding.Subject is ApiSubject api && finding.Stages is not []
        ? finding.Stages.Select(stage => Key(api.Identity with { Arn = $"{api.Identity.Arn}/stages/{stage}" }))
        : [Key(finding.Subject.Identity)];

    private static (string, string?, string, string?) Key(ResourceIdentity identity) =>
        (identity.Account, identity.Region, identity.Arn, identity.Route);

    private static ControlTally? OfOthers(FrameworkControl control, Dictionary<string, ControlTally> hub) =>
        (SecurityHubCrosswalk.Behind(control.Id), PublishedCrosswalks.Behind(control.Id)) switch
        {
            ({ IsEmpty: false } behind, _) => OfControls(control, behind, [], hub),
            (_, { IsEmpty: false } via) =>
                OfControls(
                    control, [.. hub.Keys.Where(id => via.Intersect(SecurityHubCrosswalk.Of(id), StringComparer.Ordinal).Any())], via, hub),
            _ => null,
        };

    private static ControlTally OfControls(
        FrameworkControl control, ImmutableArray<string> behind, ImmutableArray<string> via, Dictionary<string, ControlTally> hub)
    {
        var assessed = behind.Select(id => hub[id]).Where(tally => tally.Rules is not []).ToList();
        return new()
        {
            Control = control,
            FollowsFrom = behind,
            Via = via,
            Rules = [.. assessed.SelectMany(tally => tally.Rules).DistinctBy(rule => rule.Id, StringComparer.Ordinal)],
            Passed = assessed.Sum(tally => tally.Passed),
            Failed = assessed.Sum(tally => tally.Failed),
            CouldNotTell = assessed.Sum(tally => tally.CouldNotTell),
            Suppressed = assessed.Sum(tally => tally.Suppressed),
        };
    }

    private static ControlTally OfRules(FrameworkControl control, ImmutableArray<ControlTally> rules, bool isWeakness)
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
            IsWeakness = isWeakness,
        };
    }

    private static ImmutableArray<ControlTally> ByRule(AuditResult result)
    {
        var findings = result.Findings.Concat(result.OnlyCounted).ToLookup(finding => finding.Rule.Id, StringComparer.Ordinal);
        var failures = result.Failures.ToLookup(failure => failure.Rule.Id, StringComparer.Ordinal);
        return [.. result.Rules.Join(result.Tallies, rule => rule.Info.Id, tally => tally.Rule.Id, (rule, tally) => OfRule(rule, tally, findings[rule.Info.Id], failures[rule.Info.Id]))];
    }

    // A thing counts once, and as the worst that the rule says about it. The things that are missing altogether, because a list
    // could not be read, were not looked at: they add one "could not tell" for each that should have had them.
    private static ControlTally OfRule(Rule rule, RuleTally tally, IEnumerable<Finding> findings, IEnumerable<RuleFailure> failures)
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
