namespace Auditor.Samples.Building;

/// <summary>Web ACLs from AWS's managed rule groups and rate limits.</summary>
internal static class Waf
{
    private static readonly ImmutableArray<string> s_common =
    [
        "NoUserAgent_HEADER", "UserAgent_BadBots_HEADER", "SizeRestrictions_QUERYSTRING", "SizeRestrictions_Cookie_HEADER", "SizeRestrictions_BODY",
        "SizeRestrictions_URIPATH", "EC2MetaDataSSRF_BODY", "GenericLFI_QUERYARGUMENTS", "RestrictedExtensions_URIPATH", "GenericRFI_BODY", "CrossSiteScripting_BODY",
    ];

    private static readonly ImmutableArray<string> s_knownBadInputs =
    [
        "JavaDeserializationRCE_BODY", "JavaDeserializationRCE_HEADER", "Host_localhost_HEADER", "PROPFIND_METHOD", "ExploitablePaths_URIPATH", "Log4JRCE_HEADER", "Log4JRCE_BODY",
    ];

    public static WebAcl WebAcl(string arn, string name, params ImmutableArray<WafRule> rules) => new()
    {
        Arn = arn,
        Definition = new WebAclDefinition
        {
            Name = name,
            DefaultAction = WafAction.Allow,
            Rules = [.. rules.Select((rule, index) => rule with { Priority = index })],
        },
    };

    public static WafRule CommonRules(WafAction action = WafAction.Group) => Managed("AWSManagedRulesCommonRuleSet", s_common, action);

    public static WafRule KnownBadInputs(WafAction action = WafAction.Group) => Managed("AWSManagedRulesKnownBadInputsRuleSet", s_knownBadInputs, action);

    /// <summary>Stops (or counts) addresses that send more than so many requests in five minutes.</summary>
    public static WafRule RateLimit(long limit, WafAction action = WafAction.Block) =>
        new() { Name = "rate-per-address", Action = action, Statement = "RateBasedStatement", RateLimit = limit };

    private static WafRule Managed(string group, ImmutableArray<string> rules, WafAction action) => new()
    {
        Name = group,
        Action = action,
        Statement = "ManagedRuleGroupStatement",
        ManagedGroup = $"AWS/{group}",
        GroupRules = (ImmutableArray<WafRule>?)[.. rules.Select((name, index) =>
            new WafRule { Name = name, Priority = index, Action = action is WafAction.Count ? WafAction.Count : WafAction.Block, Statement = "ByteMatchStatement" })],
    };
}
