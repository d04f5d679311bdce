using System.Collections.Immutable;

namespace Auditor.Core.Inventory;

/// <summary>A rule of a web ACL or rule group.</summary>
public sealed record WafRule
{
    public required string Name { get; init; }

    /// <summary>Lower runs first.</summary>
    public int Priority { get; init; }

    public required WafAction Action { get; init; }

    /// <summary>The statement's kind as AWS WAF names it: <c>ManagedRuleGroupStatement</c>, <c>RateBasedStatement</c>, <c>IPSetReferenceStatement</c>, ...</summary>
    public required string Statement { get; init; }

    /// <summary>Whether the statement matches every request: an IP set of everything, a size of at least 0, ...</summary>
    public Fact<bool> MatchesEverything { get; init; } = false;

    /// <summary>The rules of the rule group that it refers to, with this reference's overrides applied; <see langword="null"/> when it refers to none.</summary>
    public Fact<ImmutableArray<WafRule>?> GroupRules { get; init; } = (ImmutableArray<WafRule>?)null;

    /// <summary>Vendor and name of a managed rule group, <c>AWS/AWSManagedRulesCommonRuleSet</c>.</summary>
    public string? ManagedGroup { get; init; }

    /// <summary>The limit of a rate-based statement.</summary>
    public long? RateLimit { get; init; }
}
