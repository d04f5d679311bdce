using System.Text.Json;
using Auditor.Aws.Catalogue;
using Auditor.Aws.Permissions;
using Auditor.Aws.Services.ApiGateway;
using Auditor.Aws.Services.ApiGatewayV2;
using Auditor.Aws.Services.CloudWatch;
using Auditor.Aws.Services.Sts;
using Auditor.Aws.Services.Waf;

namespace Auditor.Aws.Tests.Permissions;

public sealed class PermissionPolicyTests
{
    [Fact]
    public void Reads_of_API_Gateway_are_scoped_to_their_paths_and_the_others_to_their_action() =>
        PermissionPolicy.For([WafOperations.GetWebAcl, HttpApiOperations.GetStages, RestApiOperations.GetStages, StsOperations.GetCallerIdentity, CloudWatchOperations.ListMetrics], "aws-cn").ShouldBe("""
            {
              "Version": "2012-10-17",
              "Statement": [
                {
                  "Effect": "Allow",
                  "Action": [
                    "apigateway:GET"
                  ],
                  "Resource": [
                    "arn:aws-cn:apigateway:*::/apis/*/stages",
                    "arn:aws-cn:apigateway:*::/restapis/*/stages"
                  ]
                },
                {
                  "Effect": "Allow",
                  "Action": [
                    "cloudwatch:ListMetrics",
                    "wafv2:GetWebACL"
                  ],
                  "Resource": [
                    "*"
                  ]
                }
              ]
            }
            """.ReplaceLineEndings("\n"));

    [Fact]
    public void Private_domains_have_the_account_in_their_ARN() =>
        PermissionPolicy.For([RestApiOperations.GetBasePathMappings], "aws")
            .ShouldContain("\"arn:aws:apigateway:*:*:/domainnames/*/basepathmappings\"");

    [Fact]
    public void The_policy_does_not_depend_on_the_order_of_operations() =>
        PermissionPolicy.For(ReadOperations.All.Reverse(), "aws").ShouldBe(PermissionPolicy.For(ReadOperations.All, "aws"));

    [Fact]
    public void The_whole_policy_allows_nothing_but_reading_and_fits_into_a_managed_policy()
    {
        var policy = PermissionPolicy.For(ReadOperations.All, "aws");

        using var document = JsonDocument.Parse(policy);
        var actions = document.RootElement.GetProperty("Statement")
            .EnumerateArray()
            .SelectMany(statement => statement.GetProperty("Action").EnumerateArray())
            .Select(action => action.GetString())
            .ToArray();
        actions.Length.ShouldBeGreaterThan(8);
        actions.ShouldAllBe(action => action != null
            && System.Text.RegularExpressions.Regex.IsMatch(action, "^[a-z0-9-]+:(GET|Get|List|Describe)"));
        policy.Where(character => !char.IsWhiteSpace(character)).Count().ShouldBeLessThan(6144);
    }

    [Fact]
    public void Nothing_needs_no_permission() =>
        PermissionPolicy.For([StsOperations.GetCallerIdentity], "aws").ShouldContain("\"Statement\": []");
}
