namespace Auditor.Reports;

/// <summary>How calls went.</summary>
/// <param name="Retries">How many were retries.</param>
/// <param name="Throttled">How many were answered with "too many requests".</param>
/// <param name="Denied">How many were denied.</param>
/// <param name="Milliseconds">From sending to the end of the answer, added up.</param>
internal sealed record ReadingDetails(int Retries, int Throttled, int Denied, long Milliseconds)
{
    public static ReadingDetails None { get; } = new(0, 0, 0, 0);

    public static ReadingDetails operator +(ReadingDetails left, ReadingDetails right) =>
        new(
            left.Retries + right.Retries,
            left.Throttled + right.Throttled,
            left.Denied + right.Denied,
            left.Milliseconds + right.Milliseconds);
}
