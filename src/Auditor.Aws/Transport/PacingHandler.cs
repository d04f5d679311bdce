using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Auditor.Aws.Transport;

/// <summary>Lets each attempt of a call wait for its turn, before it is signed: a signature must not grow old in the queue.</summary>
/// <param name="paces">What a call has to wait for.</param>
/// <param name="longestPause">How long one refusal may hold up all other calls of the service, whatever it asks for.</param>
/// <param name="log">Counts.</param>
/// <param name="time">Measures.</param>
internal sealed class PacingHandler(
    Func<OperationRequest, ImmutableArray<Pace>> paces, Func<TimeSpan> longestPause, CallLog log, TimeProvider time) : PipelineHandler
{
    private static readonly TimeSpan UsualPause = TimeSpan.FromSeconds(0.5);

    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        var request = (OperationRequest)executionContext.RequestContext.OriginalRequest;
        var applying = paces(request);
        var queued = time.GetTimestamp();
        foreach (var pace in applying)
        {
            await pace.WaitAsync(executionContext.RequestContext.CancellationToken).ConfigureAwait(false);
        }

        var sent = time.GetTimestamp();
        var waited = time.GetElapsedTime(queued, sent);
        PatientRetryPolicy.HasQueued(executionContext.RequestContext, waited);
        log.Sent(request.Operation, request.CountedFor, waited, executionContext.RequestContext.Retries > 0);
        try
        {
            var answer = await base.InvokeAsync<T>(executionContext).ConfigureAwait(false);
            foreach (var pace in applying)
            {
                pace.Answered();
            }

            return answer;
        }
        catch (ServiceException refused) when (CallFailures.Of(refused) is CallFailure.Throttled)
        {
            log.WasThrottled(request.Operation, request.CountedFor);
            var (asked, longest) = (refused.RetryAfter ?? UsualPause, longestPause());
            foreach (var pace in applying)
            {
                pace.Throttled(asked < longest ? asked : longest);
            }

            throw;
        }
        finally
        {
            log.Answered(request.Operation, request.CountedFor, time.GetElapsedTime(sent));
        }
    }
}
