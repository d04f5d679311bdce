namespace Auditor.Testing.FakeAws.Estate;

/// <summary>A delivery channel of AWS Config.</summary>
public sealed record FakeDeliveryChannel(string Name = "default")
{
    public string S3BucketName { get; init; } = "config-bucket";

    public string? SnsTopicArn { get; init; }
}
