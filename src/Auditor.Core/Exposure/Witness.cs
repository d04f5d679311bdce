using System.Collections.Immutable;

namespace Auditor.Core.Exposure;

/// <summary>A request that gets through, as it can be sent and as <c>auditor explain-access</c> can be asked about it.</summary>
public sealed record Witness
{
    /// <summary>Empty for a WebSocket API, whose connections have none.</summary>
    public required string Verb { get; init; }

    /// <summary>Where it is sent, path included.</summary>
    public required string Url { get; init; }

    /// <summary>The path as the API sees it, without stage and base path; for a WebSocket API the route key.</summary>
    public required string Path { get; init; }

    /// <summary>The caller's address; <see langword="null"/> for callers through VPC endpoints.</summary>
    public string? FromIp { get; init; }

    /// <summary>Whether another address would do as well.</summary>
    public bool IsFromAnywhere { get; init; }

    /// <summary>The VPC endpoint that it comes through.</summary>
    public string? VpcEndpointId { get; init; }

    public string? VpcId { get; init; }

    /// <summary>Whether another VPC endpoint would do as well.</summary>
    public bool IsThroughAnyEndpoint { get; init; }

    /// <summary>Who signs it; <see langword="null"/> when a signature is not asked for.</summary>
    public string? PrincipalArn { get; init; }

    /// <summary>
    /// Headers that it has to carry and that anyone can write, by name; the value is <see langword="null"/> where only some know it.
    /// </summary>
    public ImmutableSortedDictionary<string, string?> Headers { get; init; } = ImmutableSortedDictionary<string, string?>.Empty;

    /// <summary>What it shows besides a signature, in the order in which it is asked.</summary>
    public ImmutableArray<Credential> Shows { get; init; } = [];

    /// <summary>The same for <c>auditor explain-access</c>.</summary>
    public AccessRequest Request => new()
    {
        Verb = Verb,
        Path = Path,
        Host = Url.Split('/') is [_, _, var host, ..] ? host : null,
        FromIp = FromIp,
        VpcEndpointId = VpcEndpointId,
        VpcId = VpcId,
        PrincipalArn = PrincipalArn,
        Headers = Headers,
        Shows = Shows,
    };

    /// <summary>For people: <c>GET https://api.acme.example/orders from 203.0.113.7 with an API key</c>.</summary>
    public override string ToString() => WalkText.Of(this);
}
