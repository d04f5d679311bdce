namespace Auditor.Testing.FakeAws.Estate;

/// <summary>A deployment of an HTTP or WebSocket API.</summary>
public sealed record FakeApiDeployment(string Id)
{
    public bool AutoDeployed { get; init; }

    public DateTimeOffset CreatedDate { get; init; } = new(2025, 3, 2, 10, 5, 0, TimeSpan.Zero);

    public string Status { get; init; } = "DEPLOYED";

    public string? StatusMessage { get; init; }
}
