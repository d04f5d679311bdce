using System.Collections.Immutable;

namespace Auditor.Testing.FakeAws.Estate;

/// <summary>The CORS configuration of an HTTP API.</summary>
public sealed record FakeCorsConfiguration
{
    public bool? AllowCredentials { get; init; }

    public ImmutableArray<string> AllowHeaders { get; init; } = [];

    public ImmutableArray<string> AllowMethods { get; init; } = [];

    public ImmutableArray<string> AllowOrigins { get; init; } = [];

    public ImmutableArray<string> ExposeHeaders { get; init; } = [];

    public int? MaxAge { get; init; }
}
