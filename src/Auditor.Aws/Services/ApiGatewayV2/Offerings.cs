using Auditor.Aws.Operations;

namespace Auditor.Aws.Services.ApiGatewayV2;

/// <summary>What a partition does not have is not asked for, and nobody needs a permission for it.</summary>
public static class Offerings
{
    /// <summary>Developer portals (Amazon API Gateway in AWS GovCloud (US); the guide of the Regions in China has none).</summary>
    public static bool HasPortals(string partition) => partition is "aws";

    /// <summary>Whether an operation is offered in a partition.</summary>
    public static bool Has(string partition, Operation operation) =>
        HasPortals(partition)
            || (operation != HttpApiOperations.ListPortals && operation != HttpApiOperations.ListProductRestEndpointPages);
}
