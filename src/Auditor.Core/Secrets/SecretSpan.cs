namespace Auditor.Core.Secrets;

/// <summary>Where a text has a secret.</summary>
/// <param name="Start">Its first letter.</param>
/// <param name="End">Behind its last one.</param>
/// <param name="Kind">What it is, <c>GitHub token</c>.</param>
internal readonly record struct SecretSpan(int Start, int End, string Kind);
