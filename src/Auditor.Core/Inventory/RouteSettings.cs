namespace Auditor.Core.Inventory;

/// <summary>Settings of a stage for one route, or for all that have none of their own.</summary>
/// <remarks>
/// API Gateway fills in a whole object as soon as one setting is touched (burst 5000, rate 10000 and so on), so a value here
/// does not prove that somebody chose it.
/// </remarks>
public sealed record RouteSettings
{
    /// <summary>The key of the settings for all routes: <c>*/*</c> of REST stages, <c>defaultRouteSettings</c> of the others.</summary>
    public const string DefaultKey = "*";

    /// <summary>
    /// A route key as in <see cref="Route.Key"/>, <c>GET /orders</c>, whatever encoding AWS answered in; or <see cref="DefaultKey"/>.
    /// </summary>
    public required string Key { get; init; }

    /// <summary><c>OFF</c>, <c>ERROR</c>, <c>INFO</c>; <see langword="null"/> when not set. HTTP APIs have none.</summary>
    public string? LoggingLevel { get; init; }

    /// <summary>Whether whole requests and responses go to the execution log. HTTP APIs have none.</summary>
    public bool DataTraceEnabled { get; init; }

    /// <summary>
    /// Requests per second; <see langword="null"/> when not set (also for what AWS or Terraform write as negative). 0 on an HTTP or
    /// WebSocket API: every request is answered 429.
    /// </summary>
    public double? ThrottlingRate { get; init; }

    /// <summary>
    /// Requests at once; <see langword="null"/> when not set. 0 on an HTTP or WebSocket API: every request is answered 429.
    /// </summary>
    public double? ThrottlingBurst { get; init; }

    public bool MetricsEnabled { get; init; }

    public bool CachingEnabled { get; init; }

    /// <summary>
    /// For how long an answer is kept; 0 keeps none, whatever <see cref="CachingEnabled"/> says; <see langword="null"/> when not set.
    /// </summary>
    public int? CacheSeconds { get; init; }

    public bool CacheDataEncrypted { get; init; }

    public bool? RequireAuthorizationForCacheControl { get; init; }
}
