using Amazon.Runtime;

namespace Auditor.Aws.Transport;

/// <summary>
/// Repeats what a repetition can mend: throttling many times, faults of the way and of the service a few times, everything within a bounded
/// time.
/// </summary>
/// <remarks>
/// NOTE: the SDK's own policies share a quota of retries over all calls, ignore Retry-After and do not know a bare 429; a big scan lost
/// most of its calls with them.
/// </remarks>
internal sealed class PatientRetryPolicy : RetryPolicy
{
    private const string FirstFailureKey = "Auditor.FirstFailure";
    private const string DelayKey = "Auditor.Delay";
    private const string QueuedKey = "Auditor.Queued";
    private const int ThrottledAttempts = 20;
    private const int FaultyAttempts = 4;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    private readonly TimeProvider _time;
    private readonly Func<TimeSpan> _patience;

    /// <param name="time">Measures and waits.</param>
    /// <param name="patience">Once this much time has passed since a call's first failure, it is not repeated. Time in our own queue does
    /// not count: it says nothing about the service.</param>
    public PatientRetryPolicy(TimeProvider time, Func<TimeSpan> patience)
    {
        _time = time;
        _patience = patience;
        MaxRetries = ThrottledAttempts - 1;
    }

    public override bool CanRetry(IExecutionContext executionContext) => true;

    public override bool RetryLimitReached(IExecutionContext executionContext) => executionContext.RequestContext.Retries >= MaxRetries;

    public override Task<bool> RetryForExceptionAsync(IExecutionContext executionContext, Exception exception) =>
        Task.FromResult(RetryForException(executionContext, exception));

    public override bool RetryForException(IExecutionContext executionContext, Exception exception)
    {
        var request = executionContext.RequestContext;
        if (request.CancellationToken.IsCancellationRequested)
        {
            return false;
        }

        var failure = CallFailures.Of(exception);
        var attempts = failure switch
        {
            CallFailure.Throttled => ThrottledAttempts,
            CallFailure.ServiceFault or CallFailure.Unreachable or CallFailure.Timeout or CallFailure.MalformedAnswer => FaultyAttempts,
            _ => 1,
        };
        if (request.Retries + 1 >= attempts)
        {
            return false;
        }

        var now = _time.GetUtcNow();
        var firstFailure = request.ContextAttributes.TryGetValue(FirstFailureKey, out var since) && since is DateTimeOffset instant
            ? instant
            : now;
        var delay = Delay(request.Retries, failure, exception);
        if (now + delay - firstFailure - Queued(request) > _patience())
        {
            return false;
        }

        request.ContextAttributes[FirstFailureKey] = firstFailure;
        request.ContextAttributes[DelayKey] = delay;
        return true;
    }

    public override void WaitBeforeRetry(IExecutionContext executionContext) => throw new NotSupportedException("Calls are asynchronous.");

    public override Task WaitBeforeRetryAsync(IExecutionContext executionContext)
    {
        var delay = executionContext.RequestContext.ContextAttributes.TryGetValue(DelayKey, out var chosen) && chosen is TimeSpan wait
            ? wait
            : TimeSpan.Zero;
        return Task.Delay(delay, _time, executionContext.RequestContext.CancellationToken);
    }

    /// <summary>Notes how long a repeated call stood in the queue before it was sent.</summary>
    public static void HasQueued(IRequestContext request, TimeSpan time)
    {
        if (request.Retries > 0)
        {
            request.ContextAttributes[QueuedKey] = Queued(request) + time;
        }
    }

    private static TimeSpan Queued(IRequestContext request) =>
        request.ContextAttributes.TryGetValue(QueuedKey, out var queued) && queued is TimeSpan time ? time : TimeSpan.Zero;

    // Full jitter: callers that were refused together must not come back together. What the service asks for is a minimum.
    private static TimeSpan Delay(int retries, CallFailure failure, Exception exception)
    {
        var step = failure is CallFailure.Throttled ? 0.5 : 0.1;
        var backoff = TimeSpan.FromSeconds(Math.Min(LongestWait.TotalSeconds, step * Math.Pow(2, retries)) * Random.Shared.NextDouble());
        var asked = (exception as ServiceException)?.RetryAfter ?? TimeSpan.Zero;
        return asked + backoff;
    }
}
