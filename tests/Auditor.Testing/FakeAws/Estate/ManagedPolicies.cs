using System.Collections.Immutable;

namespace Auditor.Testing.FakeAws.Estate;

/// <summary>
/// SecurityAudit and ViewOnlyAccess as far as they touch what Auditor calls (aws-facts.md A.6, checked against the policies' own text in
/// zoph-io/MAMIP).
/// </summary>
internal static class ManagedPolicies
{
    // The same list in both: no single API, no /account, /usageplans, /apikeys, no single domain or base-path mapping, no routing rules or
    // portals.
    private static readonly ImmutableArray<FakeStatement> ApiGateway =
    [
        .. new[]
        {
            "/apis", "/apis/*/authorizers", "/apis/*/authorizers/*", "/apis/*/cors", "/apis/*/deployments", "/apis/*/deployments/*",
            "/apis/*/exports/*",
            "/apis/*/integrations", "/apis/*/integrations/*", "/apis/*/models", "/apis/*/models/*", "/apis/*/routes", "/apis/*/routes/*",
            "/apis/*/stages", "/apis/*/stages/*",
            "/clientcertificates", "/clientcertificates/*", "/domainnames", "/domainnames/*/apimappings",
            "/restapis", "/restapis/*/authorizers", "/restapis/*/authorizers/*", "/restapis/*/deployments", "/restapis/*/deployments/*",
            "/restapis/*/documentation/parts", "/restapis/*/documentation/parts/*", "/restapis/*/documentation/versions",
            "/restapis/*/documentation/versions/*",
            "/restapis/*/gatewayresponses", "/restapis/*/gatewayresponses/*", "/restapis/*/models", "/restapis/*/models/*",
            "/restapis/*/requestvalidators", "/restapis/*/requestvalidators/*", "/restapis/*/resources", "/restapis/*/resources/*",
            "/restapis/*/stages", "/restapis/*/stages/*", "/tags/*", "/vpclinks",
        }.Select(path => new FakeStatement(true, "apigateway:GET", path)),
    ];

    public static ImmutableArray<FakeStatement> SecurityAudit { get; } =
    [
        .. ApiGateway,
        .. Allow(
            "acm:Describe*", "acm:List*", "cloudtrail:LookupEvents", "cloudwatch:Describe*", "cognito-idp:Describe*", "config:Describe*",
            "config:Get*", "config:List*",
            "config:BatchGet*", "config:Select*", "ec2:Describe*", "iam:Get*", "iam:List*", "lambda:GetPolicy", "lambda:List*",
            "logs:Describe*", "organizations:List*",
            "organizations:Describe*", "wafv2:GetLoggingConfiguration", "wafv2:GetWebACL", "wafv2:GetWebACLForResource", "wafv2:List*"),
    ];

    public static ImmutableArray<FakeStatement> ViewOnlyAccess { get; } =
    [
        .. ApiGateway,
        .. Allow(
            "acm:ListCertificates", "cloudtrail:LookupEvents", "cloudwatch:Get*", "cloudwatch:List*", "config:Describe*", "config:List*",
            "ec2:DescribeVpc*", "ec2:DescribeRegions",
            "iam:GetAccountSummary", "iam:GetLoginProfile", "iam:List*", "lambda:List*", "logs:Describe*", "organizations:List*", "wafv2:List*"),
    ];

    private static IEnumerable<FakeStatement> Allow(params string[] actions) => actions.Select(action => new FakeStatement(true, action));
}
