using System.Net;
using System.Text;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Auditor.Aws.Transport;

namespace Auditor.Aws.Recordings;

/// <summary>Answers in place of the network.</summary>
internal sealed class ReplayHandler(Replay replay, string identity, string region) : PipelineHandler
{
    public override Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        var call = (OperationRequest)executionContext.RequestContext.OriginalRequest;
        if (replay.Find(call.Operation, identity, region, call.Arguments) is not { } answer)
        {
            // Not "there is none": what was not recorded is not known.
            throw new ServiceException(
                "NotRecorded",
                "The recording has no answer to this request: another version of Auditor made it, or a part of it is missing",
                0);
        }

        if (answer.Failure is { } failure)
        {
            throw failure.ToException();
        }

        var headers = answer.Headers.ToImmutableSortedDictionary(StringComparer.OrdinalIgnoreCase);
        var response = new WireResponse(
            (HttpStatusCode)(answer.Status ?? 0), headers, Encoding.UTF8.GetBytes(answer.Body ?? ""), answer.IsCut);
        if (!response.IsSuccessStatusCode)
        {
            throw new HttpErrorResponseException(response);
        }

        executionContext.ResponseContext.HttpResponse = response;
        return Task.FromResult(new T());
    }
}
