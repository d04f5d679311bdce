using Amazon.Runtime;

namespace Auditor.Aws.Transport;

/// <summary>An answer on its way out of the SDK's pipeline.</summary>
internal sealed class OperationResponse<T> : AmazonWebServiceResponse
    where T : class
{
    public T? Answer { get; init; }
}
