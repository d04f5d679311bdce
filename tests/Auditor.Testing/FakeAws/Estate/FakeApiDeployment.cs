using System.Collections.Immutable;

namespace Auditor.Testing.FakeAws.Estate;

/// <summary>A deployment of an HTTP or WebSocket API.</summary>
public sealed record FakeApiDeployment(string Id)
{
    public bool AutoDeployed { get; init; }

    public DateTimeOffset CreatedDate { get; init; } = new(2025, 3, 2, 10, 5, 0, TimeSpan.Zero);

    public string Status { get; init; } = "DEPLOYED";

    public string? StatusMessage { get; init; }

    /// <summary>What was deployed; null is what is configured.</summary>
    public ImmutableArray<FakeRoute>? Routes { get; init; }

    /// <summary>Whether the default endpoint was switched off when it was deployed; null is as configured.</summary>
    public bool? DisableExecuteApiEndpoint { get; init; }
}
