namespace Auditor.Core.Findings;

/// <summary>Where in a template stands what made something that is deployed.</summary>
/// <param name="Place">The place.</param>
/// <param name="IsLikely">Whether names agree and nothing proves it.</param>
/// <param name="Because">How it was found, in words that follow a place: <c>by stack 'orders', logical id 'Api'</c>.</param>
public sealed record TracedSource(SourcePlace Place, bool IsLikely, string Because);
