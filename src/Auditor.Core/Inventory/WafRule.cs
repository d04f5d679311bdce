using System.Collections.Immutable;

namespace Auditor.Core.Inventory;

/// <summary>A rule of a web ACL or rule group.</summary>
public sealed record WafRule
{
    public required string Name { get; init; }

    /// <summary>Lower runs first.</summary>
    public int Priority { get; init; }

    public required WafAction Action { get; init; }

    /// <summary>
    /// The statement's kind as AWS WAF names it: <c>ManagedRuleGroupStatement</c>, <c>RateBasedStatement</c>,
    /// <c>IPSetReferenceStatement</c>, ...
    /// </summary>
    public required string Statement { get; init; }

    /// <summary>Whether the statement matches every request: an IP set of everything, a size of at least 0, ...</summary>
    public Fact<bool> MatchesEverything { get; init; } = false;

    /// <summary>
    /// What the statement looks for; <see langword="null"/> in inventories of earlier versions and for references to rule groups.
    /// </summary>
    public WafStatement? Matches { get; init; }

    /// <summary>The labels that the rule adds to requests it matches, without the prefix of its web ACL or rule group.</summary>
    public ImmutableArray<string>? Labels { get; init; }

    /// <summary>
    /// The rules of the rule group that it refers to, with this reference's overrides applied; <see langword="null"/> when it refers to
    /// none.
    /// </summary>
    public Fact<ImmutableArray<WafRule>?> GroupRules { get; init; } = (ImmutableArray<WafRule>?)null;

    /// <summary>Vendor and name of a managed rule group, <c>AWS/AWSManagedRulesCommonRuleSet</c>.</summary>
    public string? ManagedGroup { get; init; }

    /// <summary>The name of a rule group of one's own.</summary>
    public string? OwnGroup { get; init; }

    /// <summary>The limit of a rate-based statement.</summary>
    public long? RateLimit { get; init; }

    /// <summary>The seconds over which a rate-based statement counts; 300 unless said otherwise.</summary>
    public long? RateWindowSeconds { get; init; }
}
