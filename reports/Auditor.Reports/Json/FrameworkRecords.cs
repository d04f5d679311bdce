using Auditor.Core.Compliance;
using Auditor.Core.Rules;

namespace Auditor.Reports.Json;

/// <summary>What the run says about frameworks: totals, and by name what passed, failed, could not be told or was accepted.</summary>
internal static class FrameworkRecords
{
    /// <summary>Those of which something was assessed.</summary>
    public static IReadOnlyList<FrameworkRecord> Of(AuditResult result) =>
        [.. FrameworkTally.Of(result).Where(tally => tally.Controls.Any(control => control.Verdict is not ControlVerdict.NotAssessed)).Select(Of)];

    private static FrameworkRecord Of(FrameworkTally tally) => new()
    {
        Id = tally.Framework.Id,
        Title = tally.Framework.Title,
        Source = tally.Framework.Source,
        NotDerived = tally.Framework.NotDerived,
        Totals = new OrderedDictionary<string, int>(
            Enum.GetValues<ControlVerdict>().Select(verdict => KeyValuePair.Create(Word.Of(verdict), tally.Controls.Count(control => control.Verdict == verdict)))),
        Controls = [.. tally.Controls.Select(Of)],
    };

    private static ControlRecord Of(ControlTally control) => new()
    {
        Id = control.Control.Id,
        Title = control.Control.Title,
        Verdict = Word.Of(control.Verdict),
        Passed = control.Passed,
        Failed = control.Failed,
        CouldNotTell = control.CouldNotTell,
        Excepted = control.Suppressed,
        Rules = Absent.IfEmpty<string>([.. control.Rules.Select(rule => rule.Id)]),
        FollowsFrom = Absent.IfEmpty<string>([.. control.FollowsFrom]),
        Via = Absent.IfEmpty<string>([.. control.Via]),
        Things = Absent.IfEmpty<ThingRecord>(
        [
            .. control.Answers.Select(answer => new ThingRecord(
                answer.Thing, Word.Of(answer.Outcome), answer.Why, answer.Exception is { } exception ? SuppressionText.Of(exception) : null)),
        ]),
    };
}
