using System.Text.Json;
using System.Text.Json.Serialization;

namespace Auditor.Aws.Services.Waf.Wire;

internal sealed record WebAclAnswer
{
    [JsonPropertyName("WebACL")]
    public WebAcl? WebAcl { get; init; }
}

internal sealed record WebAcl
{
    public string? Name { get; init; }

    public WafAction? DefaultAction { get; init; }

    public IReadOnlyList<WafRule?>? Rules { get; init; }

    public IReadOnlyList<ManagerRuleGroup?>? PreProcessFirewallManagerRuleGroups { get; init; }

    public IReadOnlyList<ManagerRuleGroup?>? PostProcessFirewallManagerRuleGroups { get; init; }
}

/// <summary>A rule group that Firewall Manager put before or after the account's own rules.</summary>
internal sealed record ManagerRuleGroup
{
    public string? Name { get; init; }

    public int? Priority { get; init; }

    public JsonElement? FirewallManagerStatement { get; init; }

    public WafAction? OverrideAction { get; init; }
}

internal sealed record WafRule
{
    public string? Name { get; init; }

    public int? Priority { get; init; }

    /// <summary>A tree of several dozen kinds of statement, read member by member where it is judged.</summary>
    public JsonElement? Statement { get; init; }

    public IReadOnlyList<WafLabel?>? RuleLabels { get; init; }

    public WafAction? Action { get; init; }

    public WafAction? OverrideAction { get; init; }
}

internal sealed record WafLabel
{
    public string? Name { get; init; }
}

/// <summary>Exactly one member is present; it is an object, often an empty one.</summary>
internal sealed record WafAction
{
    public JsonElement? Allow { get; init; }

    public JsonElement? Block { get; init; }

    public JsonElement? Count { get; init; }

    public JsonElement? Captcha { get; init; }

    public JsonElement? Challenge { get; init; }

    public JsonElement? None { get; init; }
}

internal sealed record RuleGroupAnswer
{
    public RuleGroup? RuleGroup { get; init; }
}

internal sealed record RuleGroup
{
    public IReadOnlyList<WafRule?>? Rules { get; init; }
}

internal sealed record IpSetAnswer
{
    [JsonPropertyName("IPSet")]
    public IpSet? IpSet { get; init; }
}

internal sealed record IpSet
{
    public IReadOnlyList<string?>? Addresses { get; init; }
}

/// <summary>What a vendor's rule group consists of.</summary>
internal sealed record ManagedRuleGroup
{
    public IReadOnlyList<WafRule?>? Rules { get; init; }
}

internal sealed record LoggingConfigurationAnswer
{
    public LoggingConfiguration? LoggingConfiguration { get; init; }
}

internal sealed record LoggingConfiguration
{
    public IReadOnlyList<string?>? LogDestinationConfigs { get; init; }

    public LoggingFilter? LoggingFilter { get; init; }
}

/// <summary>Which records are written.</summary>
internal sealed record LoggingFilter
{
    /// <summary>What becomes of records that no filter matches: KEEP or DROP.</summary>
    public string? DefaultBehavior { get; init; }

    public IReadOnlyList<LoggingFilterEntry?>? Filters { get; init; }
}

internal sealed record LoggingFilterEntry
{
    /// <summary>KEEP or DROP.</summary>
    public string? Behavior { get; init; }
}
