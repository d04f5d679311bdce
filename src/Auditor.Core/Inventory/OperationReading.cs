namespace Auditor.Core.Inventory;

/// <summary>How the calls of one operation went.</summary>
public sealed record OperationReading
{
    /// <summary><c>apigateway:GetStages</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>Requests sent, retries included.</summary>
    public int Calls { get; init; }

    public int Retries { get; init; }

    /// <summary>Answers that said "too many requests".</summary>
    public int Throttled { get; init; }

    public int Denied { get; init; }

    /// <summary>From sending to the end of the answer, added up; waiting for the pace not counted.</summary>
    public long Milliseconds { get; init; }
}
