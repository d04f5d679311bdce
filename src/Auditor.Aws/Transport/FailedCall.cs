using System.Net;
using Auditor.Aws.Operations;

namespace Auditor.Aws.Transport;

/// <summary>A call that failed for good.</summary>
/// <param name="Operation">What was asked.</param>
/// <param name="Region">Where.</param>
/// <param name="Failure">Why it brought nothing.</param>
/// <param name="Exception">What it ended with.</param>
public sealed record FailedCall(Operation Operation, string Region, CallFailure Failure, Exception Exception)
{
    /// <summary>The service's own error code; null where it gave none.</summary>
    public string? Code { get; init; }

    /// <summary>Null where no answer came.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>What happened, without a word about what to do.</summary>
    public override string ToString() => $"{Operation} in {Region} failed: {Code ?? Failure.ToString()}.";
}
