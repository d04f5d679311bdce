using System.Text.Json.Nodes;
using Amazon.Runtime;
using Auditor.Aws.Operations;

namespace Auditor.Aws.Transport;

/// <summary>A call on its way through the SDK's pipeline.</summary>
internal sealed class OperationRequest(Operation operation, JsonObject arguments, string countedFor) : AmazonWebServiceRequest
{
    public Operation Operation => operation;

    public JsonObject Arguments => arguments;

    /// <summary>The Region for whose sake it is made: a certificate of an edge-optimised name is asked for elsewhere.</summary>
    public string CountedFor => countedFor;
}
