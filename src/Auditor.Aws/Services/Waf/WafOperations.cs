using Auditor.Aws.Operations;
using Auditor.Aws.Services.Waf.Wire;

namespace Auditor.Aws.Services.Waf;

/// <summary>Reads of AWS WAF: whom a stage's web ACL lets in, and what it writes down.</summary>
internal static class WafOperations
{
    public static Service Service { get; } = new(
        "WAFV2", "wafv2", "wafv2", WireProtocol.Json11, "2019-07-29")
    { TargetPrefix = "AWSWAF_20190729", RequestsPerSecond = 4 };

    public static Operation<WebAclAnswer> GetWebAcl { get; } = new(Service, "GetWebACL", WafJson.Default.WebAclAnswer)
    {
        Action = "wafv2:GetWebACL",
        Resource = "*",
        Feeds = "Whom the web ACL of a stage lets in, and whether it can block anything.",
        Cost = "1 for each distinct web ACL",
        Lost = "Whom it lets in, and whether it blocks anything.",
    };

    public static Operation<RuleGroupAnswer> GetRuleGroup { get; } = new(Service, "GetRuleGroup", WafJson.Default.RuleGroupAnswer)
    {
        Action = "wafv2:GetRuleGroup",
        Resource = "*",
        Feeds = "What a rule group that a web ACL refers to lets in and blocks.",
        Cost = "1 for each distinct rule group of those web ACLs",
        Lost = "Whether its rules block anything.",
    };

    public static Operation<ManagedRuleGroup> DescribeManagedRuleGroup { get; } = new(
        Service, "DescribeManagedRuleGroup", WafJson.Default.ManagedRuleGroup)
    {
        Action = "wafv2:DescribeManagedRuleGroup",
        Resource = "*",
        Feeds = "Whether a managed rule group still blocks anything after a web ACL's overrides.",
        Cost = "1 for each distinct managed rule group of those web ACLs",
        Lost = "Whether its rules block anything after overrides.",
    };

    public static Operation<IpSetAnswer> GetIpSet { get; } = new(Service, "GetIPSet", WafJson.Default.IpSetAnswer)
    {
        Action = "wafv2:GetIPSet",
        Resource = "*",
        Feeds = "Which addresses a rule of a web ACL lets in or blocks.",
        Cost = "1 for each distinct IP set of those web ACLs",
        Lost = "Which addresses it lets in or blocks.",
    };

    // A web ACL without logging is an error: WAFNonexistentItemException.
    public static Operation<LoggingConfigurationAnswer> GetLoggingConfiguration { get; } = new(
        Service, "GetLoggingConfiguration", WafJson.Default.LoggingConfigurationAnswer)
    {
        Action = "wafv2:GetLoggingConfiguration",
        Resource = "*",
        Feeds = "Whether the web ACL of a stage writes down what it did.",
        Cost = "1 for each distinct web ACL; 3 for one whose owner configured no logging (one for each log scope)",
        Lost = "Whether anybody could tell what it blocked.",
    };

    public static ImmutableArray<Operation> All { get; } =
    [
        GetWebAcl,
        GetRuleGroup,
        DescribeManagedRuleGroup,
        GetIpSet,
        GetLoggingConfiguration,
    ];
}
