namespace Auditor.Testing.FakeAws.Estate;

/// <summary>What AWS Config recorded of a thing at one time.</summary>
/// <param name="ResourceType"><c>AWS::ApiGateway::Stage</c>.</param>
/// <param name="ResourceId">Its id in Config: of an API or a stage the ARN.</param>
/// <param name="CaptureTime">When.</param>
/// <param name="Configuration">The thing as JSON; null where nothing was recorded.</param>
public sealed record FakeConfigurationItem(string ResourceType, string ResourceId, DateTimeOffset CaptureTime, string? Configuration)
{
    /// <summary>
    /// <c>OK</c>, <c>ResourceDiscovered</c>, <c>ResourceNotRecorded</c>, <c>ResourceDeleted</c>, <c>ResourceDeletedNotRecorded</c>.
    /// </summary>
    public string Status { get; init; } = "OK";
}
