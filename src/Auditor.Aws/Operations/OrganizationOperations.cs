using Auditor.Aws.Wire;

namespace Auditor.Aws.Operations;

/// <summary>Reads of AWS Organizations: which accounts there are.</summary>
internal static class OrganizationOperations
{
    // Asked in the one Region of the partition that has it, so the ordinary naming of hosts holds.
    private static readonly Service Organizations = new("Organizations", "organizations", "organizations", WireProtocol.Json11, "2016-11-28")
    {
        TargetPrefix = "AWSOrganizationsV20161128",
        HasPlainFipsNameInGovCloud = true,
        RequestsPerSecond = 4,
    };

    public static Operation<OrganizationAccounts> ListAccounts { get; } = new(Organizations, "ListAccounts", WireJson.Default.OrganizationAccounts)
    {
        Action = "organizations:ListAccounts",
        Resource = "*",
        Feeds = "The accounts of the organization, for '--organization'.",
        Cost = "1 for each 20 accounts, with '--organization'",
        Lost = "The list of accounts: name their roles instead.",
        Paging = new("NextToken", page => page.NextToken) { SizeMember = "MaxResults", Size = 20 },
    };

    public static ImmutableArray<Operation> All { get; } = [ListAccounts];

    /// <summary>Where Organizations is: one Region in each partition.</summary>
    public static string Region(string partition, string otherwise) => partition switch
    {
        "aws" => "us-east-1",
        "aws-cn" => "cn-northwest-1",
        "aws-us-gov" => "us-gov-west-1",
        _ => otherwise,
    };
}
