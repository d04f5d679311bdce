using System.Collections.Immutable;
using Auditor.Core.Compliance;
using Auditor.Core.Rules;

namespace Auditor.Reports.Html;

/// <summary>What the rules say of the controls that they give evidence for.</summary>
/// <param name="result">What the rules said.</param>
/// <param name="withFindings">The ids of the rules that have a place among the findings.</param>
internal sealed class FrameworkSection(AuditResult result, IReadOnlySet<string> withFindings)
{
    private readonly Dictionary<string, Rule> _rules = result.Rules.ToDictionary(rule => rule.Info.Id, StringComparer.Ordinal);

    public ImmutableArray<FrameworkModel> Model() =>
        [.. FrameworkTally.Of(result).Where(tally => tally.Controls.Any(control => control.Rules is not [])).Select(Framework)];

    private FrameworkModel Framework(FrameworkTally tally)
    {
        ImmutableArray<ControlModel> controls = [.. tally.Controls.Select(Control)];
        return new(
            $"framework-{tally.Framework.Id}",
            tally.Framework.Title,
            Summary(controls),
            controls.Any(control => control.Suppressed != "0"),
            controls);
    }

    private static string Summary(ImmutableArray<ControlModel> controls) => string.Join(", ", VerdictLook.WorstFirst
        .Select(verdict => (Verdict: verdict, Controls: controls.Count(control => control.Verdict == verdict)))
        .Where(pair => pair.Controls > 0)
        .Select(pair => $"{Count.Number(pair.Controls)} {pair.Verdict.Label.ToLowerInvariant()}"));

    private ControlModel Control(ControlTally tally) => new()
    {
        Id = tally.Control.Id,
        Title = tally.Control.Title,
        Verdict = VerdictLook.Of(tally),
        Passed = Count.Number(tally.Passed),
        Failed = Count.Number(tally.Failed),
        Open = Count.Number(tally.CouldNotTell),
        Suppressed = Count.Number(tally.Suppressed),
        Rules = [.. tally.Rules.Select(rule => new RuleLinkModel(rule.Id, rule.Title, ProjectLinks.HelpOf(_rules[rule.Id]).AbsoluteUri, withFindings.Contains(rule.Id)))],
    };
}
