using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace Auditor.Aws.Transport;

/// <summary>The pipeline's step that finds the endpoint.</summary>
internal sealed class OperationEndpointResolver : BaseEndpointResolver
{
    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext) =>
        OperationEndpointParameters.Of(requestContext.ClientConfig);
}
