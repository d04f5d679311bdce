using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Auditor.Aws.Operations;

namespace Auditor.Aws.Transport;

/// <summary>The SDK's pipeline for one service in one Region, with the auditor's own retries and pacing in it.</summary>
internal sealed class OperationClient(
    AWSCredentials? credentials,
    OperationConfig config,
    PatientRetryPolicy retries,
    PacingHandler pacing,
    PipelineHandler? listener,
    PipelineHandler? standIn) : AmazonServiceClient(credentials, config)
{
    public async Task<T> SendAsync<T>(Operation<T> operation, JsonObject arguments, string countedFor, CancellationToken cancellationToken)
        where T : class
    {
        var options = new InvokeOptions
        {
            RequestMarshaller = OperationMarshaller.Instance,
            ResponseUnmarshaller = new OperationUnmarshaller<T>(operation),
        };
        var response = await InvokeAsync<OperationResponse<T>>(
            new OperationRequest(operation, arguments, countedFor), options, cancellationToken)
            .ConfigureAwait(false);
        return response.Answer
            ?? throw new AmazonUnmarshallingException("", operation.Path, new InvalidOperationException("The pipeline brought no answer."));
    }

    // Called by the base constructor, when the parameters are already captured.
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new OperationEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new SigV4Resolver());
        pipeline.ReplaceHandler<RetryHandler>(new RetryHandler(retries));
        pipeline.AddHandlerAfter<RetryHandler>(pacing);
        if (listener is not null)
        {
            pipeline.AddHandlerBefore<HttpHandler<HttpContent>>(listener);
        }

        if (standIn is not null)
        {
            pipeline.ReplaceHandler<HttpHandler<HttpContent>>(standIn);
        }
    }
}
