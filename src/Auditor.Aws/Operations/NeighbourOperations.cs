using Auditor.Aws.Wire;

namespace Auditor.Aws.Operations;

/// <summary>Reads of the services around API Gateway that decide who reaches an API and who would notice.</summary>
internal static class NeighbourOperations
{
    public static Operation<WebAclAnswer> GetWebAcl { get; } = new(Services.Waf, "GetWebACL", WireJson.Default.WebAclAnswer)
    {
        Action = "wafv2:GetWebACL",
        Resource = "*",
        Feeds = "Whether the web ACL of a stage can block anything.",
        Cost = "1 for each distinct web ACL",
        Lost = "Whether it blocks anything.",
    };

    public static Operation<RuleGroupAnswer> GetRuleGroup { get; } = new(Services.Waf, "GetRuleGroup", WireJson.Default.RuleGroupAnswer)
    {
        Action = "wafv2:GetRuleGroup",
        Resource = "*",
        Feeds = "Whether a rule group that a web ACL refers to has rules.",
        Cost = "1 for each distinct rule group of those web ACLs",
        Lost = "Whether its rules block anything.",
    };

    public static Operation<ManagedRuleGroup> DescribeManagedRuleGroup { get; } = new(Services.Waf, "DescribeManagedRuleGroup", WireJson.Default.ManagedRuleGroup)
    {
        Action = "wafv2:DescribeManagedRuleGroup",
        Resource = "*",
        Feeds = "Whether a managed rule group still blocks anything after a web ACL's overrides.",
        Cost = "1 for each distinct managed rule group of those web ACLs",
        Lost = "Whether its rules block anything after overrides.",
    };

    public static Operation<IpSetAnswer> GetIpSet { get; } = new(Services.Waf, "GetIPSet", WireJson.Default.IpSetAnswer)
    {
        Action = "wafv2:GetIPSet",
        Resource = "*",
        Feeds = "Whether a web ACL's rule that lets addresses through lets every address through.",
        Cost = "1 for each distinct IP set that a web ACL lets through",
        Lost = "Whether it lets everybody through.",
    };

    public static Operation<MetricList> ListMetrics { get; } = new(Services.CloudWatch, "ListMetrics", WireJson.Default.MetricList)
    {
        Action = "cloudwatch:ListMetrics",
        Resource = "*",
        Feeds = "Which APIs and stages had requests in the last two weeks.",
        Cost = "1 for each 500 active metrics, of REST and HTTP APIs and of WebSocket APIs",
        Lost = "Which APIs and stages are used.",
        Paging = new("NextToken", page => page.NextToken),
    };

    public static Operation<MetricData> GetMetricData { get; } = new(Services.CloudWatch, "GetMetricData", WireJson.Default.MetricData)
    {
        Action = "cloudwatch:GetMetricData",
        Resource = "*",
        Feeds = "Requests of the APIs that had none in the last two weeks.",
        Cost = "1 for each 500 APIs and stages without a request in two weeks",
        Lost = "Which APIs and stages are not used.",
        Paging = new("NextToken", page => page.NextToken),
    };

    public static Operation<ConfigurationRecorders> DescribeConfigurationRecorders { get; } = new(Services.Config, "DescribeConfigurationRecorders", WireJson.Default.ConfigurationRecorders)
    {
        Action = "config:DescribeConfigurationRecorders",
        Resource = "*",
        Feeds = "Whether AWS Config records API Gateway.",
        Cost = "1",
        Lost = "Whether AWS Config records changes of APIs.",
    };

    public static Operation<ConfigurationRecorderStatuses> DescribeConfigurationRecorderStatus { get; } = new(Services.Config, "DescribeConfigurationRecorderStatus", WireJson.Default.ConfigurationRecorderStatuses)
    {
        Action = "config:DescribeConfigurationRecorderStatus",
        Resource = "*",
        Feeds = "Whether the recorder of AWS Config runs.",
        Cost = "1",
        Lost = "Whether AWS Config records changes of APIs.",
    };

    public static Operation<DeliveryChannels> DescribeDeliveryChannels { get; } = new(Services.Config, "DescribeDeliveryChannels", WireJson.Default.DeliveryChannels)
    {
        Action = "config:DescribeDeliveryChannels",
        Resource = "*",
        Feeds = "Whether what AWS Config records goes anywhere.",
        Cost = "1",
        Lost = "Whether AWS Config records changes of APIs.",
    };

    public static Operation<AuthorizationDetails> GetAccountAuthorizationDetails { get; } = new(Services.Iam, "GetAccountAuthorizationDetails", WireJson.Default.AuthorizationDetails)
    {
        Action = "iam:GetAccountAuthorizationDetails",
        Resource = "*",
        Feeds = "Identity policies that let somebody invoke or change APIs.",
        Cost = "once for the account, 1 for each 1,000 users, groups, roles and policies",
        Lost = "Who may call or change every API by IAM.",
        Paging = new("Marker", page => page.Marker) { SizeMember = "MaxItems", Size = 1000 },
    };

    public static Operation<FunctionPolicy> GetFunctionPolicy { get; } = new(Services.Lambda, "GetPolicy", WireJson.Default.FunctionPolicy, "/2015-03-31/functions/{FunctionName}/policy")
    {
        Action = "lambda:GetPolicy",
        Resource = "*",
        Feeds = "Who may invoke the functions behind the APIs.",
        Cost = "1 for each distinct function, version and alias",
        Lost = "Who may invoke it past the API.",
    };

    public static Operation<CallerIdentity> GetCallerIdentity { get; } = new(Services.Sts, "GetCallerIdentity", WireJson.Default.CallerIdentity)
    {
        Action = null,
        Resource = "*",
        Feeds = "Which account is being read.",
        Cost = "1",
        Lost = "Everything: there is no scan without it.",
    };

    public static Operation<Regions> DescribeRegions { get; } = new(Services.Ec2, "DescribeRegions", WireJson.Default.Regions)
    {
        Action = "ec2:DescribeRegions",
        Resource = "*",
        Feeds = "The Regions that the account has enabled, for '--region all'.",
        Cost = "once for the account, with '--region all'",
        Lost = "The list of Regions: name them instead.",
    };

    public static ImmutableArray<Operation> All { get; } =
    [
        GetWebAcl, GetRuleGroup, DescribeManagedRuleGroup, GetIpSet, ListMetrics, GetMetricData, DescribeConfigurationRecorders, DescribeConfigurationRecorderStatus, DescribeDeliveryChannels,
        GetAccountAuthorizationDetails, GetFunctionPolicy, GetCallerIdentity, DescribeRegions,
    ];
}
