namespace Auditor.Samples.Building;

/// <summary>Settings of stages.</summary>
internal static class Settings
{
    /// <summary>What API Gateway fills in as soon as somebody touches one setting of a REST stage.</summary>
    public static RouteSettings Filled { get; } = new()
    {
        Key = RouteSettings.DefaultKey,
        ThrottlingRate = 10_000,
        ThrottlingBurst = 5_000,
        RequireAuthorizationForCacheControl = true,
        CacheSeconds = 300,
    };

    /// <summary>Errors logged, metrics per method, and a limit.</summary>
    public static RouteSettings Throttled(double rate, double burst) =>
        Filled with { LoggingLevel = "ERROR", MetricsEnabled = true, ThrottlingRate = rate, ThrottlingBurst = burst };

    /// <summary>A limit for all routes of an HTTP or WebSocket API.</summary>
    public static RouteSettings Limit(double rate, double burst) =>
        new() { Key = RouteSettings.DefaultKey, ThrottlingRate = rate, ThrottlingBurst = burst };
}
