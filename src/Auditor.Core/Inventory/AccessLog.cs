namespace Auditor.Core.Inventory;

/// <summary>Where a stage writes one line per request, and what stands in it.</summary>
public sealed record AccessLog
{
    /// <summary>ARN of a log group or a Firehose stream.</summary>
    public string? DestinationArn { get; init; }

    public string? Format { get; init; }
}
