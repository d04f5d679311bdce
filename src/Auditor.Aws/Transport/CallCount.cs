using Auditor.Core.Inventory;

namespace Auditor.Aws.Transport;

/// <summary>What one operation cost for one Region.</summary>
/// <param name="Operation"><c>apigateway:GetStages</c>.</param>
/// <param name="Region">For whose sake it was called; what is kept elsewhere was asked for there.</param>
/// <param name="Calls">Pages asked for.</param>
/// <param name="Requests">Requests sent, repeated attempts included.</param>
/// <param name="Throttled">Requests that the service refused for their number.</param>
/// <param name="Denied">Calls that the identity may not make.</param>
/// <param name="Failed">Calls that brought nothing, denied ones included.</param>
public sealed record CallCount(string Operation, string Region, int Calls, int Requests, int Throttled, int Denied, int Failed)
{
    /// <summary>
    /// Whether it was called for the account or the organization, wherever that is asked, and not for what is in a Region.
    /// </summary>
    public bool IsOfAccount =>
        Operation.StartsWith("iam:", StringComparison.Ordinal) || Operation.StartsWith("organizations:", StringComparison.Ordinal);

    /// <summary>As the inventory tells it.</summary>
    public OperationReading ToReading() => new()
    {
        Operation = Operation,
        Calls = Requests,
        Retries = Retries,
        Throttled = Throttled,
        Denied = Denied,
        Milliseconds = (long)Answering.TotalMilliseconds,
    };

    /// <summary>Requests beyond the first of each call.</summary>
    public int Retries { get; init; }

    /// <summary>How long the service took to answer, all requests together. They overlap, so the sum may exceed the scan.</summary>
    public TimeSpan Answering { get; init; }

    /// <summary>How long requests stood in the queue that keeps the pace, all together.</summary>
    public TimeSpan Waiting { get; init; }
}
