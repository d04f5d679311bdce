using Auditor.Aws.Operations;
using Auditor.Aws.Services.Organizations.Wire;

namespace Auditor.Aws.Services.Organizations;

/// <summary>Reads of AWS Organizations: which accounts there are, and which policies limit them.</summary>
internal static class OrganizationOperations
{
    public const string LostLimits = "What service control policies take back from users and roles: they are judged without them.";

    // Asked in the one Region of the partition that has it, so the ordinary naming of hosts holds.
    public static Service Service { get; } = new("Organizations", "organizations", "organizations", WireProtocol.Json11, "2016-11-28")
    {
        TargetPrefix = "AWSOrganizationsV20161128",
        HasPlainFipsNameInGovCloud = true,
        RequestsPerSecond = 4,
    };

    public static Operation<OrganizationAccounts> ListAccounts { get; } = new(
        Service, "ListAccounts", OrganizationsJson.Default.OrganizationAccounts)
    {
        Action = "organizations:ListAccounts",
        Resource = "*",
        Feeds = "The accounts of the organization, for '--organization'.",
        Cost = "1 for each 20 accounts, with '--organization'",
        Lost = "The list of accounts: name their roles instead.",
        Paging = new("NextToken", page => page.NextToken) { SizeMember = "MaxResults", Size = 20 },
    };

    public static Operation<OrganizationRoots> ListRoots { get; } = new(Service, "ListRoots", OrganizationsJson.Default.OrganizationRoots)
    {
        Action = "organizations:ListRoots",
        Resource = "*",
        Feeds = "Whether the organization uses service control policies and resource control policies.",
        Cost = "1, with '--organization'",
        Lost = LostLimits,
        Paging = new("NextToken", page => page.NextToken) { SizeMember = "MaxResults", Size = 20 },
    };

    public static Operation<OrganizationParents> ListParents { get; } = new(
        Service, "ListParents", OrganizationsJson.Default.OrganizationParents)
    {
        Action = "organizations:ListParents",
        Resource = "*",
        Feeds = "In which organizational units an account is, where ListAccounts does not tell.",
        Cost = "1 for each account and each organizational unit, with '--organization', where ListAccounts has no paths",
        Lost = LostLimits,
        Paging = new("NextToken", page => page.NextToken) { SizeMember = "MaxResults", Size = 20 },
    };

    public static Operation<OrganizationPolicies> ListPolicies { get; } = new(
        Service, "ListPolicies", OrganizationsJson.Default.OrganizationPolicies)
    {
        Action = "organizations:ListPolicies",
        Resource = "*",
        Feeds = "The service control policies and resource control policies of the organization.",
        Cost = "1 for each 20 policies of a kind that the organization uses, with '--organization'",
        Lost = LostLimits,
        Paging = new("NextToken", page => page.NextToken) { SizeMember = "MaxResults", Size = 20 },
    };

    public static Operation<OrganizationTargets> ListTargetsForPolicy { get; } = new(
        Service, "ListTargetsForPolicy", OrganizationsJson.Default.OrganizationTargets)
    {
        Action = "organizations:ListTargetsForPolicy",
        Resource = "*",
        Feeds = "To what such a policy is attached: the root, organizational units, accounts.",
        Cost = "1 for each 20 targets of each of those policies, with '--organization'",
        Lost = LostLimits,
        Paging = new("NextToken", page => page.NextToken) { SizeMember = "MaxResults", Size = 20 },
    };

    public static Operation<DescribedPolicy> DescribePolicy { get; } = new(
        Service, "DescribePolicy", OrganizationsJson.Default.DescribedPolicy)
    {
        Action = "organizations:DescribePolicy",
        Resource = "*",
        Feeds = "What such a policy allows and denies.",
        Cost = "1 for each of those policies that is attached to something, with '--organization'",
        Lost = "What it takes back.",
    };

    /// <summary>What tells which policies limit an account.</summary>
    public static ImmutableArray<Operation> OfLimits { get; } =
    [
        ListRoots,
        ListParents,
        ListPolicies,
        ListTargetsForPolicy,
        DescribePolicy,
    ];

    public static ImmutableArray<Operation> All { get; } = [ListAccounts, .. OfLimits];

    /// <summary>Where Organizations is: one Region in each partition.</summary>
    public static string Region(string partition, string otherwise) => partition switch
    {
        "aws" => "us-east-1",
        "aws-cn" => "cn-northwest-1",
        "aws-us-gov" => "us-gov-west-1",
        _ => otherwise,
    };
}
