using Auditor.Aws.Services.Ec2;
using Auditor.Aws.Services.Sts;
using Auditor.Aws.Transport;

namespace Auditor.Aws.Access;

/// <summary>The account that an identity reads.</summary>
/// <param name="Id">Twelve digits.</param>
/// <param name="Partition"><c>aws</c>, <c>aws-cn</c>, <c>aws-us-gov</c>.</param>
/// <param name="Identity">The ARN of whoever reads.</param>
public sealed record AwsAccount(string Id, string Partition, string Identity)
{
    /// <summary>Asks AWS whose the credentials are. Needs no permission.</summary>
    /// <exception cref="AwsCallException">The credentials, the Region or the network is not good.</exception>
    public static async Task<AwsAccount> ReadAsync(AwsCaller caller, string region, CancellationToken cancellationToken)
    {
        var answer = await caller.CallAsync(StsOperations.GetCallerIdentity, region, [], cancellationToken).ConfigureAwait(false);
        return answer is { Account: { Length: > 0 } account, Arn: { } arn } && arn.Split(':') is { Length: > 1 } parts
            ? new(account, parts[1], arn)
            : throw new AwsCallException(
                StsOperations.GetCallerIdentity.Id,
                CallFailure.MalformedAnswer,
                "NoAccount",
                null,
                $"The token service in {region} did not say whose the credentials are.",
                null);
    }

    /// <summary>The Regions that the account has enabled.</summary>
    /// <exception cref="AwsCallException">They could not be read.</exception>
    public static async Task<ImmutableArray<string>> RegionsAsync(AwsCaller caller, string region, CancellationToken cancellationToken)
    {
        var answer = await caller.CallAsync(Ec2Operations.DescribeRegions, region, [], cancellationToken).ConfigureAwait(false);
        return [.. (answer.RegionInfo ?? []).Where(enabled => enabled?.OptInStatus is not "not-opted-in").Select(enabled => enabled?.RegionName).OfType<string>().Order(StringComparer.Ordinal)];
    }
}
