namespace Auditor.Core.Inventory;

/// <summary>A log group that a stage writes its access log to.</summary>
public sealed record LogGroup
{
    /// <summary>As the stage names it, without a <c>:*</c> at the end.</summary>
    public required string Arn { get; init; }

    /// <summary>How it keeps what is written; <see langword="null"/> when there is no such group.</summary>
    public Fact<LogGroupSettings?> Settings { get; init; }
}
