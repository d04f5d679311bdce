namespace Auditor.Samples.Production;

/// <summary>Who in the production account may call APIs, and who may change them.</summary>
internal static class ProductionAccess
{
    private const string Id = "111122223333";

    public static Account Account() => new()
    {
        Id = Id,
        Principals = ProductionPrincipals.All(),
        IdentityPolicies = Policies()
            .Concat(ProductionPrincipals.Policies())
            .OrderBy(policy => policy.Arn, StringComparer.Ordinal)
            .ToImmutableArray(),
    };

    private static IEnumerable<IdentityPolicy> Policies() =>
    [
        IdentityPolicies.Managed(Id, "acme-integration-tests", [$"arn:aws:iam::{Id}:role/ci-integration-tests"],
            IdentityPolicies.Allow("\"execute-api:Invoke\"", "\"*\"")),
        IdentityPolicies.Managed(Id, "acme-partner-sync", [$"arn:aws:iam::{Id}:role/partner-sync"],
            IdentityPolicies.Allow("\"execute-api:Invoke\"", $"\"arn:aws:execute-api:eu-west-1:{Id}:{Partners.PartnerApi}/prod/*\"")),
        IdentityPolicies.Managed(Id, "acme-office-tools", [$"arn:aws:iam::{Id}:group/head-office"],
            IdentityPolicies.Allow("\"execute-api:Invoke\"", "\"*\"", """{"IpAddress":{"aws:SourceIp":["198.51.100.0/24"]}}""")),
        IdentityPolicies.Managed(Id, "acme-platform-engineers", [$"arn:aws:iam::{Id}:group/platform"],
            IdentityPolicies.Allow("\"apigateway:*\",\"logs:*\"", "\"*\"")),
        IdentityPolicies.Managed(Id, "acme-auditor", [$"arn:aws:iam::{Id}:role/acme-auditor"],
            IdentityPolicies.Allow("\"apigateway:GET\",\"cloudwatch:ListMetrics\",\"cloudwatch:GetMetricData\"", "\"*\"")),
        IdentityPolicies.Inline($"arn:aws:iam::{Id}:role/storefront-deploy", "deploy-storefront",
            IdentityPolicies.Allow("\"apigateway:POST\",\"apigateway:PATCH\"", $"\"arn:aws:apigateway:eu-west-1::/restapis/{Storefront.Shop}/*\"")),
        IdentityPolicies.Inline($"arn:aws:iam::{Id}:role/legacy-jenkins", "deploy-anything",
            IdentityPolicies.Allow("\"apigateway:POST\",\"apigateway:PUT\",\"apigateway:PATCH\",\"apigateway:DELETE\"", "\"arn:aws:apigateway:*::/*\"")),
        // Whoever may replace an authorizer's code may let himself in.
        IdentityPolicies.Inline($"arn:aws:iam::{Id}:role/legacy-jenkins", "release-functions",
            IdentityPolicies.Allow("\"lambda:UpdateFunctionCode\"", "\"*\"")),
        IdentityPolicies.Inline($"arn:aws:iam::{Id}:role/storefront-deploy", "release-storefront",
            IdentityPolicies.Allow("\"lambda:UpdateFunctionCode\"", $"\"arn:aws:lambda:eu-west-1:{Id}:function:storefront-*\"")),
        IdentityPolicies.ByAws(
            "AmazonAPIGatewayPushToCloudWatchLogs", $"arn:aws:iam::{Id}:role/apigateway-cloudwatch", "service-role/") with
        {
            Document = IdentityPolicies.Allow(
                "\"logs:CreateLogGroup\",\"logs:CreateLogStream\",\"logs:DescribeLogGroups\",\"logs:DescribeLogStreams\",\"logs:PutLogEvents\",\"logs:GetLogEvents\",\"logs:FilterLogEvents\"",
                "\"*\""),
        },
        IdentityPolicies.ByAws("AmazonAPIGatewayInvokeFullAccess", $"arn:aws:iam::{Id}:user/erp-connector") with
        {
            Document = IdentityPolicies.Allow("\"execute-api:Invoke\",\"execute-api:ManageConnections\"", "\"arn:aws:execute-api:*:*:*\""),
        },
    ];
}
