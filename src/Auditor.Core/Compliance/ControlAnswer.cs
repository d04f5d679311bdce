using Auditor.Core.Findings;

namespace Auditor.Core.Compliance;

/// <summary>What a control comes to on one thing that it is about.</summary>
/// <param name="Thing">The thing by name: its ARN, with the route of an API behind it.</param>
/// <param name="Outcome">What it comes to.</param>
/// <param name="Why">Why not, in a few words; <see langword="null"/> when it passed.</param>
public sealed record ControlAnswer(string Thing, ControlOutcome Outcome, string? Why)
{
    /// <summary>Why it is right so, and who decided; <see langword="null"/> unless it is <see cref="ControlOutcome.Excepted"/>.</summary>
    public Suppression? Exception { get; init; }
}
