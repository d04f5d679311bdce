using System.Collections.Immutable;
using Auditor.Core.Inventory;

namespace Auditor.Core.Exposure;

/// <summary>A name under which a stage answers.</summary>
public sealed record Endpoint
{
    public required EndpointKind Kind { get; init; }

    /// <summary>Where a request goes, up to and including the stage or base path, without a slash at the end: <c>https://a1b2c3.execute-api.eu-west-1.amazonaws.com/prod</c>.</summary>
    public required string Url { get; init; }

    /// <summary>The custom domain name; <see langword="null"/> for the API's own endpoint.</summary>
    public Domain? Domain { get; init; }

    /// <summary>The path of <see cref="Url"/>, possibly several levels, without slashes at its ends; empty for the root.</summary>
    public string BasePath { get; init; } = "";

    /// <summary>Paths of the same domain name, below <see cref="BasePath"/>, that lead elsewhere.</summary>
    public ImmutableArray<string> TakenFirst { get; init; } = [];

    /// <summary>Whether only callers in a VPC get there.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>Whether callers must show a client certificate.</summary>
    public bool RequiresClientCertificate => Domain?.MutualTls is not null;

    /// <summary>Whether every request for a route's path leads elsewhere from here: a longer base path is its beginning.</summary>
    public bool IsTaken(string? routePath)
    {
        if (routePath is null)
        {
            return false;
        }

        var path = $"{BasePath}{routePath}".Trim('/').Split('/');
        return TakenFirst.Select(other => other.Split('/')).Any(other => other.Length <= path.Length && other.AsSpan().SequenceEqual(path.AsSpan(0, other.Length)));
    }
}
