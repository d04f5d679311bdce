namespace Auditor.Core.Policies;

/// <summary>A header that the caller writes itself, and with what it gets in.</summary>
/// <param name="Key">The condition key, <c>aws:Referer</c> or <c>aws:UserAgent</c>.</param>
/// <param name="Value">A value that gets in; null where the request gets in without the header.</param>
public sealed record ShownHeader(string Key, string? Value);
