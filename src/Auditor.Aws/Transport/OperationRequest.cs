using System.Text.Json.Nodes;
using Amazon.Runtime;
using Auditor.Aws.Operations;

namespace Auditor.Aws.Transport;

/// <summary>A call on its way through the SDK's pipeline.</summary>
internal sealed class OperationRequest(Operation operation, JsonObject arguments) : AmazonWebServiceRequest
{
    public Operation Operation => operation;

    public JsonObject Arguments => arguments;
}
