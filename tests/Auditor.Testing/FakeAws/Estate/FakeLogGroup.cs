namespace Auditor.Testing.FakeAws.Estate;

/// <summary>A log group of CloudWatch Logs.</summary>
public sealed record FakeLogGroup(string Name)
{
    /// <summary>Null: kept for ever.</summary>
    public int? RetentionInDays { get; init; }

    public string? KmsKeyId { get; init; }
}
