using Auditor.Core.Inventory;

namespace Auditor.Core.Waf;

/// <summary>A rule that stops requests which reach it.</summary>
/// <param name="Rule">The rule; of a rule group the one inside.</param>
/// <param name="Group">The managed rule group that it is part of, <c>AWS/AWSManagedRulesCommonRuleSet</c>.</param>
/// <param name="Doubt">Why that is not certain; <see langword="null"/> when it is.</param>
public sealed record WebAclStop(WafRule Rule, string? Group, Unknown? Doubt);
