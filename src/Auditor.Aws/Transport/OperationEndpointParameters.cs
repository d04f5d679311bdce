using Amazon.Runtime;
using Amazon.Runtime.Endpoints;

namespace Auditor.Aws.Transport;

/// <summary>What decides the endpoint.</summary>
internal sealed class OperationEndpointParameters : EndpointParameters
{
    public static OperationEndpointParameters Of(IClientConfig config) => new()
    {
        ["Region"] = config.RegionEndpoint?.SystemName,
        ["Endpoint"] = config.ServiceURL,
        ["UseFIPS"] = config.UseFIPSEndpoint,
        ["UseDualStack"] = config.UseDualstackEndpoint,
    };
}
