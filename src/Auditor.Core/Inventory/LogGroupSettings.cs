namespace Auditor.Core.Inventory;

/// <summary>How a log group keeps what is written.</summary>
public sealed record LogGroupSettings
{
    /// <summary>After how many days lines are deleted; <see langword="null"/> for never.</summary>
    public int? RetentionDays { get; init; }

    /// <summary>The customer's own key; <see langword="null"/> when CloudWatch's is used.</summary>
    public string? KmsKeyId { get; init; }
}
