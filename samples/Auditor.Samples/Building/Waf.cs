namespace Auditor.Samples.Building;

/// <summary>Web ACLs from AWS's managed rule groups and rate limits.</summary>
internal static class Waf
{
    private static readonly ImmutableArray<string> Common =
    [
        "NoUserAgent_HEADER", "UserAgent_BadBots_HEADER", "SizeRestrictions_QUERYSTRING", "SizeRestrictions_Cookie_HEADER",
        "SizeRestrictions_BODY",
        "SizeRestrictions_URIPATH", "EC2MetaDataSSRF_BODY", "GenericLFI_QUERYARGUMENTS", "RestrictedExtensions_URIPATH", "GenericRFI_BODY",
        "CrossSiteScripting_BODY",
    ];

    public static WebAcl WebAcl(string arn, string name, params ImmutableArray<WafRule> rules) => new()
    {
        Arn = arn,
        IsLogged = true,
        Definition = new WebAclDefinition
        {
            Name = name,
            DefaultAction = WafAction.Allow,
            Rules = [.. rules.Select((rule, index) => rule with { Priority = index })],
        },
    };

    public static WafRule CommonRules(WafAction action = WafAction.Group) => Managed("AWSManagedRulesCommonRuleSet", action);

    /// <summary>
    /// The common rules, of which one only counts because it would stop large carts. Overrides are why the group's rules were read.
    /// </summary>
    public static WafRule CommonRulesButForSize() => CommonRules() with
    {
        GroupRules = (ImmutableArray<WafRule>?)[.. Common.Select((name, index) => new WafRule
        {
            Name = name,
            Priority = index,
            Action = name is "SizeRestrictions_BODY" ? WafAction.Count : WafAction.Block,
            Statement = "ByteMatchStatement",
        })],
    };

    public static WafRule KnownBadInputs(WafAction action = WafAction.Group) => Managed("AWSManagedRulesKnownBadInputsRuleSet", action);

    /// <summary>Stops (or counts) addresses that send more than so many requests in five minutes.</summary>
    public static WafRule RateLimit(long limit, WafAction action = WafAction.Block) =>
        new() { Name = "rate-per-address", Action = action, Statement = "RateBasedStatement", RateLimit = limit };

    private static WafRule Managed(string group, WafAction action) => new()
    {
        Name = group,
        Action = action,
        Statement = "ManagedRuleGroupStatement",
        ManagedGroup = $"AWS/{group}",
    };
}
