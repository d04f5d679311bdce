using System.Collections.Immutable;

namespace Auditor.Core.Inventory;

/// <summary>The rules of a web ACL, in the order in which AWS WAF applies them (Firewall Manager's first and last included).</summary>
public sealed record WebAclDefinition
{
    public required string Name { get; init; }

    /// <summary>What happens to a request that no rule ends: <see cref="WafAction.Allow"/> or <see cref="WafAction.Block"/>.</summary>
    public required WafAction DefaultAction { get; init; }

    public ImmutableArray<WafRule> Rules { get; init; } = [];
}
