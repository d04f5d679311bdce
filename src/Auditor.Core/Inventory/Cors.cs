using System.Collections.Immutable;

namespace Auditor.Core.Inventory;

/// <summary>The CORS configuration of an HTTP API.</summary>
public sealed record Cors
{
    public bool AllowCredentials { get; init; }

    public ImmutableArray<string> AllowOrigins { get; init; } = [];

    public ImmutableArray<string> AllowMethods { get; init; } = [];

    public ImmutableArray<string> AllowHeaders { get; init; } = [];
}
