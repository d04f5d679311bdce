using System.Collections.Immutable;
using Auditor.Core.Metadata;
using Auditor.Core.Text;

namespace Auditor.Core.Findings;

/// <summary>How soon somebody should look at a finding, and why: 100 times the percentages of its reasons.</summary>
public sealed record Priority
{
    private const int RaisesAbove = 95;

    /// <param name="reasons">What it is made of, each factor once.</param>
    public Priority(IEnumerable<PriorityReason> reasons)
    {
        Reasons = [.. reasons.OrderBy(reason => reason.Factor)];
        Score = (int)Math.Round(Reasons.Aggregate(100m, (score, reason) => score * reason.Percent / 100m), MidpointRounding.AwayFromZero);
    }

    /// <summary>0 to 100; the highest comes first.</summary>
    public int Score { get; }

    /// <summary>What it is made of.</summary>
    public ImmutableArray<PriorityReason> Reasons { get; }

    /// <summary>
    /// Why it stands before others, for where severity and callers are said by themselves: what lowers it is under the finding.
    /// </summary>
    public IEnumerable<PriorityReason> WhyFirst => Reasons.Where(reason =>
        reason.Factor is not (PriorityFactor.Severity or PriorityFactor.Exposure)
        && (reason.Factor is PriorityFactor.Action || reason.Percent >= RaisesAbove));

    /// <summary>What a severity alone gives.</summary>
    public static PriorityReason Of(Severity severity) => new(
        PriorityFactor.Severity,
        severity switch
        {
            Severity.Critical => 100,
            Severity.High => 85,
            Severity.Medium => 60,
            _ => 35,
        },
        $"{EnumText.Lower(severity)} severity");

    /// <summary>The same with another severity.</summary>
    public Priority With(Severity severity) =>
        new([Of(severity), .. Reasons.Where(reason => reason.Factor is not PriorityFactor.Severity)]);

    /// <summary>For people: <c>72 of 100: high severity; anyone on the internet, without credentials; ...</c>.</summary>
    public override string ToString() => $"{Score} of 100: {string.Join("; ", Reasons.Select(reason => reason.Text))}";
}
