namespace Auditor.Core.Rules;

/// <summary>A rule that threw. The other rules went on; what it would have said is missing.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Subject">The ARN of what it looked at, and the route when it was one.</param>
/// <param name="Error">The exception's type and message.</param>
public sealed record RuleFailure(RuleInfo Rule, string Subject, string Error);
