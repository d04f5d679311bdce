namespace Auditor.Core.Findings;

/// <summary>A change of one value in one place that mends what is wrong.</summary>
/// <param name="Place">The value.</param>
/// <param name="Text">What to write there.</param>
/// <param name="Description">What that does, as a sentence.</param>
public sealed record SourceFix(SourcePlace Place, string Text, string Description);
