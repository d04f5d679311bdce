using System.Collections.Immutable;

namespace Auditor.Core.Inventory;

/// <summary>A certificate with which API Gateway shows backends that it is API Gateway.</summary>
public sealed record ClientCertificate
{
    public required string Id { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>What somebody wrote about it.</summary>
    public string? Description { get; init; }

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
