using Auditor.Core.Inventory;

namespace Auditor.Reports.Asff;

/// <summary>Finds the place of a finding.</summary>
internal sealed class SecurityHubPlaces(Estate estate)
{
    /// <summary>The account's own Region; what has none (IAM) goes where the first of the account's Regions goes.</summary>
    public SecurityHubPlace Of(string account, string? region)
    {
        var scope = estate.Scopes.FirstOrDefault(scope => scope.Account == account && (region is null || scope.Region == region));
        var partition = scope?.Partition ?? estate.Accounts.FirstOrDefault(candidate => candidate.Id == account)?.Partition ?? "aws";
        return new(partition, account, region ?? scope?.Region ?? Home(partition));
    }

    // Where IAM records its events.
    private static string Home(string partition) => partition switch
    {
        "aws-cn" => "cn-north-1",
        "aws-us-gov" => "us-gov-west-1",
        _ => "us-east-1",
    };
}
