namespace Auditor.Core.Findings;

/// <summary>What one factor does to a priority.</summary>
/// <param name="Factor">The factor.</param>
/// <param name="Percent">What is left of the priority, 1 to 100.</param>
/// <param name="Text">Why, in a few words that follow others: <c>anyone on the internet, without credentials</c>.</param>
public sealed record PriorityReason(PriorityFactor Factor, int Percent, string Text);
