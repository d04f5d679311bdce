using System.Collections.Immutable;

namespace Auditor.Testing.FakeAws.Estate;

/// <summary>A stage of an HTTP or WebSocket API.</summary>
public sealed record FakeApiStage(string Name = "$default")
{
    public string? Description { get; init; }

    public bool AutoDeploy { get; init; }

    public bool? ApiGatewayManaged { get; init; }

    public string? DeploymentId { get; init; }

    public string? LastDeploymentStatusMessage { get; init; }

    public string? ClientCertificateId { get; init; }

    public FakeAccessLogSettings? AccessLogSettings { get; init; }

    public FakeRouteSettings DefaultRouteSettings { get; init; } = new();

    public ImmutableDictionary<string, FakeRouteSettings> RouteSettings { get; init; } = [];

    public ImmutableDictionary<string, string> StageVariables { get; init; } = [];

    public ImmutableDictionary<string, string> Tags { get; init; } = [];

    public DateTimeOffset CreatedDate { get; init; } = new(2025, 3, 2, 10, 5, 0, TimeSpan.Zero);

    public DateTimeOffset LastUpdatedDate { get; init; } = new(2025, 3, 2, 10, 5, 0, TimeSpan.Zero);
}
