using System.Collections.Immutable;

namespace Auditor.Core.Exposure;

/// <summary>One request, to be explained.</summary>
public sealed record AccessRequest
{
    /// <summary>In upper case; anything for a WebSocket API, whose connections have none.</summary>
    public required string Verb { get; init; }

    /// <summary>Begins with a slash; without stage and base path. For a WebSocket API the route key.</summary>
    public required string Path { get; init; }

    /// <summary>Where it is sent, whole; <see cref="Path"/> and <see cref="Host"/> do not count then.</summary>
    public Uri? Url { get; init; }

    /// <summary>The name that it is sent to; <see langword="null"/> for whichever leads furthest.</summary>
    public string? Host { get; init; }

    /// <summary>The caller's address: a public one, or the one in its VPC for callers through an endpoint.</summary>
    public string? FromIp { get; init; }

    /// <summary>The VPC endpoint that it comes through; <see langword="null"/> for the internet.</summary>
    public string? VpcEndpointId { get; init; }

    public string? VpcId { get; init; }

    /// <summary>Who signs it; <see langword="null"/> for nobody.</summary>
    public string? PrincipalArn { get; init; }

    /// <summary>Headers that it carries, by name; the value is <see langword="null"/> for one that is said to be right.</summary>
    public ImmutableSortedDictionary<string, string?> Headers { get; init; } = ImmutableSortedDictionary.Create<string, string?>(
        StringComparer.OrdinalIgnoreCase);

    /// <summary>What else it shows that is said to be accepted: an API key, a client certificate, a token.</summary>
    public ImmutableArray<Credential> Shows { get; init; } = [];
}
