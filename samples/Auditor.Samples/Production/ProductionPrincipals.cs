namespace Auditor.Samples.Production;

/// <summary>The users, groups and roles of the production account.</summary>
internal static class ProductionPrincipals
{
    private const string Id = "111122223333";

    public static ImmutableArray<Principal> All() =>
    [
        .. new[]
        {
            People.Group(Id, "head-office"),
            People.Group(Id, "platform"),
            People.Role(Id, "acme-auditor", "codebuild.amazonaws.com"),
            People.Role(Id, "apigateway-cloudwatch", "apigateway.amazonaws.com"),
            People.Role(Id, "backoffice-reports-s3-read", "apigateway.amazonaws.com"),
            People.Role(Id, "ci-integration-tests", "codebuild.amazonaws.com"),
            People.Role(Id, "legacy-jenkins", "ec2.amazonaws.com"),
            People.Role(Id, "partner-sync", "lambda.amazonaws.com"),
            People.Role(Id, "storefront-deploy", "codebuild.amazonaws.com"),
            People.User(Id, "erp-connector"),
            People.User(Id, "maya.lindqvist", "head-office"),
            People.User(Id, "tom.okafor", "platform"),
        }.Concat(FieldService.Principals(Id)).OrderBy(principal => principal.Arn, StringComparer.Ordinal),
    ];

    public static IEnumerable<IdentityPolicy> Policies() =>
    [
        .. FieldService.Policies(Id),
        IdentityPolicies.Inline(
            $"arn:aws:iam::{Id}:role/backoffice-reports-s3-read",
            "reports",
            IdentityPolicies.Allow("\"s3:GetObject\"", "\"arn:aws:s3:::acme-reports/*\"")),
    ];
}
