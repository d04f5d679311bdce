using System.Collections.Immutable;

namespace Auditor.Testing.FakeAws.Estate;

/// <summary>A rule group that AWS or a vendor manages: its rules are known by name and action only.</summary>
public sealed record FakeManagedRuleGroup(string Name)
{
    public string Vendor { get; init; } = "AWS";

    /// <summary>The action of each rule, by the rule's name: Block, Count, Captcha.</summary>
    public ImmutableSortedDictionary<string, string> Rules { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The first names of AWSManagedRulesCommonRuleSet.</summary>
    public static FakeManagedRuleGroup CommonRuleSet { get; } = new("AWSManagedRulesCommonRuleSet")
    {
        Rules = ImmutableSortedDictionary<string, string>.Empty
            .Add("NoUserAgent_HEADER", "Block")
            .Add("SizeRestrictions_BODY", "Block")
            .Add("CrossSiteScripting_BODY", "Block"),
    };
}
