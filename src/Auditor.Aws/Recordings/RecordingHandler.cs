using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Auditor.Aws.Transport;

namespace Auditor.Aws.Recordings;

/// <summary>Keeps what comes over the wire, next to the wire: each attempt of a call by itself.</summary>
internal sealed class RecordingHandler(Recorder recorder, string identity, string region) : PipelineHandler
{
    private static readonly ImmutableArray<string> HeadersThatMatter = ["Content-Type", "Retry-After", "x-amzn-ErrorType"];

    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        var call = (OperationRequest)executionContext.RequestContext.OriginalRequest;
        try
        {
            var answer = await base.InvokeAsync<T>(executionContext).ConfigureAwait(false);
            executionContext.ResponseContext.HttpResponse = await KeptAsync(call, executionContext.ResponseContext.HttpResponse)
                .ConfigureAwait(false);
            return answer;
        }
        catch (HttpErrorResponseException refused)
        {
            throw new HttpErrorResponseException(refused.Message, refused, await KeptAsync(call, refused.Response).ConfigureAwait(false));
        }
        catch (Exception failure) when (!executionContext.RequestContext.CancellationToken.IsCancellationRequested)
        {
            recorder.Add(call.Operation, identity, region, call.Arguments, RecordedFailure.Of(failure));
            throw;
        }
    }

    private async Task<WireResponse> KeptAsync(OperationRequest call, IWebResponseData answer)
    {
        using var body = new MemoryStream();
        using (var stream = await answer.ResponseBody.OpenResponseAsync().ConfigureAwait(false))
        {
            await stream.CopyToAsync(body).ConfigureAwait(false);
        }

        var headers = HeadersThatMatter.Where(answer.IsHeaderPresent)
            .ToImmutableSortedDictionary(name => name, answer.GetHeaderValue, StringComparer.OrdinalIgnoreCase);
        var isCut = answer.ContentLength > body.Length;
        var kept = new WireResponse(answer.StatusCode, headers, body.ToArray(), isCut);
        recorder.Add(call.Operation, identity, region, call.Arguments, kept.StatusCode, headers, kept.Body, isCut);
        return kept;
    }
}
