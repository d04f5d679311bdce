using System.Collections.Immutable;

namespace Auditor.Core.Inventory;

/// <summary>What a REST API answers itself when it does not call the backend, as far as it speaks of CORS.</summary>
public sealed record GatewayResponse
{
    /// <summary><c>DEFAULT_4XX</c>, <c>UNAUTHORIZED</c>, <c>WAF_FILTERED</c>, ...</summary>
    public required string Type { get; init; }

    /// <summary>What it says in <c>Access-Control-Allow-Origin</c>, without quotes; <see langword="null"/> when it says nothing.</summary>
    public string? AllowOrigin { get; init; }

    /// <summary>Whether it says <c>Access-Control-Allow-Credentials: true</c>.</summary>
    public bool AllowCredentials { get; init; }

    /// <summary>
    /// Where its headers and templates hold secrets and of what kind, <c>response header X-Token (token)</c>; their texts are not kept.
    /// </summary>
    public ImmutableArray<string> SecretsIn { get; init; } = [];
}
