using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;
using Auditor.Aws.Operations;

namespace Auditor.Aws.Transport;

/// <summary>Where a service is in a Region, by the partition's naming scheme and the exceptions to it.</summary>
internal sealed class OperationEndpoints(Service service) : IEndpointProvider
{
    public static string SigningRegion(Service service, string region) => service.IsGlobal
        ? Fn.Partition(region) switch
        {
            { name: "aws-cn" } => "cn-north-1",
            var partition => partition.implicitGlobalRegion,
        }
        : region;

    public Endpoint ResolveEndpoint(EndpointParameters parameters) => parameters["Endpoint"] is string custom
        ? new(custom)
        : new($"https://{Host((string)parameters["Region"], parameters["UseFIPS"] is true, parameters["UseDualStack"] is true)}");

    private string Host(string region, bool fips, bool dualStack)
    {
        var partition = Fn.Partition(region);
        var suffix = dualStack && !(service.HasPlainDualStackName && partition.name is "aws")
            ? partition.dualStackDnsSuffix
            : partition.dnsSuffix;
        if (service.IsGlobal)
        {
            return GlobalHost(partition.name, suffix, fips, dualStack, partition.implicitGlobalRegion);
        }

        var isPlain = !fips || (partition.name is "aws-us-gov" && service.HasPlainFipsNameInGovCloud);
        return $"{service.HostPrefix}{(isPlain ? "" : "-fips")}.{region}.{suffix}";
    }

    private string GlobalHost(
        string partition, string suffix, bool fips, bool dualStack, string globalRegion) => (partition, fips, dualStack) switch
        {
            ("aws-us-gov", _, _) => $"{service.HostPrefix}.us-gov.{suffix}",
            (_, true, _) => $"{service.HostPrefix}-fips.{suffix}",
            ("aws" or "aws-cn", _, true) => $"{service.HostPrefix}.global.{suffix}",
            (_, _, true) => $"{service.HostPrefix}.{suffix}",
            ("aws", _, _) => $"{service.HostPrefix}.{suffix}",
            ("aws-cn", _, _) => $"{service.HostPrefix}.cn-north-1.{suffix}",
            _ => $"{service.HostPrefix}.{globalRegion}.{suffix}",
        };
}
