using System.Collections.Immutable;

namespace Auditor.Core.Findings;

/// <summary>Says which findings somebody accepts, and why. A finding about several stages is accepted only when each of them is.</summary>
public sealed record SuppressionEntry : FindingConditions
{
    /// <summary>Why they are accepted.</summary>
    public required string Reason { get; init; }

    /// <summary>The last day, UTC, on which it holds; <see langword="null"/> when it holds for good.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Who decided; <see langword="null"/> when nobody wrote it down.</summary>
    public string? AcceptedBy { get; init; }

    /// <summary>The day of the decision; <see langword="null"/> when nobody wrote it down.</summary>
    public DateOnly? AcceptedOn { get; init; }

    /// <summary>
    /// How bad the finding was that was accepted: a worse one is not covered. <see langword="null"/> when nobody wrote it down.
    /// </summary>
    public Gravity? AcceptedFor { get; init; }

    /// <summary>What is not accepted although it meets the conditions.</summary>
    public ImmutableArray<FindingConditions> Except { get; init; } = [];

    /// <summary>Where it stands, <c>auditor.yaml:12</c>.</summary>
    public required string Where { get; init; }

    /// <summary>Whether it no longer holds on a day.</summary>
    public bool HasExpired(DateOnly day) => Until < day;

    /// <summary>Whether it is about a finding, as long as it holds and the finding is not worse than what was accepted.</summary>
    internal bool IsAbout(Finding finding, string fingerprint) =>
        Meets(finding, fingerprint) && !Except.Any(exception => exception.Touches(finding, fingerprint));

    /// <summary>
    /// What is worse about a finding than what was accepted, in a few words; <see langword="null"/> when nothing is known to be.
    /// </summary>
    internal string? Outgrown(Finding finding, DateOnly? dayOfEarlierRun)
    {
        if (AcceptedFor is { } accepted)
        {
            return accepted.WorseIn(finding.Gravity) is { IsEmpty: false } worse
                ? $"it was made for {accepted}, and the finding is worse than that: {string.Join(", ", worse)}"
                : null;
        }

        // Of one that names no finding nobody can say what it was made for. One that was written after the earlier run was made for the
        // finding as it is now.
        return Fingerprints is not [] && finding.Worse is { IsEmpty: false } since && !(AcceptedOn is { } on && on > dayOfEarlierRun)
            ? $"it does not say what it was made for ('acceptedFor'), and the finding is worse than in the earlier run: "
                + $"{string.Join(", ", since)}"
            : null;
    }
}
