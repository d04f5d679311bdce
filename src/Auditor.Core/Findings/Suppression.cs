namespace Auditor.Core.Findings;

/// <summary>Somebody's decision that a finding is right as it is.</summary>
/// <param name="Reason">Why, in their words.</param>
/// <param name="Until">The last day on which it holds, UTC; <see langword="null"/> for ever.</param>
/// <param name="Source">Where it was written, <c>auditor.yaml:12</c>.</param>
public sealed record Suppression(string Reason, DateOnly? Until, string Source)
{
    /// <summary>Who decided; <see langword="null"/> when nobody wrote it down.</summary>
    public string? AcceptedBy { get; init; }

    /// <summary>The day of the decision; <see langword="null"/> when nobody wrote it down.</summary>
    public DateOnly? AcceptedOn { get; init; }
}
