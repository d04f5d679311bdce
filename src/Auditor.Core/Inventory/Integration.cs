using System.Collections.Immutable;

namespace Auditor.Core.Inventory;

/// <summary>What is behind a route.</summary>
public sealed record Integration
{
    public required IntegrationType Type { get; init; }

    /// <summary>
    /// A URL or an ARN, possibly with <c>${stageVariables.name}</c> in it; absent for <see cref="IntegrationType.Mock"/>.
    /// </summary>
    public string? Uri { get; init; }

    /// <summary>Whether it goes through a VPC link.</summary>
    public bool ThroughVpcLink { get; init; }

    /// <summary>The VPC link, when there is one.</summary>
    public string? ConnectionId { get; init; }

    /// <summary>The role that API Gateway assumes to call it, or <c>arn:aws:iam::*:user/*</c> for the caller's own.</summary>
    public string? CredentialsArn { get; init; }

    /// <summary>REST: the certificate of the backend is not checked.</summary>
    public bool InsecureSkipVerification { get; init; }

    /// <summary>REST: what a cached answer is kept by, <c>method.request.header.Authorization</c>, besides the resource itself.</summary>
    public ImmutableArray<string> CacheKeyParameters { get; init; } = [];

    /// <summary>
    /// REST: what its responses say in <c>Access-Control-Allow-Origin</c>: a fixed text without quotes, or a mapping;
    /// <see langword="null"/> when nothing.
    /// </summary>
    public string? AllowOrigin { get; init; }

    /// <summary>REST: whether its responses say <c>Access-Control-Allow-Credentials: true</c>.</summary>
    public bool AllowCredentials { get; init; }

    /// <summary>
    /// Where in its headers, query and templates a secret stands, and what it is: <c>request header Authorization (bearer token)</c>. The
    /// texts themselves are not kept.
    /// </summary>
    public ImmutableArray<string> SecretsIn { get; init; } = [];

    /// <summary>HTTP: a <c>tlsConfig</c> is there, so a private integration speaks TLS.</summary>
    public bool HasTlsConfig { get; init; }
}
