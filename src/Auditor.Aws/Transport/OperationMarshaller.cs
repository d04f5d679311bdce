using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Auditor.Aws.Operations;

namespace Auditor.Aws.Transport;

/// <summary>Turns every declared operation into a request of the SDK.</summary>
internal sealed class OperationMarshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public static OperationMarshaller Instance { get; } = new();

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var call = (OperationRequest)input;
        var wire = WireRequest.Bind(call.Operation, call.Arguments);
        var request = new DefaultRequest(input, call.Operation.Service.Id)
        {
            HttpMethod = call.Operation.Method,
            ResourcePath = wire.Path,
            UseQueryString = call.Operation.Method is "GET",
            Content = wire.Body,
        };
        foreach (var (label, value) in wire.Labels)
        {
            request.AddPathResource(label, value);
        }

        foreach (var (name, value) in wire.Query)
        {
            request.Parameters.Add(name, value);
        }

        if (wire.ContentType is not null)
        {
            request.Headers["Content-Type"] = wire.ContentType;
        }

        if (wire.Target is not null)
        {
            request.Headers["X-Amz-Target"] = wire.Target;
        }

        if (call.Operation.Service.Protocol is not (WireProtocol.QueryXml or WireProtocol.Ec2Xml))
        {
            // Without it API Gateway's first interface answers in HAL.
            request.Headers["Accept"] = "application/json";
        }

        return request;
    }
}
