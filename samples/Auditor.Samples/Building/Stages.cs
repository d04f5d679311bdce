namespace Auditor.Samples.Building;

/// <summary>Stages as Acme makes them.</summary>
internal static class Stages
{
    /// <summary>A stage of a REST API.</summary>
    public static Stage Rest(
        string name, string deployment, string made, AccessLog? log = null, params ImmutableArray<RouteSettings> settings) => new()
        {
            Name = name,
            DeploymentId = deployment,
            CreatedAt = Day.Of(made),
            LastUpdatedAt = Day.Of(made),
            AccessLog = log,
            Settings = [.. settings.OrderBy(one => one.Key, StringComparer.Ordinal)],
        };

    /// <summary>A stage of an HTTP or WebSocket API on which every change is live at once.</summary>
    public static Stage Automatic(string name, string made, AccessLog? log = null, params ImmutableArray<RouteSettings> settings) => new()
    {
        Name = name,
        AutoDeploy = true,
        LastDeploymentStatusMessage = "Successfully deployed stage with deployment ID 'dp4k2s'",
        CreatedAt = Day.Of(made),
        LastUpdatedAt = Day.Of(made),
        AccessLog = log,
        Settings = settings,
    };
}
