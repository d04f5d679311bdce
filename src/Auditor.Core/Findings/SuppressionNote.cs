namespace Auditor.Core.Findings;

/// <summary>A suppression that somebody should look at again: it has expired, or there is nothing that it accepts.</summary>
/// <param name="Source">Where it stands, <c>auditor.yaml:12</c>.</param>
/// <param name="Text">What is the matter with it, as a sentence.</param>
public sealed record SuppressionNote(string Source, string Text);
