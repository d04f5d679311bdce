using System.Collections.Immutable;
using System.Security.Cryptography;
using Auditor.Core.Compliance;
using Auditor.Core.Findings;

namespace Auditor.Reports.EvidencePages;

/// <summary>What the page says, as its template takes it.</summary>
internal static class EvidencePage
{
    private static readonly ImmutableArray<ControlVerdict> Verdicts = [.. Enum.GetValues<ControlVerdict>()];

    private static readonly ImmutableArray<(string Title, ControlOutcome Outcome)> Outcomes =
    [
        ("Fail", ControlOutcome.Failed),
        ("Could not tell", ControlOutcome.CouldNotTell),
        ("Exceptions", ControlOutcome.Excepted),
        ("Pass", ControlOutcome.Passed),
    ];

    public static EvidencePageModel Of(ReportInput input, ImmutableArray<FrameworkTally> tallies) => new()
    {
        Title = tallies is [var only] ? $"Evidence for {only.Framework.Title}" : "Evidence for frameworks",
        Facts = [.. Facts(input)],
        Scopes =
        [
            .. input.Result.Estate.Scopes.Select(scope => new EvidenceScope(
                scope.Account, scope.Region, ScopeStatus.Of(scope), Count.Number(scope.KnownApis.Count()))),
        ],
        Gaps = [.. Incompleteness.Gaps(input.Result).Select(gap => gap.Text)],
        Assumptions = [.. input.Result.Assumptions.Select(assumption => $"{assumption.Account}, {assumption.Region}: {assumption.Text}")],
        Frameworks = [.. tallies.Select(Framework)],
    };

    private static IEnumerable<EvidenceFact> Facts(ReportInput input)
    {
        var result = input.Result;
        yield return new("Tool", $"{input.Tool.Name} {input.Tool.Version}, {Count.Of(result.Rules.Length, "rule")}");
        yield return new("Read", Instant.Text(result.Estate.CollectedAt));
        yield return new("Inventory (SHA-256)", Convert.ToHexStringLower(SHA256.HashData(input.Inventory.Span)));
        yield return new(
            "Complete",
            Incompleteness.Of(result) is { } open ? $"No: {open}. What is missing counts as no pass." : "Yes: everything was assessed.");
        if (input.Gate is { } gate)
        {
            yield return new("Result", gate);
        }
    }

    private static EvidenceFramework Framework(FrameworkTally tally) => new()
    {
        Title = tally.Framework.Title,
        IsOfWeaknesses = tally.Framework.IsOfWeaknesses,
        Source = tally.Framework.Source,
        NotDerived = tally.Framework.NotDerived,
        Summary = string.Join(", ", Verdicts
            .Select(verdict => (Verdict: verdict, Number: tally.Controls.Count(control => control.Verdict == verdict)))
            .Where(pair => pair.Number > 0)
            .Select(pair => $"{Count.Number(pair.Number)} {Word(pair.Verdict)}")),
        Controls = [.. tally.Controls.Select(Control)],
    };

    private static EvidenceControl Control(ControlTally control) => new()
    {
        Name = $"{control.Control.Id} {control.Control.Title}",
        Verdict = Word(control.Verdict),
        Passed = Count.Number(control.Passed),
        Failed = Count.Number(control.Failed),
        CouldNotTell = Count.Number(control.CouldNotTell),
        Exceptions = Count.Number(control.Suppressed),
        Evidence = Source(control),
        Answers =
        [
            .. Outcomes
                .Select(outcome => (outcome.Title, Things: control.Answers.Where(answer => answer.Outcome == outcome.Outcome)
                    .Select(Thing)
                    .ToList()))
                .Where(group => group.Things.Count > 0)
                .Select(group => new EvidenceAnswers(group.Title, Count.Number(group.Things.Count), group.Things)),
        ],
    };

    private static string Thing(ControlAnswer answer) => VisibleText.Of(string.Concat(
        answer.Thing,
        answer.Why is { } why ? $": {why}" : "",
        answer.Exception is { } exception ? $". {Accepted(exception)}" : ""));

    private static string Accepted(Suppression exception) =>
        $"{SuppressionText.Of(exception)} ({exception.Source}{(exception.Until is { } day ? $", until {SuppressionText.Day(day)}" : "")})";

    private static string Source(ControlTally control) => control switch
    {
        { Verdict: ControlVerdict.NotAssessed } => "none",
        { Via: not [] } =>
            $"follows from {string.Join(", ", control.FollowsFrom)} (Security Hub) by way of {string.Join(", ", control.Via)}",
        { FollowsFrom: not [] } => $"follows from {string.Join(", ", control.FollowsFrom)} (Security Hub)",
        _ => string.Join(", ", control.Rules.Select(rule => rule.Id)),
    };

    private static string Word(ControlVerdict verdict) => verdict switch
    {
        ControlVerdict.Failed => "fail",
        ControlVerdict.CouldNotTell => "could not tell",
        ControlVerdict.Excepted => "exception",
        ControlVerdict.Passed => "pass",
        ControlVerdict.NothingFound => "nothing found",
        ControlVerdict.NotApplicable => "not applicable",
        _ => "not assessed",
    };
}
