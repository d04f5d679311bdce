using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Auditor.Core.Inventory;

/// <summary>A stage of an API: what callers reach under one name.</summary>
public sealed record Stage
{
    public required string Name { get; init; }

    /// <summary>What somebody wrote about it.</summary>
    public string? Description { get; init; }

    /// <summary>The deployment that it serves; absent on a v2 stage that deploys automatically.</summary>
    public string? DeploymentId { get; init; }

    /// <summary>Whether every change is live at once (HTTP and WebSocket APIs).</summary>
    public bool AutoDeploy { get; init; }

    /// <summary>What the last automatic deployment said; <see langword="null"/> when it said nothing.</summary>
    public string? LastDeploymentStatusMessage { get; init; }

    /// <summary>
    /// Whether it serves what is configured: it deploys every change at once, and the last one did not fail (HTTP and WebSocket APIs).
    /// </summary>
    [JsonIgnore]
    public bool ServesConfiguration =>
        AutoDeploy && LastDeploymentStatusMessage?.StartsWith("Successfully", StringComparison.OrdinalIgnoreCase) is not false;

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? LastUpdatedAt { get; init; }

    /// <summary>A second deployment that gets part of the traffic (REST).</summary>
    public Canary? Canary { get; init; }

    public AccessLog? AccessLog { get; init; }

    public string? ClientCertificateId { get; init; }

    public bool TracingEnabled { get; init; }

    public bool CacheClusterEnabled { get; init; }

    /// <summary>ARN of the web ACL in front of it (REST only).</summary>
    public string? WebAclArn { get; init; }

    /// <summary>Settings for all routes (<see cref="RouteSettings.DefaultKey"/>) and for single ones.</summary>
    public ImmutableArray<RouteSettings> Settings { get; init; } = [];

    public ImmutableArray<StageVariable> Variables { get; init; } = [];

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>
    /// Why it only stands in for something that a template refers to and does not describe; <see langword="null"/> for what was read.
    /// </summary>
    public string? NotInTemplate { get; init; }

    /// <summary>Requests to this stage.</summary>
    public Fact<Usage> Usage { get; init; }

    /// <summary>The settings made for exactly this route; <see langword="null"/> when there are none.</summary>
    public RouteSettings? SettingsOf(string routeKey) =>
        Settings.FirstOrDefault(settings => string.Equals(settings.Key, routeKey, StringComparison.Ordinal));

    /// <summary>The settings for routes that have none of their own; <see langword="null"/> when there are none.</summary>
    [JsonIgnore]
    public RouteSettings? DefaultSettings => SettingsOf(RouteSettings.DefaultKey);
}
