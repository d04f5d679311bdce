using Auditor.Aws.Wire;

namespace Auditor.Aws.Operations;

/// <summary>Reads of the services around API Gateway that decide who reaches an API and who would notice.</summary>
internal static class NeighbourOperations
{
    public static Operation<WebAclAnswer> GetWebAcl { get; } = new(Services.Waf, "GetWebACL", WireJson.Default.WebAclAnswer)
    {
        Action = "wafv2:GetWebACL",
        Resource = "*",
        Feeds = "Whom the web ACL of a stage lets in, and whether it can block anything.",
        Cost = "1 for each distinct web ACL",
        Lost = "Whom it lets in, and whether it blocks anything.",
    };

    public static Operation<RuleGroupAnswer> GetRuleGroup { get; } = new(Services.Waf, "GetRuleGroup", WireJson.Default.RuleGroupAnswer)
    {
        Action = "wafv2:GetRuleGroup",
        Resource = "*",
        Feeds = "What a rule group that a web ACL refers to lets in and blocks.",
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
        Feeds = "Which addresses a rule of a web ACL lets in or blocks.",
        Cost = "1 for each distinct IP set of those web ACLs",
        Lost = "Which addresses it lets in or blocks.",
    };

    // A web ACL without logging is an error: WAFNonexistentItemException.
    public static Operation<LoggingConfigurationAnswer> GetLoggingConfiguration { get; } = new(Services.Waf, "GetLoggingConfiguration", WireJson.Default.LoggingConfigurationAnswer)
    {
        Action = "wafv2:GetLoggingConfiguration",
        Resource = "*",
        Feeds = "Whether the web ACL of a stage writes down what it did.",
        Cost = "1 for each distinct web ACL; 3 for one whose owner configured no logging (one for each log scope)",
        Lost = "Whether anybody could tell what it blocked.",
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

    public static Operation<AlarmList> DescribeAlarms { get; } = new(Services.CloudWatch, "DescribeAlarms", WireJson.Default.AlarmList)
    {
        Action = "cloudwatch:DescribeAlarms",
        Resource = "*",
        Feeds = "Alarms on metrics of API Gateway, and whether they tell anybody.",
        Cost = "1 for each 100 alarms of the account in the Region, whatever they watch, where there are APIs",
        Lost = "Whether anybody is told when an API fails.",
        Paging = new("NextToken", page => page.NextToken) { SizeMember = "MaxRecords", Size = 100 },
        // The service allows 9.
        RequestsPerSecond = 4,
    };

    public static Operation<ConfigurationRecorders> DescribeConfigurationRecorders { get; } = new(Services.Config, "DescribeConfigurationRecorders", WireJson.Default.ConfigurationRecorders)
    {
        ProblemOf = page => ListProblem.OfMissing(page.Recorders),
        Action = "config:DescribeConfigurationRecorders",
        Resource = "*",
        Feeds = "Whether AWS Config records API Gateway.",
        Cost = "1",
        Lost = "Whether AWS Config records changes of APIs.",
    };

    public static Operation<ConfigurationRecorderStatuses> DescribeConfigurationRecorderStatus { get; } = new(Services.Config, "DescribeConfigurationRecorderStatus", WireJson.Default.ConfigurationRecorderStatuses)
    {
        ProblemOf = page => ListProblem.OfMissing(page.Statuses),
        Action = "config:DescribeConfigurationRecorderStatus",
        Resource = "*",
        Feeds = "Whether the recorder of AWS Config runs.",
        Cost = "1",
        Lost = "Whether AWS Config records changes of APIs.",
    };

    public static Operation<DeliveryChannels> DescribeDeliveryChannels { get; } = new(Services.Config, "DescribeDeliveryChannels", WireJson.Default.DeliveryChannels)
    {
        ProblemOf = page => ListProblem.OfMissing(page.Channels),
        Action = "config:DescribeDeliveryChannels",
        Resource = "*",
        Feeds = "Whether what AWS Config records goes anywhere.",
        Cost = "1",
        Lost = "Whether AWS Config records changes of APIs.",
    };

    // The service has no page size.
    public static Operation<ConfigRules> DescribeConfigRules { get; } = new(Services.Config, "DescribeConfigRules", WireJson.Default.ConfigRules)
    {
        ProblemOf = page => ListProblem.OfMissing(page.Rules),
        Action = "config:DescribeConfigRules",
        Resource = "*",
        Feeds = "Which rules of AWS Config would notice a change of an API.",
        Cost = "1 for each page of the account's rules in the Region",
        Lost = "Whether a rule would notice a change of an API.",
        Paging = new("NextToken", page => page.NextToken),
    };

    public static Operation<ConfigurationItems> GetResourceConfigHistory { get; } = new(Services.Config, "GetResourceConfigHistory", WireJson.Default.ConfigurationItems)
    {
        Action = "config:GetResourceConfigHistory",
        Resource = "*",
        Feeds = "Since when a flagged API or stage has been as it is, and what changed; only in a scan, after judging.",
        Cost = "1 for each flagged API, stage and domain name that is recorded, at most 50 or what `--config-history` says",
        Lost = "Since when what is flagged has been so.",
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
        // A function without a policy is answered with 404.
        ProblemOf = answer => answer.Policy is null ? "The answer has no policy." : null,
        Action = "lambda:GetPolicy",
        Resource = "*",
        Feeds = "Who may invoke the functions behind the APIs.",
        Cost = "1 for each distinct function, version and alias",
        Lost = "Who may invoke it past the API.",
    };

    // Answers of a function without an address with an empty list, and of one that is gone with ResourceNotFoundException.
    public static Operation<FunctionUrls> ListFunctionUrlConfigs { get; } = new(Services.Lambda, "ListFunctionUrlConfigs", WireJson.Default.FunctionUrls, "/2021-10-31/functions/{FunctionName}/urls")
    {
        ProblemOf = page => ListProblem.OfMissing(page.Urls),
        Action = "lambda:ListFunctionUrlConfigs",
        Resource = "*",
        Feeds = "Whether the functions behind the APIs are there, and whether they have addresses of their own.",
        Cost = "1 for each distinct function",
        Lost = "Whether the function is there, and whether it can be called past the API.",
        Paging = new("Marker", page => page.NextMarker) { SizeMember = "MaxItems", Size = 50 },
    };

    // Not GetAlias for each: AWS's own audit policies allow lambda:List* and not that.
    public static Operation<FunctionAliases> ListAliases { get; } = new(Services.Lambda, "ListAliases", WireJson.Default.FunctionAliases, "/2015-03-31/functions/{FunctionName}/aliases")
    {
        ProblemOf = page => ListProblem.OfMissing(page.Aliases),
        Action = "lambda:ListAliases",
        Resource = "*",
        Feeds = "Whether the aliases that integrations name are there.",
        Cost = "1 for each distinct function that is called by an alias or about which ListFunctionUrlConfigs did not tell, and one more for each further page of aliases",
        Lost = "Whether the alias is there.",
        Paging = new("Marker", page => page.NextMarker) { SizeMember = "MaxItems", Size = 10000 },
    };

    public static Operation<CertificateAnswer> DescribeCertificate { get; } = new(Services.Acm, "DescribeCertificate", WireJson.Default.CertificateAnswer)
    {
        Action = "acm:DescribeCertificate",
        Resource = "*",
        Feeds = "When the certificates of custom domain names expire, and whether they renew themselves.",
        Cost = "1 for each distinct certificate of custom domain names, in the certificate's Region (us-east-1 for edge-optimised names)",
        Lost = "When it expires.",
    };

    public static Operation<UserPoolAnswer> DescribeUserPool { get; } = new(Services.Cognito, "DescribeUserPool", WireJson.Default.UserPoolAnswer)
    {
        Action = "cognito-idp:DescribeUserPool",
        Resource = "*",
        Feeds = "Whether anybody can make an account in the user pools that authorizers trust.",
        Cost = "1 for each distinct user pool of Cognito and JWT authorizers",
        Lost = "Whether anybody can make an account in it.",
    };

    public static Operation<LogGroups> DescribeLogGroups { get; } = new(Services.Logs, "DescribeLogGroups", WireJson.Default.LogGroups)
    {
        ProblemOf = page => ListProblem.OfMissing(page.Groups),
        Action = "logs:DescribeLogGroups",
        Resource = "*",
        Feeds = "Whether the log groups of access logs are there, how long they keep lines, and whose key encrypts them.",
        Cost = "1 for each distinct log group of access logs, and one more for each further 50 groups whose names begin with its name",
        Lost = "Whether it is there and how long it keeps lines.",
        Paging = new("nextToken", page => page.NextToken) { SizeMember = "limit", Size = 50 },
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
        GetWebAcl, GetRuleGroup, DescribeManagedRuleGroup, GetIpSet, GetLoggingConfiguration, ListMetrics, GetMetricData, DescribeAlarms,
        DescribeConfigurationRecorders, DescribeConfigurationRecorderStatus, DescribeDeliveryChannels, DescribeConfigRules, GetResourceConfigHistory,
        GetAccountAuthorizationDetails, GetFunctionPolicy, ListFunctionUrlConfigs, ListAliases, DescribeCertificate, DescribeUserPool, DescribeLogGroups, GetCallerIdentity, DescribeRegions,
    ];
}
