using Auditor.Aws.Operations;
using Auditor.Aws.Services.Ec2.Wire;

namespace Auditor.Aws.Services.Ec2;

/// <summary>Reads of EC2: the Regions that the account has enabled.</summary>
internal static class Ec2Operations
{
    public static Service Service { get; } = new(
        "EC2", "ec2", "ec2", WireProtocol.Ec2Xml, "2016-11-15")
    { HasPlainFipsNameInGovCloud = true, RequestsPerSecond = 5 };

    public static Operation<Regions> DescribeRegions { get; } = new(Service, "DescribeRegions", Ec2Json.Default.Regions)
    {
        Action = "ec2:DescribeRegions",
        Resource = "*",
        Feeds = "The Regions that the account has enabled, for '--region all'.",
        Cost = "once for the account, with '--region all'",
        Lost = "The list of Regions: name them instead.",
    };

    public static ImmutableArray<Operation> All { get; } = [DescribeRegions];
}
