using System.Collections.Concurrent;
using Auditor.Aws.Operations;

namespace Auditor.Aws.Transport;

/// <summary>Counts calls by operation and the Region that they were made for: a scan's cost is part of its result.</summary>
public sealed class CallLog
{
    private readonly ConcurrentDictionary<(string Operation, string Region), CallCount> _counts = new();

    /// <summary>By operation, then Region.</summary>
    public ImmutableArray<CallCount> Counts =>
        [.. _counts.Values.OrderBy(count => count.Operation, StringComparer.Ordinal).ThenBy(count => count.Region, StringComparer.Ordinal)];

    public int Requests => _counts.Values.Sum(count => count.Requests);

    public int Throttled => _counts.Values.Sum(count => count.Throttled);

    public int Retries => _counts.Values.Sum(count => count.Retries);

    internal void Called(Operation operation, string region) => Change(operation, region, count => count with { Calls = count.Calls + 1 });

    internal void Sent(Operation operation, string region, TimeSpan waited, bool again) => Change(
        operation,
        region,
        count => count with { Requests = count.Requests + 1, Retries = count.Retries + (again ? 1 : 0), Waiting = count.Waiting + waited });

    internal void Answered(Operation operation, string region, TimeSpan took) =>
        Change(operation, region, count => count with { Answering = count.Answering + took });

    internal void WasThrottled(Operation operation, string region) =>
        Change(operation, region, count => count with { Throttled = count.Throttled + 1 });

    internal void HasFailed(Operation operation, string region, CallFailure failure) => Change(
        operation,
        region,
        count => count with { Failed = count.Failed + 1, Denied = count.Denied + (failure is CallFailure.Denied ? 1 : 0) });

    private void Change(Operation operation, string region, Func<CallCount, CallCount> change) => _counts.AddOrUpdate(
        (operation.Id, region),
        _ => change(new(operation.Id, region, 0, 0, 0, 0, 0)),
        (_, count) => change(count));
}
