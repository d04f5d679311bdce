using System.Collections.Immutable;

namespace Auditor.Testing.FakeAws.Estate;

/// <summary>A stage of a REST API.</summary>
public sealed record FakeStage(string Name)
{
    /// <summary>Null: the API's <see cref="FakeRestApi.CurrentDeploymentId"/>.</summary>
    public string? DeploymentId { get; init; }

    public string? Description { get; init; }

    public string? ClientCertificateId { get; init; }

    public bool CacheClusterEnabled { get; init; }

    public string? CacheClusterSize { get; init; }

    public string CacheClusterStatus { get; init; } = "NOT_AVAILABLE";

    /// <summary>
    /// By key as whoever wrote it encoded it: <c>*/*</c>, <c>~1orders~1{id}/GET</c> or <c>orders/GET</c> (aws-facts.md 0.6).
    /// </summary>
    public ImmutableDictionary<string, FakeMethodSetting> MethodSettings { get; init; } = [];

    public ImmutableDictionary<string, string> Variables { get; init; } = [];

    public FakeAccessLogSettings? AccessLogSettings { get; init; }

    public FakeCanarySettings? CanarySettings { get; init; }

    public bool TracingEnabled { get; init; }

    public string? WebAclArn { get; init; }

    public string? DocumentationVersion { get; init; }

    public ImmutableDictionary<string, string> Tags { get; init; } = [];

    public DateTimeOffset CreatedDate { get; init; } = new(2025, 3, 1, 9, 45, 0, TimeSpan.Zero);

    public DateTimeOffset LastUpdatedDate { get; init; } = new(2025, 3, 1, 9, 45, 0, TimeSpan.Zero);
}
