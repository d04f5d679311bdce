namespace Auditor.Testing.FakeAws.Estate;

/// <summary>A method setting. The defaults are what AWS fills in when any one member is touched (aws-facts.md 0.7).</summary>
public sealed record FakeMethodSetting
{
    public bool MetricsEnabled { get; init; }

    /// <summary>Absent unless set.</summary>
    public string? LoggingLevel { get; init; }

    public bool DataTraceEnabled { get; init; }

    public int ThrottlingBurstLimit { get; init; } = 5000;

    public double ThrottlingRateLimit { get; init; } = 10000.0;

    public bool CachingEnabled { get; init; }

    public int CacheTtlInSeconds { get; init; } = 300;

    public bool CacheDataEncrypted { get; init; }

    public bool RequireAuthorizationForCacheControl { get; init; } = true;

    public string UnauthorizedCacheControlHeaderStrategy { get; init; } = "SUCCEED_WITH_RESPONSE_HEADER";
}
