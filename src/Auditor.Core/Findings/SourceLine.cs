namespace Auditor.Core.Findings;

/// <summary>A line of a file as reports show it, without secrets.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Text">What stands in it.</param>
/// <param name="IsMeant">Whether it is the one that is meant, and not one around it.</param>
public sealed record SourceLine(int Number, string Text, bool IsMeant);
